using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Demonstration;

/// <summary>
/// Citizens who arrive like a real morning and tellers who work, at <see cref="HubOptions.Speed"/> times life. Only their
/// arrivals, walks and services are faster; the hub's clock stays real. What a hall refuses they try again.
/// </summary>
public sealed class DemonstrationCrowd(
    IHallDirectory halls, IDemonstrationTakeover takeover, DemonstrationPads pads, HubOptions options, TimeProvider time,
    StandstillReport report, ILogger<DemonstrationCrowd> logger)
    : Worker("demonstration-crowd", time, report, logger)
{
    private const int AlreadyWaitingPerCounter = 2;
    private readonly Dictionary<HallId, Morning> _mornings = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMilliseconds(200);

    /// <summary>Does what is due in every hall.</summary>
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, LiveAsync, stop);

    private async Task LiveAsync(IHall hall, CancellationToken stop)
    {
        if (!_mornings.TryGetValue(hall.Id, out var morning))
        {
            _mornings[hall.Id] = morning = Begin(hall);
        }

        var now = Time.GetElapsedTime(morning.Began).TotalSeconds * options.Speed;
        await morning.Crowd.ArriveAsync(now);
        foreach (var teller in morning.Tellers)
        {
            if (hall.Snapshot.Counter(teller.Counter) is { } view)
            {
                await teller.ActAsync(view, now, takeover.IsTaken(hall.Id, teller.Counter));
            }
        }
    }

    private Morning Begin(IHall hall)
    {
        var plan = hall.Snapshot.Plan;
        var dice = new CrowdDice(plan, options.Seed ?? (int)Time.GetTimestamp(), options.Speed);
        if (options.Speed == 1 && DemonstrationMemory.Of(options.DataFolder) is { } memory)
        {
            return GoOn(hall, dice, new(plan, memory.Opens, memory.FirstDay));
        }

        var tellers = plan.Configuration.Counters.Zip(plan.Configuration.Tellers)
            .Select(pair => new DemonstrationTeller(hall, pair.First.Counter, pair.Second.Teller, dice, pads)).ToList();
        return new(new(hall, dice, plan.Configuration.Counters.Count * AlreadyWaitingPerCounter,
            hours => dice.ArrivalsPerSecond * MorningCurve.At(hours)), tellers, Time.GetTimestamp());
    }

    // After a past today goes on where that ended: the same windows, as many citizens, and whoever waits already is there.
    private Morning GoOn(IHall hall, CrowdDice dice, DemonstrationShape shape)
    {
        var local = TimeZoneInfo.ConvertTime(hall.Now, hall.Snapshot.Plan.TimeZone);
        var day = DateOnly.FromDateTime(local.Date);
        var since = (local.TimeOfDay - shape.Opens.ToTimeSpan()).TotalHours;
        var hoursBefore = since < 0 ? since + DemonstrationShape.DayHours : since;
        var tellers = shape.OnDuty(day).Select(pair =>
            new DemonstrationTeller(hall, pair.Counter, pair.Teller, dice, pads, DemonstrationShape.TemperOf(pair.Counter))).ToList();
        var isWaitedFor = hall.Snapshot.Counters.Any(counter => counter.Counter.Teller is not null);
        return new(new(hall, dice, isWaitedFor ? 0 : tellers.Count, hours => shape.ArrivalsPerSecond(day, hoursBefore + hours)), tellers,
            Time.GetTimestamp());
    }

    private sealed record Morning(Arrivals Crowd, List<DemonstrationTeller> Tellers, long Began);

    /// <summary>Those who come: some wait already at the opening, the others follow the morning's curve.</summary>
    private sealed class Arrivals(IHall hall, CrowdDice dice, int alreadyWaiting, Func<double, double> perSecondAt)
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
                _next += dice.Exponential(1 / perSecondAt(_next / 3_600));
            }
        }

        private Task<HallOutcome> OneAsync() =>
            hall.ExecuteAsync(new IssueTicket([dice.Service().Code], dice.Priority(), dice.Chance(0.05) ? "en" : "zh-CN"));
    }
}
