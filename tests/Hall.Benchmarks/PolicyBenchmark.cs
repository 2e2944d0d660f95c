using Hall.Core.Configuration;
using Hall.Core.Dispatch.Policies;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Benchmarks;

/// <summary>
/// The policies of peers and ours on the same days, each zone against its bound: the zone's general work alone, pooled, first come first
/// served, over its integrated counters.
/// </summary>
internal static class PolicyBenchmark
{
    private static readonly double[] Loads = [.85, .92, .97];

    /// <param name="days">Seeds.</param>
    /// <param name="specialLoad">Special work as a part of what the dedicated counters can do; null for the same part as the general
    /// work.</param>
    /// <param name="policies">Names; all when empty.</param>
    public static object Run(int days, double? specialLoad, IReadOnlyCollection<string> policies)
    {
        var hall = new TonglingDays();
        return new
        {
            benchmark = "policies",
            days,
            bound = "the zone's general work alone, pooled, first come first served, over its integrated counters, on the same days",
            targets = "general mean ≤ 1.10 and P95 ≤ 1.15 of the bound, special P95 ≤ 2400 s, "
                + "utilisation spread of a zone's equal counters < 0.05, no order violation",
            runs = Loads.Select(load =>
                new { load, specialLoad = specialLoad ?? load,
                    zones = Compare(hall, load, specialLoad ?? load, days, policies.Count == 0 ? DispatchPolicies.Names : policies) })
                    .ToList(),
        };
    }

    /// <summary>One policy on some days at one load, in each zone.</summary>
    public static IReadOnlyDictionary<ZoneCode, ZoneFigures> Of(string policy, int days, double load, double specialLoad)
    {
        var hall = new TonglingDays();
        var visitors = Enumerable.Range(1, days).Select(seed => hall.Visitors(load, specialLoad, seed)).ToList();
        var records = visitors.Select(day => Play(hall, policy, day)).ToList();
        return hall.Hall.Zones.ToDictionary(zone => zone.Code, zone => ZoneFigures.Of(
            hall, zone.Code, records, [.. visitors.Select(day => WaitFigures.Of(Alone(hall, zone.Code, ServiceKind.General, day).Stays))]));
    }

    private static Dictionary<string, object> Compare(TonglingDays hall, double load, double specialLoad, int days,
        IReadOnlyCollection<string> policies)
    {
        var visitors = Enumerable.Range(1, days).Select(seed => hall.Visitors(load, specialLoad, seed)).ToList();
        var records = policies.ToDictionary(policy => policy, policy => visitors.Select(day => Play(hall, policy, day)).ToList());
        return hall.Hall.Zones.ToDictionary(zone => zone.Code.Value, zone =>
        {
            var bound = visitors.Select(day => Alone(hall, zone.Code, ServiceKind.General, day)).ToList();
            var boundWaits = bound.Select(day => WaitFigures.Of(day.Stays)).ToList();
            return (object)new
            {
                specialAloneP95Seconds = WaitFigures.Of(
                    visitors.SelectMany(day => Alone(hall, zone.Code, ServiceKind.Special, day).Stays)).P95WaitSeconds,
                bound = new { meanSeconds = Days(boundWaits, day => day.MeanWaitSeconds),
                    p95Seconds = Days(boundWaits, day => day.P95WaitSeconds), maxSeconds = boundWaits.Max(day => day.MaxWaitSeconds) },
                policies = records.ToDictionary(pair => pair.Key, pair => ZoneFigures.Of(hall, zone.Code, pair.Value, boundWaits)),
            };
        });
    }

    private static DayRecord Play(TonglingDays hall, string policy, List<Visitor> visitors) =>
        new VirtualDay(VirtualHall.Empty(hall.Hall, DispatchPolicies.Create(policy)!)).Run(visitors,
            TonglingDays.Shifts(hall.Hall.Counters));

    /// <summary>One kind of a zone's work alone, pooled, first come first served, over the counters that stand for it.</summary>
    private static DayRecord Alone(TonglingDays hall, ZoneCode zone, ServiceKind kind, List<Visitor> visitors)
    {
        var counters = hall.Counters(zone, kind);
        var own =
            visitors.Where(visitor => hall.Plan.Services[visitor.Service] is var service && service.Kind == kind && service.Zone == zone)
                .ToList();
        return new VirtualDay(VirtualHall.Empty(hall.Hall with { Counters = counters }, DispatchPolicies.Create("fcfs")!)).Run(own,
            TonglingDays.Shifts(counters));
    }

    private static Estimate Days(IEnumerable<WaitFigures> days, Func<WaitFigures, double> figure) => Estimate.Of([.. days.Select(figure)])!;
}

