namespace Hall.Hub.Demonstration;

/// <summary>The clock of a past that is being made: it goes on when it is told to, and never back.</summary>
internal sealed class SteppedClock(DateTimeOffset begin) : TimeProvider
{
    private DateTimeOffset _now = begin;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => _now;

    /// <inheritdoc />
    public override long GetTimestamp() => _now.UtcTicks;

    /// <summary>Goes on to an instant; one that is over changes nothing.</summary>
    public void To(DateTimeOffset at) => _now = at > _now ? at : _now;
}
