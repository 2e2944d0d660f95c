using Hall.Core.Configuration;
using Hall.Core.Dispatch;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.WhatIf;

/// <summary>Plays past days again with one more skill at one counter: which cross-training would have helped most?</summary>
public static class PastDays
{
    /// <summary>Every single cross-training, the most helpful first; of like counters one is named.</summary>
    /// <param name="configuration">The hall.</param>
    /// <param name="visits">The days, whole ones.</param>
    /// <param name="most">How many are handed out.</param>
    /// <param name="stop">Ends it.</param>
    public static IReadOnlyList<BalanceAnswer> RankTraining(
        HallConfiguration configuration, IReadOnlyCollection<PastVisit> visits, int most, CancellationToken stop = default)
    {
        var days = visits.Where(visit => configuration.Services.Any(service => service.Code == visit.Service))
            .GroupBy(visit => visit.Day).OrderBy(day => day.Key).Select(day => DayOf(configuration, day.Key, [.. day])).ToList();
        var before = Play(configuration, days, stop);
        return [.. BalanceChanges.Skills(configuration)
            .DistinctBy(change => change.AlikeIn(configuration))
            .Select(change => new BalanceAnswer(change, before, Play(change.In(configuration), days, stop)))
            .OrderBy(answer => answer.MeanSeconds).Take(most)];
    }

    private static BalanceFigures Play(HallConfiguration configuration, List<PastDay> days, CancellationToken stop)
    {
        var sums = new BalanceSums(configuration, TimeSpan.FromDays(1), TimeSpan.FromDays(1));
        foreach (var day in days)
        {
            stop.ThrowIfCancellationRequested();
            sums.Add(new VirtualDay(VirtualHall.Empty(configuration, HallPolicy.Instance)).Run(day.Visitors, day.Shifts), TimeSpan.Zero);
        }

        return sums.Figures();
    }

    private static PastDay DayOf(HallConfiguration configuration, DateOnly day, List<PastVisit> visits)
    {
        var served = visits.Where(visit => visit is { Left: false, Forgotten: false }).Select(visit => visit.Served.TotalSeconds)
            .DefaultIfEmpty(360).Average();
        var classes = configuration.Priorities.Select(priority => priority.Code).ToHashSet();
        var visitors = visits.OrderBy(visit => visit.Arrives).Select(visit => new Visitor(
            visit.Arrives, visit.Service, classes.Contains(visit.Priority) ? visit.Priority : PriorityCode.None,
            visit.Left || visit.Forgotten ? TimeSpan.FromSeconds(served) : visit.Served, visit.Left ? visit.Wait : null)).ToList();
        return new(visitors, [.. configuration.Counters.SelectMany(counter => OpenOn(configuration, day, visitors)
            .Select(open => new Shift(counter.Counter, open.From, open.To)))]);
    }

    /// <summary>
    /// Calling goes on through the hall's hours and until everyone of the day is served; a hall round the clock is open while people come.
    /// </summary>
    private static IEnumerable<(TimeSpan From, TimeSpan To)> OpenOn(HallConfiguration configuration, DateOnly day, List<Visitor> visitors)
    {
        var periods = configuration.Hours.Always ? [] : configuration.Hours.On(day);
        if (periods.Count == 0)
        {
            yield return (visitors[0].Arrives, visitors[^1].Arrives + TimeSpan.FromHours(2));
            yield break;
        }

        for (var i = 0; i < periods.Count; i++)
        {
            var last = i == periods.Count - 1;
            yield return (periods[i].From.ToTimeSpan(), last ? TimeSpan.FromHours(24) : periods[i].To.ToTimeSpan());
        }
    }

    private sealed record PastDay(IReadOnlyList<Visitor> Visitors, IReadOnlyList<Shift> Shifts);
}
