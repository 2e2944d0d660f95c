using System.Diagnostics;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Forecasting.WhatIf;

namespace Hall.Benchmarks;

/// <summary>How long a manager waits for "what if", at the Tongling hall on a busy morning.</summary>
internal static class BalanceBenchmark
{
    private const int Hours = 12;
    private const int Waiting = 120;
    private const double PerHour = 190;

    public static object Run()
    {
        var picture = Picture();
        HourAhead.Play(picture, 3, 1);
        var watch = Stopwatch.GetTimestamp();
        var answer = HourAhead.WhatIf(picture, new OpenOne(new("3")), Hours, 1);
        var one = Stopwatch.GetElapsedTime(watch).TotalSeconds;
        watch = Stopwatch.GetTimestamp();
        var ranked = HourAhead.Rank(picture, Hours, 6, 1);
        return new
        {
            benchmark = "balance", waiting = Waiting, comingAnHour = PerHour, playedHours = Hours, oneAnswerSeconds = Math.Round(one, 3),
            rankSeconds = Math.Round(Stopwatch.GetElapsedTime(watch).TotalSeconds, 2), changes = BalanceChanges.All(picture).Count(),
            meanBeforeSeconds = Math.Round(answer.Before.All.MeanSeconds), opening3 = Math.Round(answer.MeanSeconds), margin = Math.Round(answer.MarginSeconds),
            best = ranked.Select(found => new { change = found.Change.ToString(), meanSeconds = Math.Round(found.MeanSeconds), margin = Math.Round(found.MarginSeconds) }),
        };
    }

    private static LivePicture Picture()
    {
        var hall = BenchmarkHall.Tongling();
        var services = hall.Services.Where(service => service.Frequent).ToList();
        var waiting = Enumerable.Range(0, Waiting).Select(i => new WaitingNow(services[i % services.Count].Code, PriorityCode.None, TimeSpan.FromSeconds(i * 9)));
        var counters = hall.Counters.Select((counter, i) => new CounterNow(counter.Counter, counter.Zone, counter.Counter.Value == "3" ? CounterState.Closed : CounterState.Serving,
            counter.Counter.Value == "3" ? null : services[i % services.Count].Code, TimeSpan.FromMinutes(2)));
        var demand = hall.Services.Select(service => new Demand(service.Code, PerHour / hall.Services.Count, service.Minutes * 60));
        return new(hall, [.. waiting], [.. counters], [.. demand], new Dictionary<PriorityCode, double> { [PriorityCode.None] = 0.9, [new("elderly")] = 0.1 }, 0.03);
    }
}
