using Hall.Core.Configuration;
using Hall.Core.Feedback;

namespace Hall.Web.Ratings;

/// <summary>
/// Figures from which no single rating can be learned, not even by comparing what is shown today with what was shown yesterday, or
/// one period with another. Whole days are put together until they hold enough ratings, and only such blocks are ever shown; periods
/// are sums of the same blocks, so that the difference of any two is a sum of blocks too.
/// </summary>
public static class GuardedDays
{
    /// <summary>Ratings in a block, at least: evaluation rules want n ≥ 10 where a teller looks.</summary>
    public const int Least = 10;

    /// <summary>
    /// The blocks that may be shown, from the first day on; null while there is none. Days after the last full block are left out
    /// until they fill one, and so are days on which a citizen can still rate with the code on the ticket.
    /// </summary>
    /// <param name="days">Days in order.</param>
    /// <param name="plan">The hall's plan, which knows its business days.</param>
    /// <param name="today">The hall's day; never shown.</param>
    public static (DateOnly To, RatingCounts Counts)? Of(IEnumerable<(DateOnly Day, RatingCounts Counts)> days, HallPlan plan, DateOnly today)
    {
        (DateOnly To, RatingCounts Counts)? shown = null;
        var open = RatingCounts.None;
        foreach (var (day, counts) in days)
        {
            if (day >= today || plan.Configuration.Hours.NextOpenDay(day) >= today)
            {
                break;
            }

            open += counts;
            if (open.Valid.Total >= Least)
            {
                (shown, open) = ((day, (shown?.Counts ?? RatingCounts.None) + open), RatingCounts.None);
            }
        }

        return shown;
    }
}
