using Hall.Core.Feedback;

namespace Hall.Hub.Ratings;

/// <summary>A row of a table of figures, as a file carries it: each figure with its numerator, its denominator and, under 30, its
/// interval.</summary>
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
    public required long SatisfactionNumerator { get; init; }
    public required long SatisfactionDenominator { get; init; }
    public required double? SatisfactionPercent { get; init; }
    public required double? SatisfactionLowPercent { get; init; }
    public required double? SatisfactionHighPercent { get; init; }
    public required long BadReviewNumerator { get; init; }
    public required long BadReviewDenominator { get; init; }
    public required double? BadReviewPercent { get; init; }
    public required double? BadReviewLowPercent { get; init; }
    public required double? BadReviewHighPercent { get; init; }
    public required long RatingRateNumerator { get; init; }
    public required long RatingRateDenominator { get; init; }
    public required double? RatingRatePercent { get; init; }
    public required double? RatingRateLowPercent { get; init; }
    public required double? RatingRateHighPercent { get; init; }
    public required double? MeanScore { get; init; }
    public required long MeanScoreRatings { get; init; }
    public required long MendedInTimeNumerator { get; init; }
    public required long MendedInTimeDenominator { get; init; }
    public required double? MendedInTimePercent { get; init; }
    public required double? MendedInTimeLowPercent { get; init; }
    public required double? MendedInTimeHighPercent { get; init; }
    public required long CalledBackNumerator { get; init; }
    public required long CalledBackDenominator { get; init; }
    public required double? CalledBackPercent { get; init; }
    public required double? CalledBackLowPercent { get; init; }
    public required double? CalledBackHighPercent { get; init; }
    public required long ComplaintRateNumerator { get; init; }
    public required long ComplaintRateDenominator { get; init; }
    public required double? ComplaintRatePercent { get; init; }
    public required double? ComplaintRateLowPercent { get; init; }
    public required double? ComplaintRateHighPercent { get; init; }
    public required long OverdueComplaints { get; init; }
    public required long SetAside { get; init; }
    public required long DefaultRatings { get; init; }
    public required long Unrated { get; init; }
    public required long LatePresses { get; init; }
    public required long SecondPresses { get; init; }
    public required long OrphanPresses { get; init; }
    public required long ForeignPresses { get; init; }
    public required long UndatedPresses { get; init; }
    public required long ComplaintsSetAside { get; init; }
#pragma warning restore CS1591

    /// <summary>The row of a part.</summary>
    public static FigureRow Of(string part, string name, RatingCounts counts)
    {
        var (good, bad, rate, mended, called, complained) = (counts.Satisfaction, counts.BadReviews, counts.RatingRate, counts.Mended,
            counts.CalledBack, counts.ComplaintRate);
        return new()
        {
            Part = part, Name = name, Served = counts.Served,
            VerySatisfied = counts.Valid.VerySatisfied, Satisfied = counts.Valid.Satisfied,
            BasicallySatisfied = counts.Valid.BasicallySatisfied,
            Dissatisfied = counts.Valid.Dissatisfied, VeryDissatisfied = counts.Valid.VeryDissatisfied, ValidRatings = counts.Valid.Total,
            SatisfactionNumerator = good.Numerator, SatisfactionDenominator = good.Denominator, SatisfactionPercent = Of(good),
            SatisfactionLowPercent = Low(good), SatisfactionHighPercent = High(good),
            BadReviewNumerator = bad.Numerator, BadReviewDenominator = bad.Denominator, BadReviewPercent = Of(bad),
            BadReviewLowPercent = Low(bad), BadReviewHighPercent = High(bad),
            RatingRateNumerator = rate.Numerator, RatingRateDenominator = rate.Denominator, RatingRatePercent = Of(rate),
            RatingRateLowPercent = Low(rate), RatingRateHighPercent = High(rate),
            MeanScore = Rounded(ScoreWeights.Default.MeanOf(counts.Valid)), MeanScoreRatings = counts.Valid.Total,
            MendedInTimeNumerator = mended.Numerator, MendedInTimeDenominator = mended.Denominator, MendedInTimePercent = Of(mended),
            MendedInTimeLowPercent = Low(mended), MendedInTimeHighPercent = High(mended),
            CalledBackNumerator = called.Numerator, CalledBackDenominator = called.Denominator, CalledBackPercent = Of(called),
            CalledBackLowPercent = Low(called), CalledBackHighPercent = High(called),
            ComplaintRateNumerator = complained.Numerator, ComplaintRateDenominator = complained.Denominator,
            ComplaintRatePercent = Of(complained),
            ComplaintRateLowPercent = Low(complained), ComplaintRateHighPercent = High(complained),
            OverdueComplaints = counts.Overdue, SetAside = counts.SetAside.Total, DefaultRatings = counts.Defaults,
            Unrated = counts.Unrated, LatePresses = counts.Strays.Late, SecondPresses = counts.Strays.Second,
            OrphanPresses = counts.Strays.Orphan, ForeignPresses = counts.Strays.Foreign, UndatedPresses = counts.Strays.Undated,
            ComplaintsSetAside = counts.ComplaintsAside,
        };
    }

    private static double? Of(Share share) => Rounded(share.Percent);

    private static double? Low(Share share) => Rounded(share.Interval?.LowPercent);

    private static double? High(Share share) => Rounded(share.Interval?.HighPercent);

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 2) : null;
}

/// <summary>A row of the table of odd ratings.</summary>
public sealed record AnomalyRow(string Teller, string Kind, long SeenNumerator, long SeenDenominator, double Expected, double Chance);
