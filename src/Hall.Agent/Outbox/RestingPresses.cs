using Hall.Devices.Supervision;

namespace Hall.Agent.Outbox;

/// <summary>
/// Which press is reported next. One that got no answer for good rests for a while, from 1 s, doubling to 10 s, and meanwhile those of
/// other counters go first. Those behind it at its own counter wait, because a second rating must not arrive before the first, until it was
/// found out often enough that the press alone is the reason. One caller at a time.
/// </summary>
/// <param name="time">The clock of the rests.</param>
internal sealed class RestingPresses(TimeProvider time)
{
    /// <summary>So often a press may fail for its own sake before those behind it go first.</summary>
    public const int MostFailures = 20;

    private static readonly BackOff Pauses = new() { First = TimeSpan.FromSeconds(1), Longest = TimeSpan.FromSeconds(10) };
    private readonly Dictionary<Guid, RestState> _presses = [];
    private long _answered;

    /// <summary>
    /// The press to report now; when there is none, how long until the next rest ends, null for never. Both are of one moment: a rest that
    /// ended between two readings of the clock would be neither over nor waited for, and its press would rest until the next one is kept.
    /// </summary>
    public (KeptPress? Press, TimeSpan? In) NextOf(PressOutbox outbox)
    {
        var now = time.GetTimestamp();
        var held = new HashSet<(string, string)>();
        TimeSpan? soonest = null;
        var press = outbox.First(press =>
        {
            var isHeld = held.Contains((press.Hall, press.Counter));
            if (isHeld || !_presses.TryGetValue(press.EventId, out var state) || Left(state, now) is var left && left <= TimeSpan.Zero)
            {
                return !isHeld;
            }

            soonest = soonest < left ? soonest : left;
            if (state.Failures < MostFailures)
            {
                held.Add((press.Hall, press.Counter));
            }

            return false;
        });
        return (press, soonest);
    }

    /// <summary>A press got no answer for good.</summary>
    /// <param name="press">The press.</param>
    /// <param name="isOfThePress">Whether it is known that the press alone is the reason; else it is when others were answered
    /// since.</param>
    public void Rest(KeptPress press, bool isOfThePress)
    {
        var before = _presses.GetValueOrDefault(press.EventId);
        var tries = (before?.Tries ?? 0) + 1;
        var isAlone = isOfThePress || (before is not null && _answered > before.Answered);
        _presses[press.EventId] =
            new(time.GetTimestamp(), Pauses.After(tries - 1, 1), tries, (before?.Failures ?? 0) + (isAlone ? 1 : 0), _answered);
    }

    /// <summary>A press was answered for good.</summary>
    public void Answered(KeptPress press)
    {
        _answered++;
        _presses.Remove(press.EventId);
    }

    private TimeSpan Left(RestState state, long now) => state.For - time.GetElapsedTime(state.Since, now);

    private sealed record RestState(long Since, TimeSpan For, int Tries, int Failures, long Answered);
}
