using Hall.Core.Configuration;
using Hall.Core.Counters;

namespace Hall.Web.Surfaces;

/// <summary>Which share of its open time a counter spent with citizens.</summary>
public static class Occupancy
{
    /// <summary>Percent of busy among busy and idle, the present stretch included; null before it was open at all. Pauses count for
    /// neither.</summary>
    public static int? Percent(Core.Counters.Counter counter, HallSettings rules, DateTimeOffset now)
    {
        var open = Busy(counter, rules, now) + Idle(counter, now);
        return open > TimeSpan.Zero ? (int)Math.Round(100 * (Busy(counter, rules, now) / open)) : null;
    }

    /// <summary>How long it was with citizens today, the present stretch included unless somebody forgot to end it.</summary>
    public static TimeSpan Busy(Core.Counters.Counter counter, HallSettings rules, DateTimeOffset now) =>
        counter.BusyToday
            + (counter.State is CounterState.Calling or CounterState.Serving && !rules.IsForgotten(Stretch(counter, now))
                ? Stretch(counter, now)
                : TimeSpan.Zero);

    /// <summary>How long it was free for citizens today and had none, the present stretch included.</summary>
    public static TimeSpan Idle(Core.Counters.Counter counter, DateTimeOffset now) =>
        counter.IdleToday + (counter.State == CounterState.Idle ? Stretch(counter, now) : TimeSpan.Zero);

    private static TimeSpan Stretch(Core.Counters.Counter counter, DateTimeOffset now) =>
        now > counter.Since ? now - counter.Since : TimeSpan.Zero;
}
