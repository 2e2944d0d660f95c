using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Benchmarks;

/// <summary>
/// Days of the Tongling hall. Citizens come at an even rate in the opening hours, each kind of work in proportion to the counters that
/// stand for it: general work is the given part of what the zone's integrated counters can do in the opening hours, special work of what
/// its dedicated ones can. Service times are lognormal around the catalogue's typical minutes. Counters stay until everybody is served.
/// </summary>
internal sealed class TonglingDays
{
    private const double Variation = 0.8;
    private static readonly OpenPeriod[] Opening = [new(new(8, 30), new(11, 45)), new(new(13, 30), new(17, 0))];
    public static readonly TimeSpan Begin = new(8, 30, 0);
    public static readonly TimeSpan Closing = new(17, 0, 0);
    private static readonly TimeSpan End = new(23, 0, 0);

    private static readonly (string Priority, double Share)[] Shares =
        [("none", .86), ("elderly", .08), ("veteran", .03), ("pregnant", .015), ("disabled", .015)];

    public TonglingDays()
    {
        var hall = BenchmarkHall.Tongling();
        Hall = hall with { Rules = hall.Rules with { ReserveSpecialCounters = true } };
        Plan = new HallPlan(Hall);
    }

    public HallConfiguration Hall { get; }

    public HallPlan Plan { get; }

    /// <summary>The counters of a zone that stand for general work only, or the dedicated ones.</summary>
    public List<CounterDefinition> Counters(ZoneCode zone, ServiceKind kind) =>
        [.. Hall.Counters.Where(counter => counter.Zone == zone && counter.Serves.Contains("special") == (kind == ServiceKind.Special))];

    /// <summary>One day's visitors, by arrival.</summary>
    public List<Visitor> Visitors(double generalLoad, double specialLoad, int seed)
    {
        var visitors = new List<Visitor>();
        foreach (var (zone, index) in Hall.Zones.Select((zone, index) => (zone.Code, index)))
        {
            Come(visitors, zone, ServiceKind.General, generalLoad, new Dice(seed, index, 0));
            Come(visitors, zone, ServiceKind.Special, specialLoad, new Dice(seed, index, 1));
        }

        visitors.Sort((left, right) => left.Arrives.CompareTo(right.Arrives));
        return visitors;
    }

    public static List<Shift> Shifts(IEnumerable<CounterDefinition> counters) => [.. counters.Select(counter => new Shift(counter.Counter, Begin, End))];

    private void Come(List<Visitor> visitors, ZoneCode zone, ServiceKind kind, double load, Dice dice)
    {
        var services = Hall.Services.Where(service => service.Zone == zone && service.Kind == kind).ToArray();
        var gap = services.Average(service => service.Minutes * 60) / (load * Counters(zone, kind).Count);
        foreach (var period in Opening)
        {
            for (var at = period.From.ToTimeSpan().TotalSeconds + (gap * dice.Exponential()); at < period.To.ToTimeSpan().TotalSeconds; at += gap * dice.Exponential())
            {
                var service = services[dice.Below(services.Length)];
                visitors.Add(new(
                    TimeSpan.FromSeconds(at), service.Code, Class(dice.Unit()), TimeSpan.FromSeconds(Distribution.Lognormal(service.Minutes * 60, Variation).Draw(dice))));
            }
        }
    }

    private static PriorityCode Class(double draw)
    {
        foreach (var (priority, share) in Shares)
        {
            draw -= share;
            if (draw < 0)
            {
                return new(priority);
            }
        }

        return PriorityCode.None;
    }
}
