using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Storage.Data;
using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

/// <summary>
/// Looks through the last two weeks of every hall for ratings that chance would hardly give. What it finds is kept in memory and
/// shown to supervisors only, who look before anybody is accused.
/// </summary>
public sealed class AnomalyWatch(
    IDbContextFactory<HallDbContext> databases, IHallDirectory halls, TimeProvider time, StandstillReport report,
    ILogger<AnomalyWatch> logger)
    : Worker("anomalies", time, report, logger)
{
    // The pad's minute has 60 seconds at most; what took longer was kept somewhere on the way.
    private static readonly TimeSpan LongestMinute = TimeSpan.FromMinutes(2);
    private readonly ConcurrentDictionary<HallId, IReadOnlyList<Anomaly>> _found = new();
    private readonly ConcurrentDictionary<HallId, ReportSpan> _looked = new();

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, LookAsync, stop);

    /// <summary>What was found when the hall was last looked at, the least likely first.</summary>
    public IReadOnlyList<Anomaly> Of(HallId hall) => _found.GetValueOrDefault(hall, []);

    /// <summary>The days that were looked at; null before the first look.</summary>
    public ReportSpan? DaysOf(HallId hall) => _looked.GetValueOrDefault(hall);

    /// <summary>Looks at a hall: at whole days, ending yesterday, so that nothing can be told from how the list changes in a day.</summary>
    public async Task LookAsync(IHall hall, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var name = hall.Id.Value;
        var to = hall.Snapshot.Plan.DayOf(hall.Now).DayNumber - 1;
        var from = to - AnomalySearch.WindowDays + 1;
        var served =
            await database.Tallies.Where(row =>
                row.Hall == name && row.Scope == TallyScope.Teller && row.Day >= from && row.Day <= to && row.Served > 0 && row.Key != "")
            .GroupBy(row => row.Key)
            .Select(part => new { part.Key, Served = part.Sum(row => row.Served), Seconds = part.Sum(row => row.Second) })
            .ToListAsync(cancel);
        var past = await PastAsync(database, name, from, cancel);
        var early = await EarlyNoShows.OfAsync(database, hall.Snapshot.Plan, from, to, cancel);
        var hours =
            await database.Tallies.CountAsync(row =>
                row.Hall == name && row.Scope == TallyScope.Hall && row.Day >= from && row.Day <= to && row.Served > 0, cancel);
        var ratings = (await database.Feedback.Where(row => row.Hall == name && row.Occasion == 1 && row.Day >= from && row.Day <= to)
            .Select(row => new { row.Teller, row.At, row.Level, row.DelayMs }).ToListAsync(cancel))
            .Where(row => StoredWord.TryRead<FeedbackLevel>(row.Level, out _))
            .ToLookup(row => row.Teller, row => MarkOf(row.At, StoredWord.Of<FeedbackLevel>(row.Level), row.DelayMs));
        _found[hall.Id] = AnomalySearch.Find(
            [.. served.Select(part =>
                new TellerRatings(new(part.Key), (int)part.Served, [.. ratings[part.Key].OrderBy(mark => mark.At)],
                    past.GetValueOrDefault(part.Key), (int)part.Seconds, early.GetValueOrDefault(part.Key)))],
            TimeSpan.FromHours(Math.Max(1, hours)));
        _looked[hall.Id] = new(DateOnly.FromDayNumber(from), DateOnly.FromDayNumber(to));
    }

    private static async Task<Dictionary<string, IReadOnlyList<TellerPast>>> PastAsync(HallDbContext database, string hall, int from,
        CancellationToken cancel)
    {
        const int days = AnomalySearch.WindowDays;
        var first = from - (OwnChange.Fortnights * days);
        var rows =
            await database.Tallies.Where(row => row.Hall == hall && row.Scope == TallyScope.Teller && row.Day >= first && row.Day < from)
            .GroupBy(row => new { row.Key, Back = (from - 1 - row.Day) / days }).Select(part => new
            {
                part.Key.Key, part.Key.Back, Served = part.Sum(row => row.Served), Top = part.Sum(row => row.Valid0 + row.Aside0),
                Rated = part.Sum(row =>
                    row.Valid0 + row.Valid1 + row.Valid2 + row.Valid3 + row.Valid4 + row.Aside0 + row.Aside1 + row.Aside2 + row.Aside3
                        + row.Aside4),
            }).ToListAsync(cancel);
        return rows.GroupBy(row => row.Key).ToDictionary(teller => teller.Key, teller => (IReadOnlyList<TellerPast>)
        [
            .. Enumerable.Range(0, OwnChange.Fortnights).Select(back => teller.FirstOrDefault(row => row.Back == back))
                .Select(row => row is null ? default : new TellerPast((int)row.Served, (int)row.Rated, (int)row.Top)),
        ]);
    }

    // A press that a pad kept while its window was cut off stands in the journal when it arrived, with many others; it belongs to the end
    // of its visit.
    private static RatingMark MarkOf(DateTimeOffset at, FeedbackLevel level, long? delay) => delay is not { } waited ? new(at, level, null)
        : TimeSpan.FromMilliseconds(waited) is var span && span > LongestMinute ? new(at - span, level, null) : new(at, level, span);
}
