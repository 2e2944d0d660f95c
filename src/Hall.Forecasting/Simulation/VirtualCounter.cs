using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>What the simulation itself knows about a counter; the rest is in the hall's state.</summary>
internal sealed class VirtualCounter(int index, CounterId id, StaffNumber teller)
{
    public int Index => index;

    public CounterId Id => id;

    public StaffNumber Teller => teller;

    /// <summary>The ticket called or served; null when free or closed.</summary>
    public TicketId? Ticket { get; set; }

    /// <summary>Who that is, by index.</summary>
    public int Visitor { get; set; } = -1;

    /// <summary>Whether its shift lasts.</summary>
    public bool OnShift { get; set; }

    /// <summary>Nobody is called before this moment.</summary>
    public TimeSpan RestsUntil { get; set; }

    /// <summary>The moment for which it has planned to try again; null when none.</summary>
    public TimeSpan? TriesAt { get; set; }

    /// <summary>Whether something happened to it at this instant, so that it should try to call.</summary>
    public bool Stirred { get; set; }

    /// <summary>Its idle time at this instant, where several compete.</summary>
    public TimeSpan Idle { get; set; }

    public bool MayCall(TimeSpan now) => OnShift && Ticket is null && RestsUntil <= now;
}
