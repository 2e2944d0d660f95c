using System.Diagnostics;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.State;
using Hall.Forecasting.Learning;
using Hall.Forecasting.Live;

namespace Hall.Benchmarks.Forecasts;

/// <summary>What a refresh of the live forecast costs for 600 waiting over 60 counters, and what of it the hall's loop pays: the copy.</summary>
internal static class RefreshBenchmark
{
    private const int Waiting = 600;
    private const int Counters = 60;
    private const int Turns = 60;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);

    public static object Run()
    {
        var (state, now) = Filled();
        var forecaster = new HallForecaster();
        var (copies, refreshes) = (new List<double>(), new List<double>());
        var processor = TimeSpan.Zero;
        for (var turn = 0; turn < Turns + 10; turn++)
        {
            var watch = Stopwatch.GetTimestamp();
            var outline = new OutlineOfHall().Answer(state, now.AddSeconds(turn));
            var copied = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;
            watch = Stopwatch.GetTimestamp();
            _ = forecaster.Forecast(outline);
            var took = Stopwatch.GetElapsedTime(watch).TotalMilliseconds;

            // The first ones are compiled while they run.
            if (turn == 10)
            {
                processor = Environment.CpuUsage.TotalTime;
            }

            if (turn >= 10)
            {
                copies.Add(copied);
                refreshes.Add(took);
            }
        }

        return new
        {
            waiting = Waiting, counters = Counters,
            processorMilliseconds = Math.Round((Environment.CpuUsage.TotalTime - processor).TotalMilliseconds / (Turns - 1), 1),
            refreshMilliseconds = Latencies.Of(refreshes, refreshes.Sum() / 1000), copyInTheLoopMilliseconds = Latencies.Of(copies, copies.Sum() / 1000),
        };
    }

    private static (HallState State, DateTimeOffset Now) Filled()
    {
        var state = new HallState();
        var now = Start;
        var random = new Seeded(3);
        var hall = BenchmarkHall.Tongling(Counters);
        Take(new PublishConfiguration(hall));
        for (var i = 1; i <= Counters; i++)
        {
            Take(new OpenCounter(new($"{i}"), new($"t{i}")));
        }

        for (var i = 0; i < Waiting + Counters; i++)
        {
            now = now.AddSeconds(random.Exponential());
            var priority = random.Unit() < 0.8 ? hall.Priorities[0] : hall.Priorities[random.Below(hall.Priorities.Count)];
            Take(new IssueTicket([hall.Services[random.Below(hall.Services.Count)].Code], priority.Code));
        }

        for (var i = 1; i <= Counters; i++)
        {
            now = now.AddSeconds(random.Exponential());
            Take(new CallNext(new($"{i}")));
            Take(new StartService(new($"{i}")));
        }

        return (state, now);

        void Take(HallCommand command)
        {
            foreach (var happened in HallRules.Decide(state, command, now).Events)
            {
                state.Apply(happened, now);
            }
        }
    }
}
