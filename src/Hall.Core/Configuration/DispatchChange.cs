using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>How a class of priority is weighed from now on; what is null stays.</summary>
/// <param name="Priority">The class.</param>
/// <param name="Factor">b, the weight of a second of waiting, above 0.</param>
/// <param name="CreditSeconds">Seconds that count as already waited, 0 or more.</param>
public sealed record ClassChange(PriorityCode Priority, double? Factor = null, int? CreditSeconds = null);

/// <summary>What a counter serves from now on; what is null stays.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Serves">See <see cref="CounterDefinition.Serves"/>.</param>
/// <param name="Helps">See <see cref="CounterDefinition.Helps"/>.</param>
public sealed record CounterChange(CounterId Counter, IReadOnlyList<string>? Serves = null, IReadOnlyList<string>? Helps = null);

/// <summary>
/// Settings of the dispatch that a manager changes while the hall runs; what is null stays. Each is one of <see cref="HallSettings"/> with
/// its unit, default and effect.
/// </summary>
public sealed record DispatchChange
{
    /// <summary>See <see cref="HallSettings.DispatchMode"/>.</summary>
    public DispatchMode? DispatchMode { get; init; }

    /// <summary>See <see cref="HallSettings.RestSeconds"/>.</summary>
    public int? RestSeconds { get; init; }

    /// <summary>See <see cref="HallSettings.WaitCapMinutes"/>.</summary>
    public int? WaitCapMinutes { get; init; }

    /// <summary>See <see cref="HallSettings.MostPriorityInRow"/>.</summary>
    public int? MostPriorityInRow { get; init; }

    /// <summary>See <see cref="HallSettings.ShortServiceWeight"/>.</summary>
    public double? ShortServiceWeight { get; init; }

    /// <summary>See <see cref="HallSettings.ReserveSpecialCounters"/>.</summary>
    public bool? ReserveSpecialCounters { get; init; }

    /// <summary>See <see cref="HallSettings.ReserveThresholdMinutes"/>.</summary>
    public int? ReserveThresholdMinutes { get; init; }

    /// <summary>See <see cref="HallSettings.Help"/>.</summary>
    public HelpRules? Help { get; init; }

    /// <summary>Classes that are weighed otherwise.</summary>
    public IReadOnlyList<ClassChange>? Classes { get; init; }

    /// <summary>Counters that serve or help otherwise.</summary>
    public IReadOnlyList<CounterChange>? Counters { get; init; }

    /// <summary>A configuration with this change. Classes and counters that it does not have are left out.</summary>
    public HallConfiguration In(HallConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var rules = configuration.Rules;
        return configuration with
        {
            Rules = rules with
            {
                DispatchMode = DispatchMode ?? rules.DispatchMode,
                RestSeconds = RestSeconds ?? rules.RestSeconds,
                WaitCapMinutes = WaitCapMinutes ?? rules.WaitCapMinutes,
                MostPriorityInRow = MostPriorityInRow ?? rules.MostPriorityInRow,
                ShortServiceWeight = ShortServiceWeight ?? rules.ShortServiceWeight,
                ReserveSpecialCounters = ReserveSpecialCounters ?? rules.ReserveSpecialCounters,
                ReserveThresholdMinutes = ReserveThresholdMinutes ?? rules.ReserveThresholdMinutes,
                Help = Help ?? rules.Help,
            },
            Priorities = Classes is null ? configuration.Priorities : [.. configuration.Priorities.Select(Weighed)],
            Counters = Counters is null ? configuration.Counters : [.. configuration.Counters.Select(Serving)],
        };
    }

    private PriorityClass Weighed(PriorityClass priority) =>
        Classes!.FirstOrDefault(change => change.Priority == priority.Code) is { } change
        ? priority with { Factor = change.Factor ?? priority.Factor, CreditSeconds = change.CreditSeconds ?? priority.CreditSeconds }
        : priority;

    private CounterDefinition Serving(CounterDefinition counter) =>
        Counters!.FirstOrDefault(change => change.Counter == counter.Counter) is { } change
        ? counter with { Serves = change.Serves ?? counter.Serves, Helps = change.Helps ?? counter.Helps }
        : counter;
}
