using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Dispatch.Policies;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.Tests.Simulation;

/// <summary>A day to test the simulation on: counters and visitors in seconds, nothing reserved, no rest unless said.</summary>
internal sealed class GivenDay
{
    private readonly List<CounterDefinition> _counters = [];
    private readonly List<Shift> _shifts = [];
    private readonly List<Visitor> _visitors = [];
    private readonly HashSet<string> _special;

    public GivenDay(params string[] special) => _special = [.. special];

    public HallSettings Rules { get; set; } = new() { ReserveSpecialCounters = false };

    public GivenDay Counter(string counter, string services, double from = 0, double to = 10_000)
    {
        if (!_counters.Exists(known => known.Counter.Value == counter))
        {
            _counters.Add(new() { Counter = new(counter), Zone = new("A"), Serves = services.Split(' ') });
        }

        _shifts.Add(new(new(counter), Seconds(from), Seconds(to)));
        return this;
    }

    /// <summary>Adds a visitor; they must be added in the order of arrival.</summary>
    public GivenDay Visitor(
        double arrives, string service, double serviceTime, string priority = "none", double? patience = null, double walk = 0,
            bool shows = true)
    {
        _visitors.Add(
            new(Seconds(arrives), new(service), new(priority), Seconds(serviceTime), patience is { } p ? Seconds(p) : null, Seconds(walk),
            shows));
        return this;
    }

    public DayRecord Run(string policy = "hall") => new VirtualDay(Hall(policy)).Run(_visitors, _shifts);

    public DayFigures Figures(string policy = "hall")
    {
        var hall = Hall(policy);
        return DayFigures.Of(new VirtualDay(hall).Run(_visitors, _shifts), hall.State.Plan);
    }

    /// <summary>The waits in seconds of all visitors; the end instead for who was not served.</summary>
    public string Waits(string policy = "hall") => string.Join(' ', Run(policy).Stays.Select(stay => stay.End == StayEnd.Served
        ? stay.Wait.TotalSeconds.ToString(CultureInfo.InvariantCulture)
        : stay.End.ToString()));

    /// <summary>Which counter served whom, by the counters' order from 1.</summary>
    public string Served(string policy = "hall") => string.Join(' ', Run(policy).Stays.Select(stay => stay.Counter + 1));

    private VirtualHall Hall(string policy) => VirtualHall.Empty(
        new()
        {
            Hall = new("given"),
            Names = new("甲", "Given"),
            TimeZone = "UTC",
            Hours = new() { Always = true },
            Zones = [new() { Code = new("A"), Names = new("甲", "A") }],
            Services = [.. _counters.SelectMany(counter => counter.Serves).Where(code => code is not ("general" or "special"))
                .Concat(_special).Concat(_visitors.Select(visitor => visitor.Service.Value)).Distinct().Order(StringComparer.Ordinal)
                .Select(code => new Service
                {
                    Code = new(code), Zone = new("A"), Names = new(code, code),
                    Kind = _special.Contains(code) ? ServiceKind.Special : ServiceKind.General,
                })],
            Counters = _counters,
            Rules = Rules,
        },
        DispatchPolicies.Create(policy)!);

    private static TimeSpan Seconds(double seconds) => TimeSpan.FromSeconds(seconds);
}
