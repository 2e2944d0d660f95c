using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Waiting;

namespace Hall.Core.Dispatch;

/// <summary>What tickets are weighed with at one moment.</summary>
/// <param name="State">The hall.</param>
/// <param name="Now">The moment.</param>
internal readonly record struct ScoringContext(HallState State, DateTimeOffset Now)
{
    private const double UsualSeconds = 360;

    /// <summary>The cap on waiting, seconds.</summary>
    public double CapSeconds { get; } = State.Plan.Rules.WaitCapMinutes * 60.0;

    /// <summary>How much short services are preferred, 0 to 1.</summary>
    public double ShortServiceWeight { get; } = State.Plan.Rules.ShortServiceWeight;

    /// <summary>Weighs one place of a line.</summary>
    public ScoredPlace Weigh(LinePlace place, CounterLine line)
    {
        var wait = (Now - place.Since).TotalSeconds;
        return new(place, wait, line.Priority.Factor * (wait + line.Priority.CreditSeconds) * SpeedOf(line), wait >= CapSeconds);
    }

    /// <summary>(usual ÷ mean service time) to the hall's power; 1 where short services are not preferred.</summary>
    public static double SpeedOf(HallState state, ServiceCode? service) =>
        state.Plan.Rules.ShortServiceWeight is > 0 and var weight && service is { } code
            && state.Plan.Services.TryGetValue(code, out var found)
            ? Math.Pow(UsualSeconds / Math.Max(1, state.ServiceTimes.MeanSeconds(found)), weight)
            : 1;

    private double SpeedOf(CounterLine line) => ShortServiceWeight > 0 ? SpeedOf(State, line.Service) : 1;
}
