namespace Hall.Forecasting.Simulation;

/// <summary>A queue with impatient customers in the long run (Erlang A).</summary>
/// <param name="NoWait">Probability of not waiting, 0 to 1.</param>
/// <param name="Abandons">Probability of leaving before service, 0 to 1.</param>
/// <param name="MeanQueue">Mean number waiting.</param>
/// <param name="MeanWait">Mean wait of all who are let in, in mean service times.</param>
public sealed record ErlangAResult(double NoWait, double Abandons, double MeanQueue, double MeanWait);

/// <summary>
/// Textbook results for queues, with the mean service time as the unit of time: a check on the simulation, and a first guess for staffing.
/// </summary>
public static class QueueFormulas
{
    /// <summary>Probability of waiting in M/M/c (Erlang C).</summary>
    /// <param name="servers">c, 1 or more.</param>
    /// <param name="load">a, arrivals per mean service time; 0 or more.</param>
    /// <returns>0 to 1; 1 when the load is not below the servers.</returns>
    public static double ErlangC(int servers, double load)
    {
        if (load >= servers)
        {
            return 1;
        }

        // Erlang B by its recursion, which neither overflows nor loses digits.
        var blocked = 1.0;
        for (var i = 1; i <= servers; i++)
        {
            blocked = load * blocked / (i + (load * blocked));
        }

        return servers * blocked / (servers - (load * (1 - blocked)));
    }

    /// <summary>Mean wait in M/M/c, in mean service times; infinite when the load is not below the servers.</summary>
    public static double MeanWait(int servers, double load) =>
        load >= servers ? double.PositiveInfinity : ErlangC(servers, load) / (servers - load);

    /// <summary>M/M/s with exponential patience and limited places (Erlang A), from its birth-and-death equations.</summary>
    /// <param name="servers">s, 1 or more.</param>
    /// <param name="arrivals">Arrivals per mean service time.</param>
    /// <param name="patience">Mean patience in mean service times.</param>
    /// <param name="places">Places in all, those in service included; who finds none goes away.</param>
    public static ErlangAResult ErlangA(int servers, double arrivals, double patience, int places)
    {
        // Weights relative to the likeliest state, so that none overflows.
        var logs = new double[places + 1];
        for (var n = 1; n <= places; n++)
        {
            logs[n] = logs[n - 1] + Math.Log(arrivals / (Math.Min(n, servers) + (Math.Max(0, n - servers) / patience)));
        }

        var likeliest = logs.Max();
        var weights = logs.Select(log => Math.Exp(log - likeliest)).ToArray();
        var total = weights.Sum();
        var noWait = weights.Take(servers).Sum() / total;
        var queue = weights.Select((weight, n) => weight * Math.Max(0, n - servers)).Sum() / total;
        var letIn = arrivals * (1 - (weights[places] / total));
        return new(noWait, queue / patience / letIn, queue, queue / letIn);
    }

    /// <summary>
    /// Mean waits in an accumulating priority queue M/M/c, one per class (Kleinrock, 1964; Stanford, Taylor and Ziedins, 2014).
    /// </summary>
    /// <param name="servers">c, 1 or more.</param>
    /// <param name="loads">Arrivals of each class per mean service time; together below <paramref name="servers"/>.</param>
    /// <param name="factors">b of each class, above 0, in rising order.</param>
    public static double[] AccumulatingPriority(int servers, IReadOnlyList<double> loads, IReadOnlyList<double> factors)
    {
        var fcfs = MeanWait(servers, loads.Sum());
        var waits = new double[loads.Count];
        for (var p = 0; p < loads.Count; p++)
        {
            var (above, below) = (fcfs, 1.0);
            for (var i = 0; i < loads.Count; i++)
            {
                if (i < p)
                {
                    above -= loads[i] / servers * waits[i] * (1 - (factors[i] / factors[p]));
                }
                else if (i > p)
                {
                    below -= loads[i] / servers * (1 - (factors[p] / factors[i]));
                }
            }

            waits[p] = above / below;
        }

        return waits;
    }
}
