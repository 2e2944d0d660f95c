using System.Diagnostics;
using Hall.Core.Commands;
using Hall.Core.Dispatch;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.State;

namespace Hall.Benchmarks;

/// <summary>What choosing the next costs with 10 to 100,000 waiting; it should not grow with the line.</summary>
internal static class DispatchBenchmark
{
    private const int Rounds = 20_000;
    private static readonly DateTimeOffset Start = new(2026, 11, 23, 1, 0, 0, TimeSpan.Zero);
    private static readonly int[] Lengths = [10, 100, 1_000, 10_000, 100_000];

    public static object Run() => new
    {
        benchmark = "dispatch",
        runs = Lengths.Select(waiting =>
        {
            var state = Filled(waiting);
            var now = Start.AddHours(1);
            CounterId counter = new("1");
            Measure(Rounds / 10);
            return new { waiting, choosingMicroseconds = Math.Round(Measure(Rounds), 2) };

            double Measure(int rounds)
            {
                var watch = Stopwatch.GetTimestamp();
                for (var i = 0; i < rounds; i++)
                {
                    _ = Dispatcher.Choose(state, counter, now);
                }

                return Stopwatch.GetElapsedTime(watch).TotalMicroseconds / rounds;
            }
        }).ToList(),
    };

    private static HallState Filled(int waiting)
    {
        var state = new HallState();
        var hall = BenchmarkHall.Tongling();
        Take(new PublishConfiguration(hall), Start);
        Take(new OpenCounter(new("1"), new("t1")), Start);
        var services = hall.Services.Where(service => service.Zone == hall.Counters[0].Zone).ToList();
        var classes = hall.Priorities;
        for (var i = 0; i < waiting; i++)
        {
            Take(new IssueTicket([services[i % services.Count].Code], classes[i / services.Count % classes.Count].Code), Start.AddMilliseconds(i));
        }

        return state;

        void Take(HallCommand command, DateTimeOffset now)
        {
            foreach (var happened in HallRules.Decide(state, command, now).Events)
            {
                state.Apply(happened, now);
            }
        }
    }
}
