using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Storage.Data;
using Hall.Storage.Ratings;

namespace Hall.Hub.Ratings;

/// <summary>The figures of the page "Satisfaction" by every cut: ratings and visits from the tallies, cases and complaints beside
/// them.</summary>
public sealed class SatisfactionFigures(RatingReports reports, CaseReports care)
{
    /// <summary>Days over which parts are compared with the period before, at most.</summary>
    public const int LongestCompared = 400;

    private const int MostStandouts = 6;

    // In fewer days an hour of a weekday is an hour of one day.
    private const int DaysWithSlots = 10;

    /// <summary>Every hour in which something happened, of the hall or of one zone; an hour may come twice, once with each kind of
    /// count.</summary>
    public async Task<IReadOnlyList<HourCounts>> HoursAsync(IHall hall, ReportSpan span, string? zone, CancellationToken cancel = default)
    {
        var hours = await reports.HoursAsync(hall.Id, span, zone, cancel);
        var now = hall.Now;
        var beside = (await care.ReadAsync(hall.Id, hall.Snapshot.Plan, span, zone)).GroupBy(fact => (fact.Day, fact.Hour))
            .Select(hour => new HourCounts(hour.Key.Day, hour.Key.Hour, Sum(hour, now)));
        return [.. hours, .. beside];
    }

    /// <summary>What the hall's parts were called and where they belonged.</summary>
    public Task<PartHistory> HistoryAsync(IHall hall, CancellationToken cancel = default) => reports.HistoryAsync(hall.Id, cancel);

    /// <summary>The view of some days, with as many days before.</summary>
    public async Task<SatisfactionView> ViewAsync(IHall hall, ReportSpan span, string? zone, CancellationToken cancel = default) =>
        new(span, await HoursAsync(hall, span, zone, cancel), await HoursAsync(hall, span.Before, zone, cancel));

    /// <summary>
    /// Every part of a kind, added up over the days, in the order of their keys; of one zone what counted for it on its day. Complaints
    /// about no known visit, and presses for none, are a part of their own with an empty key, so that the parts add up to the whole.
    /// </summary>
    public async Task<IReadOnlyList<PartCounts>> PartsAsync(IHall hall, ReportSpan span, TallyScope scope, string? zone,
        CancellationToken cancel = default)
    {
        var (plan, now) = (hall.Snapshot.Plan, hall.Now);
        var parts = (await reports.PartsAsync(hall.Id, span, scope, zone, cancel)).ToDictionary(part => part.Key, part => part.Counts);
        foreach (var part in (await care.ReadAsync(hall.Id, plan, span, zone)).GroupBy(fact => KeyOf(fact, scope)))
        {
            parts[part.Key] = parts.GetValueOrDefault(part.Key, RatingCounts.None) + Sum(part, now);
        }

        return
        [
            .. parts.OrderBy(part => part.Key.Length == 0).ThenBy(part => part.Key.Length)
                .ThenBy(part => part.Key, StringComparer.Ordinal).Select(part => new PartCounts(part.Key, part.Value)),
        ];
    }

    /// <summary>
    /// Where more bad reviews come from than in the period before, or than from the others: services, counters, tellers, hours of a
    /// weekday and days, the most first. Of more than a year nothing is said, because so long ago other people served other matters.
    /// </summary>
    public async Task<IReadOnlyList<Outlier>> StandoutsAsync(IHall hall, SatisfactionView view, string? zone,
        CancellationToken cancel = default)
    {
        if (view.Span.Days > LongestCompared || view.Total.Valid.Bad == 0)
        {
            return [];
        }

        var reference = view.Compared is { } past ? past.BadReviews : view.Total.BadReviews;
        var before = (view.IsComparable ? view.HoursBefore : []).ToDictionary(part => part.Key, part => part.Counts);
        List<PartChange> changes =
        [
            .. view.HoursOfDay.Select(part =>
                new PartChange("hour", part.Key, part.Counts.BadReviews, before.GetValueOrDefault(part.Key, RatingCounts.None).BadReviews)),
            .. view.WorkingDays < DaysWithSlots
                ? []
                : view.Heat.Select(cell => new PartChange("slot", SlotOf(cell.Key.Day, cell.Key.Hour), cell.Value.BadReviews, default)),
            .. view.Cut != Stretch.Day
                ? []
                : view.Trend.Select(part => new PartChange("day", DayText.Of(part.From), part.Counts.BadReviews, reference)),
        ];
        foreach (var (by, scope) in new[] { ("service", TallyScope.Service), ("counter", TallyScope.Counter),
            ("teller", TallyScope.Teller) })
        {
            var earlier = (view.IsComparable ? await PartsAsync(hall, view.Span.Before, scope, zone, cancel) : [])
                .ToDictionary(part => part.Key, part => part.Counts);
            changes.AddRange((await PartsAsync(hall, view.Span, scope, zone, cancel))
                .Select(part =>
                    new PartChange(by, part.Key, part.Counts.BadReviews,
                        earlier.GetValueOrDefault(part.Key, RatingCounts.None).BadReviews)));
        }

        return Outlier.Of(changes, reference, MostStandouts);
    }

    /// <summary>The key of an hour of a weekday, such as <c>Monday-10</c>.</summary>
    public static string SlotOf(DayOfWeek day, int hour) => Invariant($"{day}-{hour:00}");

    private static string KeyOf(CaseFact fact, TallyScope scope) => scope switch
    {
        TallyScope.Zone => fact.Zone,
        TallyScope.Service => fact.Service,
        TallyScope.Counter => fact.Counter,
        _ => fact.Teller,
    };

    private static RatingCounts Sum(IEnumerable<CaseFact> facts, DateTimeOffset now) =>
        facts.Aggregate(RatingCounts.None, (sum, fact) => sum + fact.CountsAt(now));
}
