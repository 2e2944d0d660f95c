using Hall.Hub.Ratings;

namespace Hall.Web.Surfaces.Staff;

/// <summary>Days that people ask for again and again.</summary>
/// <param name="Name">Its key among the words, without <c>span.</c>.</param>
/// <param name="Span">The days, both included.</param>
public sealed record DayPreset(string Name, ReportSpan Span)
{
    /// <summary>Those that every page offers, as they are today.</summary>
    /// <param name="today">The hall's day.</param>
    public static IReadOnlyList<DayPreset> Of(DateOnly today)
    {
        var month = new DateOnly(today.Year, today.Month, 1);
        return
        [
            new("today", new(today, today)), new("week", new(today.AddDays(-6), today)),
            new("last-month", new(month.AddMonths(-1), month.AddDays(-1))), new("month", ReportSpan.MonthTo(today)),
            new("days30", new(today.AddDays(-29), today)), new("year", new(new(today.Year, 1, 1), today)),
        ];
    }
}
