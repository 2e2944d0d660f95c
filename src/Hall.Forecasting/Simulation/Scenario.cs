using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>
/// A hall and the people who come to it, by chance. Read by <see cref="ScenarioReader"/>;
/// <c>kiosk-config/scenarios/scenario.schema.json</c> describes the file.
/// </summary>
public sealed record Scenario
{
    /// <summary>What it is called; printed with the results.</summary>
    public string Name { get; init; } = "";

    /// <summary>
    /// A hall's file, relative to the scenario's, that gives services, counters, classes and rules; empty when the scenario has its own.
    /// </summary>
    public string Hall { get; init; } = "";

    /// <summary>Seed of all chance; default 1.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>How many days are simulated, each on its own, 1 to 100,000; default 20.</summary>
    public int Replications { get; init; } = 20;

    /// <summary>The matters that people come for.</summary>
    public IReadOnlyList<ScenarioService> Services { get; init; } = [];

    /// <summary>
    /// The counters; each belongs to one zone, and <c>general</c> and <c>special</c> stand for all services of that kind in it.
    /// </summary>
    public IReadOnlyList<ScenarioCounter> Counters { get; init; } = [];

    /// <summary>Classes of priority; the usual ones unless given.</summary>
    public IReadOnlyList<PriorityClass> Priorities { get; init; } = PriorityClass.Defaults;

    /// <summary>The numbers in the rules, as in a hall's file; here nothing is reserved unless it says so.</summary>
    public HallSettings Rules { get; init; } = new() { ReserveSpecialCounters = false };

    /// <summary>Who comes.</summary>
    public required IReadOnlyList<ScenarioArrivals> Arrivals { get; init; }

    /// <summary>When counters are staffed.</summary>
    public required IReadOnlyList<ScenarioShift> Shifts { get; init; }

    /// <summary>When staffed counters call nobody.</summary>
    public IReadOnlyList<ScenarioShift> Breaks { get; init; } = [];
}

/// <summary>A matter of a scenario.</summary>
public sealed record ScenarioService
{
    /// <summary>Its code.</summary>
    public required ServiceCode Service { get; init; }

    /// <summary>Its zone; default A.</summary>
    public ZoneCode Zone { get; init; } = new("A");

    /// <summary>General or special; default general.</summary>
    public ServiceKind Kind { get; init; }
}

/// <summary>A counter of a scenario.</summary>
public sealed record ScenarioCounter
{
    /// <summary>Its number.</summary>
    public required CounterId Counter { get; init; }

    /// <summary>Its zone; default A.</summary>
    public ZoneCode Zone { get; init; } = new("A");

    /// <summary>Codes of services, or <c>general</c> and <c>special</c>.</summary>
    public required IReadOnlyList<string> Serves { get; init; }
}

/// <summary>People who come for the same thing: independently of each other, at a rate that follows the time of day.</summary>
public sealed record ScenarioArrivals
{
    /// <summary>What they come for; several are equally likely.</summary>
    public required IReadOnlyList<ServiceCode> Services { get; init; }

    /// <summary>How many come on average in a day, above 0.</summary>
    public required double PerDay { get; init; }

    /// <summary>When they come: pieces of the day with weights. Within a piece the rate is constant.</summary>
    public required IReadOnlyList<ArrivalPiece> Curve { get; init; }

    /// <summary>How long their service takes.</summary>
    public required Distribution ServiceTime { get; init; }

    /// <summary>How long they wait before they leave; absent when they never do.</summary>
    public Distribution? Patience { get; init; }

    /// <summary>How long they walk to the counter; absent when they are there at once.</summary>
    public Distribution? Walk { get; init; }

    /// <summary>Part of them that does not come when called, 0 to below 1; default 0.</summary>
    public double NoShow { get; init; }

    /// <summary>Their classes with weights; all <c>none</c> unless given.</summary>
    public IReadOnlyDictionary<PriorityCode, double> Priorities { get; init; } =
        new Dictionary<PriorityCode, double> { [PriorityCode.None] = 1 };
}

/// <summary>A piece of the day. One that does not end later than it begins goes on past midnight.</summary>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
/// <param name="Weight">How many come in it, relative to the other pieces; 0 or more; default 1. It is the number, not the rate.</param>
public sealed record ArrivalPiece(TimeOnly From, TimeOnly To, double Weight = 1);

/// <summary>A stretch of the day for some counters. One that does not end later than it begins goes on past midnight.</summary>
/// <param name="Counters">The counters; <c>all</c> stands for all of them.</param>
/// <param name="From">Start.</param>
/// <param name="To">End.</param>
public sealed record ScenarioShift(IReadOnlyList<string> Counters, TimeOnly From, TimeOnly To);
