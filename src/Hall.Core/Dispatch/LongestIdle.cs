using Hall.Core.Counters;

namespace Hall.Core.Dispatch;

/// <summary>
/// Which of several free counters is next: the one with the longest idle time of the day so far, so that equal counters are loaded alike
/// (Atar, Shaki, Shwartz, "A blind policy for equalizing cumulative idleness", 2011).
/// </summary>
public static class LongestIdle
{
    /// <summary>A counter's idle time of the day so far, the present stretch included.</summary>
    public static TimeSpan IdleTime(Counter counter, DateTimeOffset now) =>
        counter.IsFree && now > counter.Since ? counter.IdleToday + (now - counter.Since) : counter.IdleToday;
}
