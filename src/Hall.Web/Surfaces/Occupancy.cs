using Hall.Core.Counters;

namespace Hall.Web.Surfaces;

/// <summary>Which share of its open time a counter spent with citizens.</summary>
public static class Occupancy
{
    /// <summary>Percent of busy among busy and idle, the present stretch included; null before it was open at all. Pauses count for neither.</summary>
    public static int? Percent(Core.Counters.Counter counter, DateTimeOffset now)
    {
        var stretch = now > counter.Since ? now - counter.Since : TimeSpan.Zero;
        var busy = counter.BusyToday + (counter.State is CounterState.Calling or CounterState.Serving ? stretch : TimeSpan.Zero);
        var idle = counter.IdleToday + (counter.State == CounterState.Idle ? stretch : TimeSpan.Zero);
        var open = busy + idle;
        return open > TimeSpan.Zero ? (int)Math.Round(100 * (busy / open)) : null;
    }
}
