using Hall.Forecasting.Learning;
using Hall.Forecasting.Logs;

namespace Hall.Benchmarks.Forecasts;

/// <summary>
/// Ours against the irreducible error in M/M/s, where the wait behind n is Erlang(n + 1, sμ): the error of its true median,
/// and nobody can do better.
/// </summary>
internal static class MarkovBenchmark
{
    private const double MeanSeconds = 180;
    private static readonly (int Servers, double Load)[] Halls = [(1, 0.8), (5, 0.9), (10, 0.9), (20, 0.95)];

    public static object Run() => Halls.Select((hall, i) => Of(hall.Servers, hall.Load, (ulong)i + 1)).ToList();

    private static object Of(int servers, double load, ulong seed)
    {
        var (log, ahead) = Log(servers, load, 24, seed);
        var rows = new LogForecaster().Replay(log).Zip(ahead).Where(row => row.First.Contact.Day > 12).ToList();
        var ours = rows.Average(row => Math.Abs(row.First.Contact.WaitSeconds - row.First.Forecast.P50Seconds));
        var best = rows.Average(row => Math.Abs(row.First.Contact.WaitSeconds - ErlangMedian(row.Second + 1, servers / MeanSeconds)));
        return new
        {
            servers, load, scored = rows.Count, meanAbsoluteErrorSeconds = Math.Round(ours, 2), irreducibleSeconds = Math.Round(best, 2),
            overPercent = Math.Round(100 * ((ours / best) - 1), 1),
            shareUnderP50Percent = Math.Round(100 * rows.Average(row => row.First.Contact.WaitSeconds <= row.First.Forecast.P50Seconds ? 1.0 : 0), 1),
            shareUnderP90Percent = Math.Round(100 * rows.Average(row => row.First.Contact.WaitSeconds <= row.First.Forecast.P90Seconds ? 1.0 : 0), 1),
        };
    }

    private static (List<Contact> Log, List<int> Ahead) Log(int servers, double load, int days, ulong seed)
    {
        var random = new Seeded(seed);
        var log = new List<Contact>();
        var ahead = new List<int>();
        for (var day = 1; day <= days; day++)
        {
            var freeAt = new double[servers];
            var calls = new List<double>();
            for (var at = 21_600.0; at < 72_000; at += random.Exponential() * MeanSeconds / (servers * load))
            {
                var server = Array.IndexOf(freeAt, freeAt.Min());
                var call = Math.Max(at, freeAt[server]);
                if (call > at)
                {
                    ahead.Add(calls.Count(other => other > at));
                }

                freeAt[server] = call + (random.Exponential() * MeanSeconds);
                calls.Add(call);
                log.Add(new(day, at, "A", "none", call, freeAt[server], $"s{server}", IsServed: true));
            }
        }

        return (log, ahead);
    }

    /// <summary>Median of Erlang with k stages of a rate, by bisection of its distribution.</summary>
    public static double ErlangMedian(int stages, double rate)
    {
        var (low, high) = (0.0, 2 * (stages + 1) / rate);
        for (var i = 0; i < 60; i++)
        {
            var middle = (low + high) / 2;
            var (term, beyond) = (Math.Exp(-rate * middle), 0.0);
            for (var stage = 0; stage < stages; stage++)
            {
                beyond += term;
                term *= rate * middle / (stage + 1);
            }

            (low, high) = beyond > 0.5 ? (middle, high) : (low, middle);
        }

        return (low + high) / 2;
    }
}
