namespace Hall.Benchmarks;

/// <summary>A clock that only goes on when it is told to.</summary>
internal sealed class SteppedTime : TimeProvider
{
    private DateTimeOffset _now;

    public SteppedTime(DateTimeOffset begin) => (Begin, _now) = (begin, begin);

    public DateTimeOffset Begin { get; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => _now;

    public override long GetTimestamp() => _now.Ticks;

    public void Step(TimeSpan by) => _now += by;

    public void To(DateTimeOffset at) => _now = at > _now ? at : _now;
}
