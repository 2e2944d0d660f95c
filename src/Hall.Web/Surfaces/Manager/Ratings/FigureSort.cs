using Hall.Core.Feedback;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager.Ratings;

/// <summary>
/// What a column of the table is ordered by. Shares are ordered by the end of their Wilson interval that is sure, so that one bad review of
/// one rating does not stand above forty of a hundred. What has nothing to count comes last when what needs attention comes first.
/// </summary>
public static class FigureSort
{
    /// <summary>The columns of the table, by the key of their words, and whether it is the most that needs attention.</summary>
    public static IReadOnlyList<(string Key, bool MostFirst)> Columns { get; } =
    [
        (Word.RatingServed, true), (Word.RatingRate, false), (Word.RatingValid, true), (Word.RatingSatisfaction, false), (Word.RatingBad,
            true),
        (Word.RatingScore, false), (Word.RatingMended, false), (Word.RatingCalled, false), (Word.RatingComplaints, true), (Word.RatingAside,
            true),
    ];

    /// <summary>The figure by which a column orders.</summary>
    /// <param name="counts">The counts of a row.</param>
    /// <param name="column">The column.</param>
    public static double Of(RatingCounts counts, string column) => column switch
    {
        Word.RatingServed => counts.Served,
        Word.RatingRate => Most(counts.RatingRate),
        Word.RatingValid => counts.Valid.Total,
        Word.RatingSatisfaction => Most(counts.Satisfaction),
        Word.RatingBad => Least(counts.BadReviews),
        Word.RatingScore => ScoreWeights.Default.MeanOf(counts.Valid) ?? double.MaxValue,
        Word.RatingMended => Most(counts.Mended),
        Word.RatingCalled => Most(counts.CalledBack),
        Word.RatingComplaints => Least(counts.ComplaintRate),
        _ => counts.SetAside.Total,
    };

    private static double Most(Share share) =>
        share.Denominator == 0 ? double.MaxValue : Share.Wilson(share.Numerator, share.Denominator).HighPercent;

    private static double Least(Share share) => share.Denominator == 0 ? double.MinValue
        : share.Numerator > share.Denominator ? double.MaxValue : Share.Wilson(share.Numerator, share.Denominator).LowPercent;
}
