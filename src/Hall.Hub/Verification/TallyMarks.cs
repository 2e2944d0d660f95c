using Hall.Core.Feedback;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>
/// The sums that pages show, as marks by the day: what legs and ratings add to them on one side, what stands in <c>tallies</c> on the
/// other.
/// It is the same adding up as <see cref="TallyDeltas"/> does while the hub runs.
/// </summary>
internal static class TallyMarks
{
    /// <summary>Adds what a change of the hub adds to its tallies.</summary>
    public static void Add(MarkSums sums, TallyDeltas deltas, Func<TallyPlace, int, bool>? wanted = null)
    {
        foreach (var (place, counts) in deltas.All)
        {
            for (var column = 0; column < counts.Length; column++)
            {
                if (counts[column] != 0 && (wanted is null || wanted(place, column)))
                {
                    sums.Add(place.Day, Of(place, column), counts[column]);
                }
            }
        }

        deltas.Clear();
    }

    /// <summary>A column of a tally.</summary>
    public static Mark Of(TallyPlace place, int column) =>
        Mark.Of(6).And((long)place.Scope).And(place.Day).And(place.Hour).And(place.Key).And(place.Zone).And(column);

    /// <summary>What a row of the chain adds.</summary>
    public static void Rated(TallyDeltas deltas, FeedbackRow row)
    {
        switch (row.Occasion)
        {
            case RatingOccasion.Default: deltas.Defaulted(row); break;
            case RatingOccasion.First when StoredWord.TryRead<FeedbackLevel>(row.Level, out var level): deltas.Rated(row, level); break;
            case RatingOccasion.Aside when StoredWord.TryRead<FeedbackLevel>(row.Level, out var level): deltas.PutAside(row, level); break;
        }
    }
}
