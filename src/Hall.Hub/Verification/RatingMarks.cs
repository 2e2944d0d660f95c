using Hall.Core.Feedback;
using Hall.Storage.Data;
using Hall.Storage.Ratings;

namespace Hall.Hub.Verification;

/// <summary>What a rating is, whether the journal tells of it or the chain of ratings.</summary>
internal static class RatingMarks
{
    /// <summary>A row of the chain; null for occasions that are compared otherwise.</summary>
    public static Mark? Of(FeedbackRow row) => row.Occasion switch
    {
        RatingOccasion.First => Of(row.Ticket, row.Leg, row.Occasion, row.At, row.Level, row.Reasons, row.Comment).And(row.Counter)
            .And(row.Teller).And(row.Channel),
        RatingOccasion.Reasons or RatingOccasion.FollowUp => Of(row.Ticket, row.Leg, row.Occasion, row.At, row.Level, row.Reasons,
            row.Comment),
        _ => null,
    };

    /// <summary>What both records hold of every rating. A text is compared as both keep it; where one was erased both say so
    /// alike.</summary>
    public static Mark Of(long ticket, int leg, int occasion, DateTimeOffset at, string level, string reasons, string? text) =>
        Mark.Of(4).And(ticket).And(leg).And(occasion).And(at.ToUnixTimeMilliseconds()).And(level).And(reasons).And(text);

    /// <summary>The word of a level in the chain.</summary>
    public static string Word(FeedbackLevel level) => level.ToString();
}
