using Hall.Forecasting.Simulation;

namespace Hall.Benchmarks;

/// <summary>A figure that is known, and what the simulation finds.</summary>
/// <param name="Result">What it is.</param>
/// <param name="Known">The value in the literature.</param>
/// <param name="Tolerance">How exactly the value is known itself; 0 for a formula.</param>
/// <param name="Found">What the rules give.</param>
internal sealed record KnownResult(string Result, double Known, double Tolerance, Estimate Found)
{
    /// <summary>Whether the known value lies in the 95 % interval, widened by how exactly it is known.</summary>
    public bool Covered => Math.Abs(Known - Found.Mean) <= Found.Ci95 + Tolerance;
}

/// <summary>The known results of queueing that the simulation must reproduce, mean service time 1.</summary>
internal static class KnownResults
{
    /// <summary>All of them by name.</summary>
    public static IReadOnlyDictionary<string, Func<int, int, IEnumerable<KnownResult>>> All { get; } = new Dictionary<string, Func<int, int, IEnumerable<KnownResult>>>
    {
        ["erlang-c 1 .8"] = (seed, runs) => ErlangC(1, .8, .8, 4, seed, runs),
        ["erlang-c 2 1.6"] = (seed, runs) => ErlangC(2, 1.6, .711111, 1.777778, seed, runs),
        ["erlang-c 5 4"] = (seed, runs) => ErlangC(5, 4, .554113, .554113, seed, runs),
        ["erlang-c 10 8"] = (seed, runs) => ErlangC(10, 8, .409180, .204590, seed, runs),
        ["erlang-c 10 9"] = (seed, runs) => ErlangC(10, 9, .668732, .668732, seed, runs),
        ["erlang-c 20 19"] = (seed, runs) => ErlangC(20, 19, .755401, .755401, seed, runs),
        ["erlang-a"] = ErlangA,
        ["accumulating priority 1 .8 2:1"] = (seed, runs) => Priority(1, .8, 2, 3.000, 5.000, seed, runs),
        ["accumulating priority 5 .9 3:1"] = (seed, runs) => Priority(5, .9, 3, .8714, 2.1786, seed, runs),
        ["skills 5 types 10 counters .8"] = (seed, runs) => Skills(5, 10, .8, [1.7778, .382, .244, .2046], seed, runs),
        ["skills 5 types 10 counters .9"] = (seed, runs) => Skills(5, 10, .9, [4.2632, .927, .724, .6687], seed, runs),
        ["skills 6 types 24 counters .9"] = (seed, runs) => Skills(6, 24, .9, [1.9694, .347, .245, .2150], seed, runs),
    };

    private static IEnumerable<KnownResult> ErlangC(int servers, double load, double waits, double mean, int seed, int runs)
    {
        var queue = new SteadyQueue { Name = "M/M/c", Counters = SteadyQueue.Pooled(servers), Arrivals = load };
        var found = queue.Long(runs).Run(seed, runs, stays => 1 - SteadyQueue.NoWait(stays), SteadyQueue.MeanWait);
        return
        [
            new($"M/M/{servers} with load {load}: part that waits", waits, 0, found[0]),
            new($"M/M/{servers} with load {load}: mean wait", mean, 0, found[1]),
        ];
    }

    private static IEnumerable<KnownResult> ErlangA(int seed, int runs)
    {
        var queue = new SteadyQueue { Name = "Erlang A", Counters = SteadyQueue.Pooled(100), Arrivals = 102, Patience = 1 };
        var found = queue.Long(runs).Run(seed, runs, SteadyQueue.NoWait, SteadyQueue.Abandons,
            stays => stays.Average(pair => pair.Stay.Wait.TotalSeconds) / 10 * 102);
        return
        [
            new("Erlang A: part that does not wait", .4083, .00005, found[0]),
            new("Erlang A: part that leaves", .0499, .00005, found[1]),
            new("Erlang A: mean queue, by Little's law", 5.092, .0005, found[2]),
        ];
    }

    private static IEnumerable<KnownResult> Priority(int servers, double use, double factor, double high, double low, int seed, int runs)
    {
        var queue = new SteadyQueue { Name = "APQ", Counters = SteadyQueue.Pooled(servers), Arrivals = servers * use, Factors = [1, factor] };
        var found = queue.Long(runs).Run(seed, runs, SteadyQueue.MeanWaitOfClass(1), SteadyQueue.MeanWaitOfClass(0));
        return
        [
            new($"Accumulating priority, {servers} at {use}, {factor}:1: mean wait of the higher class", high, .0005, found[0]),
            new($"Accumulating priority, {servers} at {use}, {factor}:1: mean wait of the lower class", low, .0005, found[1]),
        ];
    }

    private static IEnumerable<KnownResult> Skills(int types, int counters, double use, double[] known, int seed, int runs)
    {
        int[] skills = [1, 2, 3, types];
        for (var i = 0; i < skills.Length; i++)
        {
            var queue = new SteadyQueue
            {
                Name = "skills", Counters = SteadyQueue.Skills(types, counters, skills[i]), Types = types, Arrivals = counters * use, Policy = "fcfs",
            };
            var found = queue.Long(runs).Run(seed, runs, SteadyQueue.MeanWait)[0];
            yield return new($"{types} types, {counters} counters at {use}, {skills[i]} skills a counter: mean wait", known[i], i is 1 or 2 ? .004 : .00005, found);
        }
    }
}
