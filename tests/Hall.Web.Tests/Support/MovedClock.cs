namespace Hall.Web.Tests.Support;

/// <summary>
/// A clock that goes on by itself and can be moved: for hubs that must start on a certain day, or meet one weeks later, and live meanwhile.
/// </summary>
/// <param name="begin">What it shows when it is made, UTC; null for now.</param>
internal sealed class MovedClock(DateTimeOffset? begin = null) : TimeProvider
{
    private long _shift = (begin - System.GetUtcNow() ?? TimeSpan.Zero).Ticks;

    /// <summary>Moves it.</summary>
    public void Advance(TimeSpan span) => Interlocked.Add(ref _shift, span.Ticks);

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + TimeSpan.FromTicks(Interlocked.Read(ref _shift));
}