/// <summary>One policy in one zone.</summary>
internal sealed record ZoneFigures(
    Estimate GeneralMeanSeconds, Estimate GeneralP95Seconds, double GeneralMaxSeconds, Estimate MeanToBound, Estimate P95ToBound,
    Estimate RegularMeanSeconds, Estimate PriorityMeanSeconds, Estimate SpecialMeanSeconds, double SpecialP95Seconds,
    double SpecialMaxSeconds, Estimate UtilisationSpread, double OrderViolations)
{
    public static ZoneFigures Of(TonglingDays hall, ZoneCode zone, IReadOnlyList<DayRecord> days, IReadOnlyList<WaitFigures> bound)
    {
        var general = days.Select(day => Waits(day, visitor => Is(visitor, ServiceKind.General))).ToList();
        var special = days.Select(day => Waits(day, visitor => Is(visitor, ServiceKind.Special))).ToList();
        return new(
            Of(general, day => day.MeanWaitSeconds), Of(general, day => day.P95WaitSeconds), general.Max(day => day.MaxWaitSeconds),
            Ratio(general, bound, day => day.MeanWaitSeconds), Ratio(general, bound, day => day.P95WaitSeconds),
            Of([.. days.Select(day => Waits(day, visitor => Is(visitor, ServiceKind.General) && visitor.Priority == PriorityCode.None))],
                day => day.MeanWaitSeconds),
            Of([.. days.Select(day => Waits(day, visitor => Is(visitor, ServiceKind.General) && visitor.Priority != PriorityCode.None))],
                day => day.MeanWaitSeconds),
            Of(special, day => day.MeanWaitSeconds),
            WaitFigures.Of(days.SelectMany(day => Stays(day, visitor => Is(visitor, ServiceKind.Special)))).P95WaitSeconds,
            special.Max(day => day.MaxWaitSeconds),
            Estimate.Of([.. days.Select(day => Spread(hall, zone, day))])!,
            days.Average(day => OrderViolations(day)));

        bool Is(Visitor visitor, ServiceKind kind) =>
            hall.Plan.Services[visitor.Service] is var service && service.Zone == zone && service.Kind == kind;

        double OrderViolations(DayRecord day)
        {
            var indexes = Enumerable.Range(0, day.Visitors.Count).Where(i => hall.Plan.Services[day.Visitors[i].Service].Zone == zone)
                .ToList();
            return Forecasting.Simulation.OrderViolations.Count(day with { Visitors = [.. indexes.Select(i => day.Visitors[i])],
                Stays = [.. indexes.Select(i => day.Stays[i])] });
        }
    }

    private static IEnumerable<Stay> Stays(DayRecord day, Func<Visitor, bool> which) =>
        day.Visitors.Zip(day.Stays).Where(pair => which(pair.First)).Select(pair => pair.Second);

    private static WaitFigures Waits(DayRecord day, Func<Visitor, bool> which) => WaitFigures.Of(Stays(day, which));

    /// <summary>
    /// Largest difference in utilisation among the zone's integrated counters or among its dedicated ones, from opening to the time of the
    /// last ticket: counters that stay open for nobody would make the difference look smaller.
    /// </summary>
    private static double Spread(TonglingDays hall, ZoneCode zone, DayRecord day)
    {
        var busy = new TimeSpan[day.Counters.Count];
        foreach (var (visitor, stay) in day.Visitors.Zip(day.Stays))
        {
            var called = visitor.Arrives + stay.Wait;
            var end = called + visitor.ServiceTime;
            busy[stay.Counter] += end <= TonglingDays.Closing
                ? visitor.ServiceTime
                : called < TonglingDays.Closing ? TonglingDays.Closing - called : TimeSpan.Zero;
        }

        return new[] { ServiceKind.General, ServiceKind.Special }.Max(kind =>
        {
            var equal = hall.Counters(zone, kind).Select(counter => counter.Counter).ToHashSet();
            var used = day.Counters.Index().Where(counter => equal.Contains(counter.Item.Counter)).Select(counter => busy[counter.Index])
                .ToList();
            return (used.Max() - used.Min()) / (TonglingDays.Closing - TonglingDays.Begin);
        });
    }

    private static Estimate Of(IReadOnlyList<WaitFigures> days, Func<WaitFigures, double> figure) => Estimate.Of([.. days.Select(figure)])!;

    /// <summary>The ratio of two means over the same days, with the interval of paired days (Fieller's first order).</summary>
    private static Estimate Ratio(IReadOnlyList<WaitFigures> days, IReadOnlyList<WaitFigures> bound, Func<WaitFigures, double> figure)
    {
        var below = bound.Average(figure);
        var ratio = days.Average(figure) / below;
        var rest = Estimate.Of([.. days.Zip(bound, (day, other) => figure(day) - (ratio * figure(other)))])!;
        return new(ratio, rest.Ci95 / below);
    }
}
