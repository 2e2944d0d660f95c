using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Hub.Ratings;

/// <summary>A teller's figures of a month or more.</summary>
/// <param name="Key">Which: <c>month</c>, <c>before</c>, <c>quarter</c>.</param>
/// <param name="Span">The days that are shown, or were asked for when nothing is.</param>
/// <param name="Own">The teller's counts; null while there are too few ratings.</param>
/// <param name="Hall">Those of the hall over the same days.</param>
public sealed record OwnFigure(string Key, ReportSpan Span, RatingCounts? Own, RatingCounts Hall);

/// <summary>What a teller may see of their own ratings: months, made of guarded days.</summary>
public sealed class OwnFigures(RatingReports reports)
{
    /// <summary>This month, the month before and both with the one before that; the later ones are sums of the same months.</summary>
    public async Task<IReadOnlyList<OwnFigure>> OfAsync(IHall hall, string teller, CancellationToken cancel = default)
    {
        var today = hall.Snapshot.Plan.DayOf(hall.Now);
        var first = new DateOnly(today.AddDays(-1).Year, today.AddDays(-1).Month, 1);
        var months = new List<OwnFigure>();
        for (var back = 0; back < 3; back++)
        {
            var from = first.AddMonths(-back);
            months.Add(await MonthAsync(hall, teller, new(from, from.AddMonths(1).AddDays(-1)), today, cancel));
        }

        var shown = months.Where(month => month.Own is not null).ToList();
        return
        [
            months[0] with { Key = "month" }, months[1] with { Key = "before" },
            new("quarter", new(months[2].Span.From, shown.Count == 0 ? months[0].Span.To : shown[0].Span.To),
                shown.Count == 0 ? null : Sum(shown.Select(month => month.Own!)), Sum(shown.Select(month => month.Hall))),
        ];
    }

    private async Task<OwnFigure> MonthAsync(IHall hall, string teller, ReportSpan month, DateOnly today, CancellationToken cancel)
    {
        var days = await reports.TellerDaysAsync(hall.Id, month, cancel);
        return PrivacyBlocks.OfTeller(days, teller, hall.Snapshot.Plan, today) is { } own
            ? new("", month with { To = own.To }, own.Own, own.Hall)
            : new("", month with { To = month.To < today ? month.To : today.AddDays(-1) }, null, RatingCounts.None);
    }

    private static RatingCounts Sum(IEnumerable<RatingCounts> counts) => counts.Aggregate(RatingCounts.None, (sum, one) => sum + one);
}
