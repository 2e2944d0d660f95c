using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Hub;

namespace Hall.Web.Demonstration;

/// <summary>
/// Citizens who arrive like a real morning and tellers who work, at <see cref="HubOptions.Speed"/> times life. Only their
/// arrivals, walks and services are faster; the hub's clock stays real.
/// </summary>
public sealed partial class DemonstrationCrowd(
    IHallDirectory halls, IDemonstrationTakeover takeover, DemonstrationPads pads, HubOptions options, TimeProvider time, ILogger<DemonstrationCrowd> logger)
    : BackgroundService
{
    private const int AlreadyWaitingPerCounter = 2;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(200);

    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        options.Speed <= 0 ? Task.CompletedTask : Task.WhenAll(halls.All.Select(hall => LiveAsync(hall, stoppingToken)));

    private async Task LiveAsync(IHall hall, CancellationToken stoppingToken)
    {
        var plan = hall.Snapshot.Plan;
        var dice = new CrowdDice(plan, options.Seed ?? (int)time.GetTimestamp(), options.Speed);
        var tellers = plan.Configuration.Counters.Zip(plan.Configuration.Tellers)
            .Select(pair => new DemonstrationTeller(hall, pair.First.Counter, pair.Second.Teller, dice, pads)).ToList();
        var crowd = new Arrivals(hall, dice, plan.Configuration.Counters.Count * AlreadyWaitingPerCounter);
        var began = time.GetTimestamp();
        using var timer = new PeriodicTimer(Tick, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var now = time.GetElapsedTime(began).TotalSeconds * options.Speed;
            try
            {
                await crowd.ArriveAsync(now);
                foreach (var teller in tellers)
                {
                    if (hall.Snapshot.Counter(teller.Counter) is { } view)
                    {
                        await teller.ActAsync(view, now, takeover.IsTaken(hall.Id, teller.Counter));
                    }
                }
            }
            catch (JournalUnavailableException unavailable)
            {
                LogWaiting(hall.Id, unavailable.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The demonstration in hall {Hall} waits for the journal: {Reason}")]
    private partial void LogWaiting(HallId hall, string reason);

    /// <summary>Those who come: some wait already at the opening, the others follow the morning's curve.</summary>
    private sealed class Arrivals(IHall hall, CrowdDice dice, int alreadyWaiting)
    {
        private int _due = alreadyWaiting;
        private double _next;

        public async Task ArriveAsync(double crowdSeconds)
        {
            for (; _due > 0; _due--)
            {
                await OneAsync();
            }

            while (_next <= crowdSeconds)
            {
                await OneAsync();
                _next += dice.Exponential(1 / (dice.ArrivalsPerSecond * MorningCurve.At(_next / 3600)));
            }
        }

        private Task<HallOutcome> OneAsync() =>
            hall.ExecuteAsync(new IssueTicket([dice.Service().Code], dice.Priority(), dice.Chance(0.05) ? "en" : "zh-CN"));
    }
}
