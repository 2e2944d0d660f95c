using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Hub.Ratings;

namespace Hall.Web.Surfaces.Board;

/// <summary>A month as a board may show it.</summary>
/// <param name="Month">Its first day.</param>
/// <param name="Counts">What was served and rated; null while there is too little to show.</param>
public sealed record MonthFigure(DateOnly Month, RatingCounts? Counts);

/// <summary>How this month's satisfaction stands beside the last one.</summary>
public enum MonthVerdict
{
    /// <summary>There is no month before to compare with.</summary>
    First,

    /// <summary>No difference that is more than chance.</summary>
    Same,

    /// <summary>Higher by more than chance.</summary>
    Up,

    /// <summary>Lower by more than chance.</summary>
    Down,
}

/// <summary>Twelve months of a hall, each through the blocks that guard single ratings.</summary>
public static class MonthFigures
{
    /// <summary>How many months.</summary>
    public const int Months = 12;

    // Two-sided, 95 %.
    private const double Beyond = 1.96;

    /// <summary>The first day of the first month that is shown.</summary>
    public static DateOnly Begin(DateOnly lastDay) => new DateOnly(lastDay.Year, lastDay.Month, 1).AddMonths(1 - Months);

    /// <summary>The months until that of <paramref name="lastDay"/>, oldest first.</summary>
    /// <param name="days">Days of all tellers, in the order of the days.</param>
    /// <param name="plan">The hall's plan.</param>
    /// <param name="lastDay">The last day that may be shown.</param>
    /// <param name="today">The hall's day.</param>
    public static IReadOnlyList<MonthFigure> Of(IReadOnlyList<TellerDay> days, HallPlan plan, DateOnly lastDay, DateOnly today)
    {
        var begin = Begin(lastDay);
        return
        [
            .. Enumerable.Range(0, Months).Select(begin.AddMonths).Select(month => new MonthFigure(
                month,
                PrivacyBlocks.OfHall(days.Where(day => day.Day.Year == month.Year && day.Day.Month == month.Month), plan, today)?.Counts)),
        ];
    }

    /// <summary>Compares two months by the test of two shares.</summary>
    public static MonthVerdict Compare(Share now, Share? before)
    {
        if (before is not { Denominator: > 0 } last || now.Denominator == 0)
        {
            return MonthVerdict.First;
        }

        var (n, m) = ((double)now.Denominator, (double)last.Denominator);
        var (p, q) = (now.Numerator / n, last.Numerator / m);
        var pooled = (now.Numerator + last.Numerator) / (n + m);
        var error = Math.Sqrt(pooled * (1 - pooled) * ((1 / n) + (1 / m)));
        return error <= 0 || Math.Abs(p - q) < Beyond * error ? MonthVerdict.Same : p > q ? MonthVerdict.Up : MonthVerdict.Down;
    }
}
