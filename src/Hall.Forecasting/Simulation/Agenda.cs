namespace Hall.Forecasting.Simulation;

/// <summary>What a simulated hall waits for at its counters. Of one instant they come in this order.</summary>
internal enum StepKind
{
    /// <summary>A service is done.</summary>
    Complete,

    /// <summary>A called visitor is known not to come.</summary>
    NoShow,

    /// <summary>A visitor reaches the counter.</summary>
    Begin,

    /// <summary>A shift ends.</summary>
    Close,

    /// <summary>A shift begins.</summary>
    Open,

    /// <summary>The counter tries again: it has rested, or what was held back from it may come now.</summary>
    Try,
}

/// <summary>A step at a counter.</summary>
/// <param name="Kind">What happens.</param>
/// <param name="Counter">Index of the counter.</param>
internal readonly record struct Step(StepKind Kind, int Counter);

/// <summary>
/// Steps at counters and the ends of visitors' patience, each by time. Equal steps come in the order in which they were planned.
/// </summary>
internal sealed class Agenda
{
    private readonly PriorityQueue<Step, (long Ticks, StepKind Kind, long Planned)> _steps = new();
    private readonly PriorityQueue<int, (long Ticks, int Visitor)> _patience = new();
    private long _planned;

    /// <summary>When the next step at a counter happens; null when none is planned.</summary>
    public TimeSpan? NextStep => _steps.TryPeek(out _, out var when) ? new(when.Ticks) : null;

    /// <summary>When the next visitor's patience ends; null when none waits.</summary>
    public TimeSpan? NextLeaving => _patience.TryPeek(out _, out var when) ? new(when.Ticks) : null;

    public void Plan(StepKind kind, int counter, TimeSpan at) => _steps.Enqueue(new(kind, counter), (at.Ticks, kind, _planned++));

    public void PlanLeaving(int visitor, TimeSpan at) => _patience.Enqueue(visitor, (at.Ticks, visitor));

    public Step TakeStep() => _steps.Dequeue();

    public int TakeLeaving() => _patience.Dequeue();
}
