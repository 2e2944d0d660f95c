namespace Hall.Devices.Supervision;

/// <summary>The span for which a timer is set by whoever waits for a moment and looks at the clock again when it comes.</summary>
public static class TimerSpan
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>
    /// What is left until the moment, in whole milliseconds, rounded up and at least one. Timers count these and cut the rest off: of the
    /// last
    /// 0.4 ms they make no wait at all, and a loop that waits for what is left then turns without a pause until the moment has come.
    /// </summary>
    /// <param name="left">From now to the moment.</param>
    public static TimeSpan Until(TimeSpan left) =>
        left <= Tick ? Tick : TimeSpan.FromTicks((left.Ticks + Tick.Ticks - 1) / Tick.Ticks * Tick.Ticks);
}
