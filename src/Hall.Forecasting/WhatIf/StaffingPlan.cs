using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Forecasting.Simulation;

namespace Hall.Forecasting.WhatIf;

/// <summary>How many counters a zone needs in one half-hour of a weekday.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Day">The weekday.</param>
/// <param name="From">Start of the half-hour, hall-local.</param>
/// <param name="PerHour">Citizens an hour, mean of the days looked at.</param>
/// <param name="MeanServiceSeconds">Mean service time in the zone, without forgotten services.</param>
/// <param name="Counters">Fewest counters that meet the target.</param>
/// <param name="Busy">Busy part of each of them, 0 to 1.</param>
/// <param name="WithinTarget">Part called within the target with so many, 0 to 1 (Erlang C: nobody leaves).</param>
/// <param name="Leave">Part that leaves with so many, 0 to 1 (Erlang A, with the patience seen); 0 where nobody ever left.</param>
public sealed record StaffingNeed(
    ZoneCode Zone, DayOfWeek Day, TimeOnly From, double PerHour, double MeanServiceSeconds, int Counters, double Busy, double WithinTarget,
        double Leave);

/// <summary>How many counters each half-hour of a week needs for the hall's target, from what came in past weeks.</summary>
public static class StaffingPlan
{
    private const int MostCounters = 500;
    private const int Places = 1_000;
    private const double UsualSeconds = 360;

    /// <summary>Length of one row of the plan.</summary>
    public static TimeSpan Step { get; } = TimeSpan.FromMinutes(30);

    /// <summary>The plan, by zone, weekday and time; half-hours in which nobody ever came are left out.</summary>
    /// <param name="configuration">The hall: its zones and its target.</param>
    /// <param name="visits">Past visits, in any order.</param>
    public static IReadOnlyList<StaffingNeed> Of(HallConfiguration configuration, IReadOnlyCollection<PastVisit> visits)
    {
        var rules = configuration.Rules;
        var days = visits.Select(visit => visit.Day).Distinct().GroupBy(day => day.DayOfWeek)
            .ToDictionary(group => group.Key, group => group.Count());
        var needs = new List<StaffingNeed>();
        foreach (var zone in configuration.Zones)
        {
            var ours = visits.Where(visit => visit.Zone == zone.Code).ToList();
            if (ours.All(visit => visit.Left))
            {
                continue;
            }

            var mean = MeanSeconds(configuration, zone.Code, ours);
            var patience = PatienceSeconds(ours);
            needs.AddRange(ours.GroupBy(visit => (visit.Day.DayOfWeek, From: (int)(visit.Arrives / Step)))
                .OrderBy(group => (((int)group.Key.DayOfWeek + 6) % 7, group.Key.From))
                .Select(group => NeedOf(zone.Code, group.Key.DayOfWeek, TimeOnly.FromTimeSpan(group.Key.From * Step),
                    group.Count() / (days[group.Key.DayOfWeek] * Step.TotalHours), mean, patience, rules)));
        }

        return needs;
    }

    /// <summary>How many visits are left out of the means, because somebody forgot to end a service of theirs.</summary>
    public static int LeftOut(IEnumerable<PastVisit> visits) => visits.Count(visit => visit.Forgotten);

    /// <summary>Fewest counters with which enough are called in time, in M/M/c.</summary>
    /// <param name="perHour">Citizens an hour.</param>
    /// <param name="meanServiceSeconds">Mean service time.</param>
    /// <param name="targetSeconds">The wait that should not be exceeded.</param>
    /// <param name="targetPart">By what part of the citizens, 0 to 1.</param>
    public static int CountersFor(double perHour, double meanServiceSeconds, double targetSeconds, double targetPart)
    {
        var load = perHour * meanServiceSeconds / 3600;
        var counters = (int)load + 1;
        while (counters < MostCounters && WithinTarget(counters, load, targetSeconds / meanServiceSeconds) < targetPart)
        {
            counters++;
        }

        return counters;
    }

    /// <summary>P(W ≤ t) = 1 − C(c, a) e^{−(c − a) t}, t in mean service times (Erlang C).</summary>
    private static double WithinTarget(int counters, double load, double target) =>
        load >= counters ? 0 : 1 - (QueueFormulas.ErlangC(counters, load) * Math.Exp(-(counters - load) * target));

    // Where every service was forgotten, the typical minutes of the catalogue stand in.
    private static double MeanSeconds(HallConfiguration configuration, ZoneCode zone, List<PastVisit> visits) =>
        visits.Where(visit => visit is { Left: false, Forgotten: false })
        .Select(visit => visit.Served.TotalSeconds)
        .DefaultIfEmpty(configuration.Services.Where(service => service.Zone == zone).Select(service => service.Minutes * 60.0)
            .DefaultIfEmpty(UsualSeconds).Average()).Average();

    private static StaffingNeed NeedOf(
        ZoneCode zone, DayOfWeek day, TimeOnly from, double perHour, double mean, double? patience, HallSettings rules)
    {
        var target = rules.TargetMinutes * 60.0;
        var counters = CountersFor(perHour, mean, target, rules.TargetPercent / 100.0);
        var load = perHour * mean / 3600;
        var leave = patience is { } known ? QueueFormulas.ErlangA(counters, load, known / mean, Places).Abandons : 0;
        return new(zone, day, from, perHour, mean, counters, load / counters, WithinTarget(counters, load, target / mean), leave);
    }

    /// <summary>
    /// Mean of an exponential patience: all waiting over the number who left (its maximum likelihood); null when nobody did.
    /// </summary>
    private static double? PatienceSeconds(List<PastVisit> visits)
    {
        var left = visits.Count(visit => visit is { Left: true, Expired: false });
        return left == 0 ? null : Math.Max(1, visits.Sum(visit => visit.Wait.TotalSeconds)) / left;
    }
}
