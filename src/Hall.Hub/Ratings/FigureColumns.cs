using Hall.Core.Feedback;

namespace Hall.Hub.Ratings;

/// <summary>A row of a table of figures.</summary>
/// <param name="Part">The code of a part of the hall, or its first day.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Counts">What its figures are made of.</param>
public sealed record FigureRow(string Part, string Name, RatingCounts Counts);

/// <summary>
/// The columns of a table of figures, as a file carries them: each figure with its numerator, its denominator and, under 30, its interval.
/// The one list of them; what a figure means stands with <see cref="RatingCounts"/>. Names and order are what other programs read: a new
/// column stands at the end.
/// </summary>
public static class FigureColumns
{
    /// <summary>Every column, in the order of the file.</summary>
    public static IReadOnlyList<TableColumn<FigureRow>> All { get; } =
    [
        new("Part", row => row.Part),
        new("Name", row => row.Name),
        Count("Served", counts => counts.Served),
        .. Enum.GetValues<FeedbackLevel>().Select(level => Count($"{level}", counts => counts.Valid[level])),
        Count("ValidRatings", counts => counts.Valid.Total),
        .. Parts("Satisfaction", counts => counts.Satisfaction),
        .. Parts("BadReview", counts => counts.BadReviews),
        .. Parts("RatingRate", counts => counts.RatingRate),
        new("MeanScore", row => Rounded(ScoreWeights.Default.MeanOf(row.Counts.Valid))),
        Count("MeanScoreRatings", counts => counts.Valid.Total),
        .. Parts("MendedInTime", counts => counts.Mended),
        .. Parts("CalledBack", counts => counts.CalledBack),
        .. Parts("ComplaintRate", counts => counts.ComplaintRate),
        Count("OverdueComplaints", counts => counts.Overdue),
        Count("SetAside", counts => counts.SetAside.Total),
        Count("DefaultRatings", counts => counts.Defaults),
        Count("Unrated", counts => counts.Unrated),
        Count("LatePresses", counts => counts.Strays.Late),
        Count("SecondPresses", counts => counts.Strays.Second),
        Count("OrphanPresses", counts => counts.Strays.Orphan),
        Count("ForeignPresses", counts => counts.Strays.Foreign),
        Count("UndatedPresses", counts => counts.Strays.Undated),
        Count("ComplaintsSetAside", counts => counts.ComplaintsAside),
    ];

    private static TableColumn<FigureRow> Count(string name, Func<RatingCounts, long> of) => new(name, row => of(row.Counts));

    // A share never stands without what it is made of.
    private static IEnumerable<TableColumn<FigureRow>> Parts(string name, Func<RatingCounts, Share> of) =>
    [
        Count($"{name}Numerator", counts => of(counts).Numerator),
        Count($"{name}Denominator", counts => of(counts).Denominator),
        new($"{name}Percent", row => Rounded(of(row.Counts).Percent)),
        new($"{name}LowPercent", row => Rounded(of(row.Counts).Interval?.LowPercent)),
        new($"{name}HighPercent", row => Rounded(of(row.Counts).Interval?.HighPercent)),
    ];

    private static double? Rounded(double? number) => number is { } value ? Math.Round(value, 2) : null;
}
