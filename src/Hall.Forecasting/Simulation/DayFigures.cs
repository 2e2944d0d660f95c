using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>A counter's load.</summary>
/// <param name="Utilisation">
/// Busy part of its time at work, 0 to 1. Its time at work ends with its last shift or its last service, whichever is later.
/// </param>
/// <param name="IdleSeconds">Time open with nobody, seconds.</param>
public sealed record CounterFigures(double Utilisation, double IdleSeconds);

/// <summary>A day in figures.</summary>
public sealed record DayFigures
{
    /// <summary>All visitors.</summary>
    public required WaitFigures Overall { get; init; }

    /// <summary>Visitors by service.</summary>
    public required IReadOnlyDictionary<ServiceCode, WaitFigures> Services { get; init; }

    /// <summary>Counters.</summary>
    public required IReadOnlyDictionary<CounterId, CounterFigures> Counters { get; init; }

    /// <summary>Largest difference in utilisation, 0 to 1, among counters with the same services; 0 when none are equal.</summary>
    public required double UtilisationSpread { get; init; }

    /// <summary>Waiting when the last counter closed, or come after that.</summary>
    public required int Unserved { get; init; }

    /// <summary>Called and never came.</summary>
    public required int NoShows { get; init; }

    /// <summary>See <see cref="Simulation.OrderViolations"/>.</summary>
    public required long OrderViolations { get; init; }

    /// <summary>
    /// Mean wait of class <c>none</c> ÷ mean wait of all others; null when one of them had no one served or the others did not wait.
    /// </summary>
    public required double? PriorityWaitRatio { get; init; }

    /// <summary>Counts a day.</summary>
    public static DayFigures Of(DayRecord day, HallPlan plan)
    {
        var byService = day.Visitors.Zip(day.Stays).GroupBy(pair => pair.First.Service)
            .ToDictionary(group => group.Key, group => WaitFigures.Of(group.Select(pair => pair.Second)));
        return new()
        {
            Overall = WaitFigures.Of(day.Stays),
            Services = byService,
            Counters = day.Counters.ToDictionary(
                counter => counter.Counter, counter => new CounterFigures(counter.Utilisation, counter.Idle.TotalSeconds)),
            UtilisationSpread = Spread(day, plan),
            Unserved = day.Stays.Count(stay => stay.End == StayEnd.Unserved),
            NoShows = day.Stays.Count(stay => stay.End == StayEnd.NoShow),
            OrderViolations = Simulation.OrderViolations.Count(day),
            PriorityWaitRatio = Ratio(day),
        };
    }

    private static double Spread(DayRecord day, HallPlan plan) => day.Counters
        .Where(counter => counter.Busy + counter.Idle > TimeSpan.Zero)
        .GroupBy(counter =>
            string.Join('\n', plan.SkillsOf(counter.Counter).Select(code => code.Value).Distinct().Order(StringComparer.Ordinal)))
        .Select(equal => equal.Max(counter => counter.Utilisation) - equal.Min(counter => counter.Utilisation))
        .DefaultIfEmpty(0).Max();

    private static double? Ratio(DayRecord day)
    {
        var (none, nones, others, othersCount) = (0.0, 0, 0.0, 0);
        for (var i = 0; i < day.Stays.Count; i++)
        {
            if (day.Stays[i].End != StayEnd.Served)
            {
                continue;
            }

            if (day.Visitors[i].Priority == PriorityCode.None)
            {
                none += day.Stays[i].Wait.TotalSeconds;
                nones++;
            }
            else
            {
                others += day.Stays[i].Wait.TotalSeconds;
                othersCount++;
            }
        }

        return nones == 0 || others <= 0 ? null : none / nones / (others / othersCount);
    }
}
