using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>What became of a visitor.</summary>
public enum StayEnd
{
    /// <summary>Still waiting when the last counter had closed, or came after that.</summary>
    Unserved,

    /// <summary>Called and served; a service in progress at closing is finished.</summary>
    Served,

    /// <summary>Left before the call.</summary>
    Abandoned,

    /// <summary>Called and never came.</summary>
    NoShow,
}

/// <summary>How a visitor's day went.</summary>
/// <param name="End">What became of them.</param>
/// <param name="Wait">From arrival to the call; meaningless for who was not called.</param>
/// <param name="Counter">Index of the counter in the hall's list; -1 for who was not called.</param>
public readonly record struct Stay(StayEnd End, TimeSpan Wait, int Counter);

/// <summary>How a counter's day went.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Busy">Time with someone, the walk included, also after the end of the shift.</param>
/// <param name="Idle">Time open with nobody.</param>
public sealed record CounterTimes(CounterId Counter, TimeSpan Busy, TimeSpan Idle)
{
    /// <summary>Busy part of the time at work, 0 to 1; 0 for a counter that never opened.</summary>
    public double Utilisation => Busy + Idle > TimeSpan.Zero ? Busy / (Busy + Idle) : 0;
}

/// <summary>A simulated day: who came, and what became of them.</summary>
/// <param name="Visitors">Those who came, by arrival.</param>
/// <param name="Stays">What became of each, in the same order.</param>
/// <param name="Counters">The counters, in the order of the hall's list.</param>
public sealed record DayRecord(IReadOnlyList<Visitor> Visitors, IReadOnlyList<Stay> Stays, IReadOnlyList<CounterTimes> Counters);
