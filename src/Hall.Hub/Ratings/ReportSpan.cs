using System.Globalization;

namespace Hall.Hub.Ratings;

/// <summary>The days of a report, both included.</summary>
/// <param name="From">First day, hall-local.</param>
/// <param name="To">Last day, hall-local.</param>
public sealed record ReportSpan(DateOnly From, DateOnly To)
{
    /// <summary>How many days.</summary>
    public int Days => To.DayNumber - From.DayNumber + 1;

    /// <summary>As many days right before it.</summary>
    public ReportSpan Before => new(From.AddDays(-Days), From.AddDays(-1));

    /// <summary>The days as an address has them; what a record says by itself would say the days before, and those before them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{From:yyyy-MM-dd} {To:yyyy-MM-dd}");

    /// <summary>The month of a day, up to that day.</summary>
    public static ReportSpan MonthTo(DateOnly today) => new(new(today.Year, today.Month, 1), today);

    /// <summary>Reads the days in an address; days that are missing are those of the month so far.</summary>
    /// <param name="from">First day, <c>yyyy-MM-dd</c>.</param>
    /// <param name="to">Last day.</param>
    /// <param name="today">The hall's day.</param>
    /// <returns>The span, and what is wrong with what was asked: <c>malformed</c>, <c>empty</c>, <c>future</c>; null when nothing
    /// is.</returns>
    public static (ReportSpan Span, string? Fault) Read(string? from, string? to, DateOnly today)
    {
        var month = MonthTo(today);
        if (!TryDay(from, month.From, out var first) || !TryDay(to, today, out var last))
        {
            return (month, "malformed");
        }

        return first > today ? (month, "future") : last < first ? (month, "empty") : (new(first, last < today ? last : today), null);
    }

    private static bool TryDay(string? text, DateOnly otherwise, out DateOnly day)
    {
        day = otherwise;
        return string.IsNullOrEmpty(text)
            || (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out day)
            && day.Year is > 1999 and < 2200);
    }
}
