using Hall.Core.Feedback;

namespace Hall.Web.Ratings;

/// <summary>A row of a table of figures, as a file carries it: each figure with its numerator and denominator.</summary>
public sealed record FigureRow
{
#pragma warning disable CS1591 // The names are the columns' headings; what they mean stands with RatingCounts.
    public required string Part { get; init; }
    public required string Name { get; init; }
    public required long Served { get; init; }
    public required long VerySatisfied { get; init; }
    public required long Satisfied { get; init; }
    public required long BasicallySatisfied { get; init; }
    public required long Dissatisfied { get; init; }
    public required long VeryDissatisfied { get; init; }
    public required long ValidRatings { get; init; }
    public required double? SatisfactionPercent { get; init; }
    public required double? SatisfactionLowPercent { get; init; }
    public required double? SatisfactionHighPercent { get; init; }
    public required double? BadReviewPercent { get; init; }
    public required double? RatingRatePercent { get; init; }
    public required double? MeanScore { get; init; }
    public required long SetAside { get; init; }
    public required long DefaultRatings { get; init; }
    public required long Unrated { get; init; }
    public required long LatePresses { get; init; }
    public required long SecondPresses { get; init; }
    public required long OrphanPresses { get; init; }
    public required long ForeignPresses { get; init; }
#pragma warning restore CS1591

    /// <summary>The row of a part.</summary>
    public static FigureRow Of(string part, string name, RatingCounts counts) => new()
    {
        Part = part, Name = name, Served = counts.Served,
        VerySatisfied = counts.Valid.VerySatisfied, Satisfied = counts.Valid.Satisfied, BasicallySatisfied = counts.Valid.BasicallySatisfied,
        Dissatisfied = counts.Valid.Dissatisfied, VeryDissatisfied = counts.Valid.VeryDissatisfied, ValidRatings = counts.Valid.Total,
        SatisfactionPercent = Rounded(counts.Satisfaction.Percent), SatisfactionLowPercent = Rounded(counts.Satisfaction.Interval?.LowPercent),
        SatisfactionHighPercent = Rounded(counts.Satisfaction.Interval?.HighPercent), BadReviewPercent = Rounded(counts.BadReviews.Percent),
        RatingRatePercent = Rounded(counts.RatingRate.Percent), MeanScore = Rounded(ScoreWeights.Default.MeanOf(counts.Valid)),
        SetAside = counts.SetAside.Total, DefaultRatings = counts.Defaults, Unrated = counts.Unrated, LatePresses = counts.Strays.Late, SecondPresses = counts.Strays.Second,
        OrphanPresses = counts.Strays.Orphan, ForeignPresses = counts.Strays.Foreign,
    };

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 2) : null;
}
