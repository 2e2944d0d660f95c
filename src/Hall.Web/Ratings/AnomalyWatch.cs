using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Ratings;

/// <summary>
/// Looks through the last two weeks of every hall for ratings that chance would hardly give. What it finds is kept in memory and
/// shown to supervisors only, who look before anybody is accused.
/// </summary>
public sealed partial class AnomalyWatch(
    IDbContextFactory<HallDbContext> databases, IHallDirectory halls, TimeProvider time, ILogger<AnomalyWatch> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);
    private readonly ConcurrentDictionary<HallId, IReadOnlyList<Anomaly>> _found = new();

    /// <summary>What was found when the hall was last looked at, the least likely first.</summary>
    public IReadOnlyList<Anomaly> Of(HallId hall) => _found.GetValueOrDefault(hall, []);

    /// <summary>Looks at a hall: at whole days, ending yesterday, so that nothing can be told from how the list changes in a day.</summary>
    public async Task LookAsync(IHall hall, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var name = hall.Id.Value;
        var to = hall.Snapshot.Plan.DayOf(hall.Now).DayNumber - 1;
        var from = to - AnomalySearch.WindowDays + 1;
        var served = await database.Tallies.Where(row => row.Hall == name && row.Scope == TallyScope.Teller && row.Day >= from && row.Day <= to && row.Served > 0)
            .GroupBy(row => row.Key).Select(part => new { part.Key, Served = part.Sum(row => row.Served) }).ToListAsync(cancel);
        var past = await database.Tallies.Where(row => row.Hall == name && row.Scope == TallyScope.Teller && row.Day >= from - OwnChange.PastDays && row.Day < from)
            .GroupBy(row => row.Key).Select(part => new
            {
                part.Key, Served = part.Sum(row => row.Served), Top = part.Sum(row => row.Valid0 + row.Aside0),
                Rated = part.Sum(row => row.Valid0 + row.Valid1 + row.Valid2 + row.Valid3 + row.Valid4 + row.Aside0 + row.Aside1 + row.Aside2 + row.Aside3 + row.Aside4),
            }).ToDictionaryAsync(part => part.Key, part => new TellerPast((int)part.Served, (int)part.Rated, (int)part.Top), cancel);
        var hours = await database.Tallies.CountAsync(row => row.Hall == name && row.Scope == TallyScope.Hall && row.Day >= from && row.Day <= to && row.Served > 0, cancel);
        var ratings = (await database.Feedback.Where(row => row.Hall == name && row.Occasion == 1 && row.Day >= from && row.Day <= to).OrderBy(row => row.Link)
            .Select(row => new { row.Teller, row.At, row.Level, row.DelayMs }).ToListAsync(cancel)).ToLookup(row => row.Teller);
        _found[hall.Id] = AnomalySearch.Find(
            [
                .. served.Where(part => part.Key.Length > 0).Select(part => new TellerRatings(new(part.Key), (int)part.Served,
                [
                    .. ratings[part.Key].Select(row => new RatingMark(
                        row.At, Enum.Parse<FeedbackLevel>(row.Level), row.DelayMs is { } delay ? TimeSpan.FromMilliseconds(delay) : null)),
                ], past.TryGetValue(part.Key, out var before) ? before : null)),
            ],
            TimeSpan.FromHours(Math.Max(1, hours)));
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                foreach (var hall in halls.All)
                {
                    await TryAsync(hall, stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }

    private async Task TryAsync(IHall hall, CancellationToken cancel)
    {
        try
        {
            await LookAsync(hall, cancel);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever a look runs into, the hall goes on serving.
            LogFailed(fault, hall.Id.Value);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ratings of {Hall} could not be looked through for anomalies; the next attempt is in an hour")]
    private partial void LogFailed(Exception fault, string hall);
}
