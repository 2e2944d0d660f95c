using Hall.Agent.Clock;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Agent.Tests.Support;

/// <summary>A computer whose clock and whose counter since its start a test moves apart.</summary>
internal sealed class TestComputer
{
    private int _starts;

    public TestComputer() => Restart();

    /// <summary>Its timers.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));

    public string Boot { get; private set; } = "";

    public TimeSpan SinceBoot { get; private set; }

    /// <summary>How far its clock is ahead of the truth.</summary>
    public TimeSpan Ahead { get; private set; }

    /// <summary>What its clock says.</summary>
    public DateTimeOffset Now => Time.GetUtcNow() + Ahead;

    /// <summary>Time passes.</summary>
    public void Advance(TimeSpan span)
    {
        SinceBoot += span;
        Time.Advance(span);
    }

    /// <summary>Somebody sets the clock, as NTP does after a flat battery. Timers do not care.</summary>
    public void Correct(TimeSpan by) => Ahead += by;

    /// <summary>The computer is started again.</summary>
    public void Restart() => (Boot, SinceBoot) = ($"boot-{++_starts}", TimeSpan.FromSeconds(20));

    /// <summary>The clock of an agent that starts now.</summary>
    public AgentClock Clock() => new(Boot, () => SinceBoot, new WallClock(this));

    private sealed class WallClock(TestComputer computer) : TimeProvider
    {
        public override long TimestampFrequency => computer.Time.TimestampFrequency;

        public override DateTimeOffset GetUtcNow() => computer.Now;

        public override long GetTimestamp() => computer.Time.GetTimestamp();

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            computer.Time.CreateTimer(callback, state, dueTime, period);
    }
}
