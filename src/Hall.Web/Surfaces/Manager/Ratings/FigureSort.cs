using Hall.Core.Feedback;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager.Ratings;

/// <summary>
/// The order of a table's rows: as they come, or by a figure with what needs attention first. Shares are ordered by the end of their
/// Wilson interval that is sure, so that one bad review of one rating does not stand above forty of a hundred.
/// </summary>
public static class FigureSort
{
    /// <summary>The columns of the table, by the key of their words.</summary>
    public static IReadOnlyList<string> Columns { get; } =
    [
        Word.RatingServed, Word.RatingRate, Word.RatingValid, Word.RatingSatisfaction, Word.RatingBad, Word.RatingScore, Word.RatingMended,
        Word.RatingCalled, Word.RatingComplaints, Word.RatingAside,
    ];

    /// <summary>The rows in the order of a column; unchanged for none.</summary>
    public static IReadOnlyList<FigurePart> By(IReadOnlyList<FigurePart> parts, string? column) =>
        column is null ? parts : [.. parts.OrderBy(part => Weight(part.Counts, column))];

    private static double Weight(RatingCounts counts, string column) => column switch
    {
        Word.RatingServed => -counts.Served,
        Word.RatingRate => Most(counts.RatingRate),
        Word.RatingValid => -counts.Valid.Total,
        Word.RatingSatisfaction => Most(counts.Satisfaction),
        Word.RatingBad => -Least(counts.BadReviews),
        Word.RatingScore => ScoreWeights.Default.MeanOf(counts.Valid) ?? double.MaxValue,
        Word.RatingMended => Most(counts.Mended),
        Word.RatingCalled => Most(counts.CalledBack),
        Word.RatingComplaints => -Least(counts.ComplaintRate),
        _ => -counts.SetAside.Total,
    };

    private static double Most(Share share) =>
        share.Denominator == 0 ? double.MaxValue : Share.Wilson(share.Numerator, share.Denominator).HighPercent;

    private static double Least(Share share) => share.Denominator == 0 ? double.MinValue
        : share.Numerator > share.Denominator ? double.MaxValue : Share.Wilson(share.Numerator, share.Denominator).LowPercent;
}
