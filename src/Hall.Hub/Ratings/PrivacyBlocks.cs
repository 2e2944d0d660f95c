using Hall.Core.Configuration;
using Hall.Core.Feedback;

namespace Hall.Hub.Ratings;

/// <summary>A day of one teller.</summary>
/// <param name="Day">The day.</param>
/// <param name="Teller">Staff number.</param>
/// <param name="Counts">What was served and rated.</param>
public readonly record struct TellerDay(DateOnly Day, string Teller, RatingCounts Counts);

/// <summary>What may be shown.</summary>
/// <param name="To">Last day of it.</param>
/// <param name="Own">The teller's counts.</param>
/// <param name="Hall">Those of the hall over the same days.</param>
public sealed record GuardedFigure(DateOnly To, RatingCounts Own, RatingCounts Hall);

/// <summary>
/// Figures from which no single rating can be learned, not even by comparing what is shown today with what was shown yesterday, one
/// period with another, or a teller's own figures with the hall's. Whole days are put together to blocks of the hall, and only sums of
/// blocks are ever shown, on the board and to every teller.
/// </summary>
/// <remarks>
/// A block of the hall holds ten ratings or more, and, when more than one teller was rated in it, ten or more that are not of any one of
/// them. A teller's block ends where a block of the hall ends, and holds ten of their own from blocks shared with others, or none from
/// such. So whatever is added up or subtracted of what is shown, ten ratings or more of somebody stay in it, or nothing does. Ratings
/// that were set aside count for the ends of blocks, so that setting one aside moves no end.
/// </remarks>
public static class PrivacyBlocks
{
    /// <summary>Ratings in a block, at least: evaluation rules want n ≥ 10 where a teller looks.</summary>
    public const int Least = 10;

    /// <summary>What the board may show: the hall's blocks; null while there is none.</summary>
    /// <param name="days">Days of all tellers, in the order of the days.</param>
    /// <param name="plan">The hall's plan, which knows its business days: a day counts once no citizen can rate it with the code on the
    /// ticket any more.</param>
    /// <param name="today">The hall's day; never shown.</param>
    public static (DateOnly To, RatingCounts Counts)? OfHall(IEnumerable<TellerDay> days, HallPlan plan, DateOnly today)
    {
        var blocks = Blocks(days, plan, today);
        var counts = blocks.Aggregate(RatingCounts.None, (sum, block) => sum + block.Counts);
        return counts.Valid.Total < Least ? null : (blocks[^1].To, counts);
    }

    /// <summary>What a teller may see; null while there is too little.</summary>
    /// <param name="days">Days of all tellers, in the order of the days.</param>
    /// <param name="teller">Who looks.</param>
    /// <param name="plan">The hall's plan.</param>
    /// <param name="today">The hall's day; never shown.</param>
    public static GuardedFigure? OfTeller(IEnumerable<TellerDay> days, string teller, HallPlan plan, DateOnly today)
    {
        GuardedFigure? shown = null;
        var (own, hall, shared) = (RatingCounts.None, RatingCounts.None, 0L);
        foreach (var block in Blocks(days, plan, today))
        {
            var mine = block.Tellers.GetValueOrDefault(teller, RatingCounts.None);
            (own, hall) = (own + mine, hall + block.Counts);
            shared += mine.Real == block.Counts.Real ? 0 : mine.Real;
            if (own.Real >= Least && shared is 0 or >= Least)
            {
                (shown, shared) = (new(block.To, own, hall), 0);
            }
        }

        return shown is { Own.Valid.Total: >= Least } ? shown : null;
    }

    private static List<Block> Blocks(IEnumerable<TellerDay> days, HallPlan plan, DateOnly today)
    {
        var blocks = new List<Block>();
        var open = new Dictionary<string, RatingCounts>();
        foreach (var day in days.GroupBy(part => part.Day))
        {
            if (day.Key >= today || plan.Configuration.Hours.NextOpenDay(day.Key) >= today)
            {
                break;
            }

            foreach (var part in day)
            {
                open[part.Teller] = open.GetValueOrDefault(part.Teller, RatingCounts.None) + part.Counts;
            }

            var rated = open.Values.Select(counts => counts.Real).Where(real => real > 0).ToList();
            if (rated.Count > 0 && (rated.Count == 1 ? rated[0] : rated.Sum() - rated.Max()) >= Least)
            {
                blocks.Add(new(day.Key, open.Values.Aggregate(RatingCounts.None, (sum, counts) => sum + counts), open));
                open = [];
            }
        }

        return blocks;
    }

    private sealed record Block(DateOnly To, RatingCounts Counts, IReadOnlyDictionary<string, RatingCounts> Tellers);
}
