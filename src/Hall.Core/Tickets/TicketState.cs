namespace Hall.Core.Tickets;

/// <summary>Where a ticket is in its life; it has exactly one state.</summary>
public enum TicketState
{
    /// <summary>In line.</summary>
    Waiting,

    /// <summary>Called to a counter, not there yet.</summary>
    Called,

    /// <summary>At a counter, being served.</summary>
    Serving,

    /// <summary>Put aside by a teller; it will be called back.</summary>
    Held,

    /// <summary>All its services are done.</summary>
    Completed,

    /// <summary>Called and never came; may rejoin.</summary>
    NoShow,

    /// <summary>Left before the call.</summary>
    Abandoned,

    /// <summary>The business day ended before it was called.</summary>
    Expired,
}
