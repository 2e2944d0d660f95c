using Hall.Core.Feedback;

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
        ("rating.served", true), ("rating.rate", false), ("rating.valid", true), ("rating.satisfaction", false), ("rating.bad", true),
        ("rating.score", false), ("rating.mended", false), ("rating.called", false), ("rating.complaints", true), ("rating.aside", true),
    ];

    /// <summary>The figure by which a column orders.</summary>
    /// <param name="counts">The counts of a row.</param>
    /// <param name="column">The column.</param>
    public static double Of(RatingCounts counts, string column) => column switch
    {
        "rating.served" => counts.Served,
        "rating.rate" => Most(counts.RatingRate),
        "rating.valid" => counts.Valid.Total,
        "rating.satisfaction" => Most(counts.Satisfaction),
        "rating.bad" => Least(counts.BadReviews),
        "rating.score" => ScoreWeights.Default.MeanOf(counts.Valid) ?? double.MaxValue,
        "rating.mended" => Most(counts.Mended),
        "rating.called" => Most(counts.CalledBack),
        "rating.complaints" => Least(counts.ComplaintRate),
        _ => counts.SetAside.Total,
    };

    private static double Most(Share share) =>
        share.Denominator == 0 ? double.MaxValue : Share.Wilson(share.Numerator, share.Denominator).HighPercent;

    private static double Least(Share share) => share.Denominator == 0 ? double.MinValue
        : share.Numerator > share.Denominator ? double.MaxValue : Share.Wilson(share.Numerator, share.Denominator).LowPercent;
}
