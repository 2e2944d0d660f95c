using Hall.Core.Feedback;
using Hall.Hub.Ratings;

namespace Hall.Web.Surfaces.Manager.Ratings;

/// <summary>A part of the hall or of its days with its counts, as a table shows it.</summary>
/// <param name="Key">Its code, or its first day.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Counts">The counts.</param>
/// <param name="Before">The same part in the period before, or the stretch before this one; null when there is none.</param>
/// <param name="Span">Its days; null when they are those of the whole page.</param>
public sealed record FigurePart(string Key, string Name, RatingCounts Counts, RatingCounts? Before = null, ReportSpan? Span = null);
