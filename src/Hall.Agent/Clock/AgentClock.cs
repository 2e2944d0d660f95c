namespace Hall.Agent.Clock;

/// <summary>
/// The clock of everything in the agent. It takes its time from the computer once, at the start, and goes on by the counter that no
/// correction moves: spans between its instants are true also when the computer's clock is set right meanwhile, as after a flat battery.
/// Instants that leave the agent are moved to the computer's clock of that moment.
/// </summary>
/// <param name="boot">Identifies the computer's present start.</param>
/// <param name="sinceBoot">Since that start.</param>
/// <param name="computer">The computer's own clock, and the timers.</param>
public sealed class AgentClock(string boot, Func<TimeSpan> sinceBoot, TimeProvider computer) : TimeProvider
{
    private readonly DateTimeOffset _startedAt = computer.GetUtcNow();
    private readonly TimeSpan _startedSinceBoot = sinceBoot();

    /// <summary>The clock of this computer.</summary>
    public static AgentClock OfThisComputer() => new(BootCounter.Boot, () => BootCounter.Elapsed, System);

    /// <summary>What the computer's clock says now.</summary>
    public DateTimeOffset Computer => computer.GetUtcNow();

    /// <summary>How far the computer's clock is ahead of this one: it was set by so much since the agent's start.</summary>
    public TimeSpan Moved => Computer - GetUtcNow();

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => computer.LocalTimeZone;

    /// <inheritdoc />
    public override long TimestampFrequency => computer.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _startedAt + (sinceBoot() - _startedSinceBoot);

    /// <inheritdoc />
    public override long GetTimestamp() => computer.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        computer.CreateTimer(callback, state, dueTime, period);

    /// <summary>An instant of this clock, in this run of the agent, as a moment that a later run can read.</summary>
    public BootMoment MomentOf(DateTimeOffset at) => new(boot, (long)(sinceBoot() - (GetUtcNow() - at)).TotalMilliseconds);

    /// <summary>How long ago a moment was; null when that cannot be known: it is of another start of the computer, or has none.</summary>
    public TimeSpan? AgeOf(BootMoment? moment) =>
        moment is not null && moment.Boot == boot && sinceBoot() - TimeSpan.FromMilliseconds(moment.Milliseconds) is var age
            && age >= TimeSpan.Zero ? age : null;
}
