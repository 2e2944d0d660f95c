using Hall.Core.Configuration;
using Hall.Core.Dispatch.Policies;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Benchmarks;

/// <summary>
/// A queue in the long run, through the hall's rules: exponential services with mean 1, Poisson arrivals, counters always open. One
/// unit of time is ten seconds, so that the cap on waiting is far away.
/// </summary>
internal sealed record SteadyQueue
{
    private const double Unit = 10;

    public required string Name { get; init; }

    /// <summary>The types of customers that each counter serves, from 0.</summary>
    public required int[][] Counters { get; init; }

    /// <summary>Arrivals per unit of time, all types and classes together; each is equally likely.</summary>
    public required double Arrivals { get; init; }

    public int Types { get; init; } = 1;

    /// <summary>b of each class.</summary>
    public double[] Factors { get; init; } = [1];

    /// <summary>Mean of an exponential patience; null when they never leave.</summary>
    public double? Patience { get; init; }

    public string Policy { get; init; } = "hall";

    /// <summary>Customers in one run, and how many of the first are not counted.</summary>
    public int Customers { get; init; } = 6_000;

    public int WarmUp { get; init; } = 1_200;

    /// <summary>With many runs the start from an empty hall would show, so that each of them is longer.</summary>
    public SteadyQueue Long(int runs) => runs > 20 ? this with { Customers = 30_000, WarmUp = 6_000 } : this;

    /// <summary>A queue whose counters all serve everyone.</summary>
    public static int[][] Pooled(int counters) => [.. Enumerable.Repeat(new[] { 0 }, counters)];

    /// <summary>Counter j serves the types j, j + 1, … j + k − 1, counters spread evenly over the types.</summary>
    public static int[][] Skills(int types, int counters, int k) =>
        [.. Enumerable.Range(0, counters).Select(j => Enumerable.Range(0, k).Select(i => (j + i) % types).ToArray())];

    /// <summary>Runs it several times and estimates something about those who come after the warm-up.</summary>
    public Estimate[] Run(int seed, int runs, params Func<IReadOnlyList<(Visitor Visitor, Stay Stay)>, double>[] figures)
    {
        var values = figures.Select(_ => new List<double>()).ToArray();
        for (var run = 0; run < runs; run++)
        {
            var counted = Once(seed, run);
            for (var i = 0; i < figures.Length; i++)
            {
                values[i].Add(figures[i](counted));
            }
        }

        return [.. values.Select(series => Estimate.Of(series)!)];
    }

    /// <summary>Mean wait of all served, in units.</summary>
    public static double MeanWait(IReadOnlyList<(Visitor Visitor, Stay Stay)> stays) =>
        stays.Where(pair => pair.Stay.End == StayEnd.Served).Average(pair => pair.Stay.Wait.TotalSeconds) / Unit;

    /// <summary>Mean wait of one class, in units.</summary>
    public static Func<IReadOnlyList<(Visitor Visitor, Stay Stay)>, double> MeanWaitOfClass(int index) =>
        stays => MeanWait([.. stays.Where(pair => pair.Visitor.Priority == ClassCode(index))]);

    /// <summary>Part that was called at once.</summary>
    public static double NoWait(IReadOnlyList<(Visitor Visitor, Stay Stay)> stays) =>
        stays.Count(pair => pair.Stay is { End: StayEnd.Served, Wait.Ticks: 0 }) / (double)stays.Count;

    /// <summary>Part that left.</summary>
    public static double Abandons(IReadOnlyList<(Visitor Visitor, Stay Stay)> stays) =>
        stays.Count(pair => pair.Stay.End == StayEnd.Abandoned) / (double)stays.Count;

    private List<(Visitor Visitor, Stay Stay)> Once(int seed, int run)
    {
        var dice = new Dice(seed, run);
        var visitors = new List<Visitor>(Customers);
        var at = 0.0;
        for (var i = 0; i < Customers; i++)
        {
            at += dice.Exponential() / Arrivals;
            visitors.Add(new(
                Seconds(at), new($"S{dice.Below(Types)}"), ClassCode(dice.Below(Factors.Length)), Seconds(dice.Exponential()),
                Patience is { } mean ? Seconds(mean * dice.Exponential()) : null));
        }

        var hall = VirtualHall.Empty(Configuration(), DispatchPolicies.Create(Policy)!);
        var shifts = Enumerable.Range(0, Counters.Length).Select(i => new Shift(new($"{i}"), TimeSpan.Zero, Seconds(at + 100_000))).ToList();
        var day = new VirtualDay(hall).Run(visitors, shifts);
        return [.. day.Visitors.Zip(day.Stays).Skip(WarmUp)];
    }

    private HallConfiguration Configuration() => new()
    {
        Hall = new("queue"),
        Names = new(Name, Name),
        TimeZone = "UTC",
        Hours = new() { Always = true },
        Zones = [new() { Code = new("A"), Names = new("A", "A") }],
        Services = [.. Enumerable.Range(0, Types).Select(type => new Service { Code = new($"S{type}"), Zone = new("A"), Names = new("S", "S") })],
        Counters = [.. Counters.Select((serves, i) => new CounterDefinition { Counter = new($"{i}"), Zone = new("A"), Serves = [.. serves.Select(type => $"S{type}")] })],
        Priorities = [.. Factors.Select((factor, i) => new PriorityClass { Code = ClassCode(i), Factor = factor })],
        Rules = new() { ReserveSpecialCounters = false },
    };

    private static PriorityCode ClassCode(int index) => index == 0 ? PriorityCode.None : new($"c{index}");

    private static TimeSpan Seconds(double units) => TimeSpan.FromSeconds(units * Unit);
}
