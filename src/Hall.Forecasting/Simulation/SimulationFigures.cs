using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>
/// Waits of a group over several days: each figure's mean over the days. Waits are of days on which someone of the group was served.
/// </summary>
public sealed record EstimatedWaits(
    Estimate Served, Estimate Abandoned, Estimate? MeanWaitSeconds, Estimate? P50WaitSeconds, Estimate? P90WaitSeconds,
    Estimate? P95WaitSeconds, Estimate? MaxWaitSeconds)
{
    /// <summary>Estimates from each day's figures.</summary>
    public static EstimatedWaits Of(IReadOnlyList<WaitFigures> days)
    {
        var some = days.Where(day => day.Served > 0).ToList();
        return new(
            All(day => day.Served), All(day => day.Abandoned), Some(day => day.MeanWaitSeconds), Some(day => day.P50WaitSeconds),
            Some(day => day.P90WaitSeconds), Some(day => day.P95WaitSeconds), Some(day => day.MaxWaitSeconds));

        Estimate All(Func<WaitFigures, double> figure) => Estimate.Of([.. days.Select(figure)])!;
        Estimate? Some(Func<WaitFigures, double> figure) => Estimate.Of([.. some.Select(figure)]);
    }
}

/// <summary>A counter's load over several days.</summary>
/// <param name="Utilisation">Busy part of its time at work, 0 to 1.</param>
/// <param name="IdleSeconds">Time open with nobody, seconds a day.</param>
public sealed record EstimatedCounter(Estimate Utilisation, Estimate IdleSeconds);

/// <summary>Several simulated days in figures, as <see cref="DayFigures"/> has them for one.</summary>
public sealed record SimulationFigures
{
    /// <summary>How many days.</summary>
    public required int Replications { get; init; }

    /// <summary>Visitors a day.</summary>
    public required Estimate Visitors { get; init; }

    /// <summary>All visitors.</summary>
    public required EstimatedWaits Overall { get; init; }

    /// <summary>Visitors by service.</summary>
    public required IReadOnlyDictionary<ServiceCode, EstimatedWaits> Services { get; init; }

    /// <summary>Counters.</summary>
    public required IReadOnlyDictionary<CounterId, EstimatedCounter> Counters { get; init; }

    /// <summary>See <see cref="DayFigures.UtilisationSpread"/>.</summary>
    public required Estimate UtilisationSpread { get; init; }

    /// <summary>See <see cref="DayFigures.Unserved"/>.</summary>
    public required Estimate Unserved { get; init; }

    /// <summary>See <see cref="DayFigures.NoShows"/>.</summary>
    public required Estimate NoShows { get; init; }

    /// <summary>See <see cref="DayFigures.OrderViolations"/>.</summary>
    public required Estimate OrderViolations { get; init; }

    /// <summary>See <see cref="DayFigures.PriorityWaitRatio"/>; null when no day had one.</summary>
    public required Estimate? PriorityWaitRatio { get; init; }

    /// <summary>Estimates from each day's figures; at least one.</summary>
    public static SimulationFigures Of(IReadOnlyList<DayFigures> days, IReadOnlyList<int> visitors) => new()
    {
        Replications = days.Count,
        Visitors = Estimate.Of([.. visitors.Select(count => (double)count)])!,
        Overall = EstimatedWaits.Of([.. days.Select(day => day.Overall)]),
        Services = days.SelectMany(day => day.Services.Keys).Distinct().OrderBy(code => code.Value, StringComparer.Ordinal).ToDictionary(
            code => code, code => EstimatedWaits.Of([.. days.Select(day => day.Services.GetValueOrDefault(code) ?? WaitFigures.Of([]))])),
        Counters = days[0].Counters.Keys.ToDictionary(counter => counter, counter => new EstimatedCounter(
            Of(days, day => day.Counters[counter].Utilisation), Of(days, day => day.Counters[counter].IdleSeconds))),
        UtilisationSpread = Of(days, day => day.UtilisationSpread),
        Unserved = Of(days, day => day.Unserved),
        NoShows = Of(days, day => day.NoShows),
        OrderViolations = Of(days, day => day.OrderViolations),
        PriorityWaitRatio = Estimate.Of(
            [.. days.Where(day => day.PriorityWaitRatio is not null).Select(day => day.PriorityWaitRatio!.Value)]),
    };

    private static Estimate Of(IReadOnlyList<DayFigures> days, Func<DayFigures, double> figure) => Estimate.Of([.. days.Select(figure)])!;
}
