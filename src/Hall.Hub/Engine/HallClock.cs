namespace Hall.Hub.Engine;

/// <summary>
/// The hall's time. It follows the machine's clock while that is believable; when the clock jumps by more than five minutes,
/// it goes on by the machine's steady counter instead, until a manager has said which is right. It never goes back by itself.
/// </summary>
public sealed class HallClock
{
    /// <summary>How far the clock may be from what is expected.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    private readonly TimeProvider _time;
    private DateTimeOffset _trusted;
    private long _trustedAt;

    /// <summary>Starts from the machine's clock, but never before the last event.</summary>
    /// <param name="time">The machine's clock and counter.</param>
    /// <param name="lastEventAt">When the last event of the journal happened; <see cref="DateTimeOffset.MinValue"/> for none.</param>
    public HallClock(TimeProvider time, DateTimeOffset lastEventAt)
    {
        _time = time;
        var wall = Wall();
        Jumped = lastEventAt - wall > Tolerance;
        Trust(wall > lastEventAt ? wall : lastEventAt);
    }

    private HallClock(HallClock other) =>
        (_time, _trusted, _trustedAt, Jumped) = (other._time, other._trusted, other._trustedAt, other.Jumped);

    /// <summary>Whether the machine's clock is not believed at present.</summary>
    public bool Jumped { get; private set; }

    /// <summary>How far the machine's clock is ahead of the hall's.</summary>
    public TimeSpan Difference => Wall() - Expected();

    /// <summary>The hall's time, UTC, whole milliseconds.</summary>
    public DateTimeOffset Now()
    {
        var wall = Wall();
        var expected = Expected();
        Jumped = (wall - expected).Duration() > Tolerance;
        if (!Jumped && wall > expected)
        {
            Trust(wall);
            return wall;
        }

        return expected;
    }

    /// <summary>A clock of its own with the same time, for a turn that may still be taken back.</summary>
    public HallClock Copy() => new(this);

    /// <summary>A manager has set the hall's time.</summary>
    public void Correct(DateTimeOffset to)
    {
        Trust(to);
        Jumped = false;
    }

    private DateTimeOffset Expected() => Whole(_trusted + _time.GetElapsedTime(_trustedAt));

    private DateTimeOffset Wall() => Whole(_time.GetUtcNow());

    private void Trust(DateTimeOffset instant) => (_trusted, _trustedAt) = (instant, _time.GetTimestamp());

    private static DateTimeOffset Whole(DateTimeOffset instant) =>
        DateTimeOffset.FromUnixTimeMilliseconds(instant.ToUnixTimeMilliseconds());
}
