using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.State;

/// <summary>What is forecast for a hall at one moment. Immutable.</summary>
/// <param name="At">When it was rolled forward, the hall's time, UTC.</param>
/// <param name="ByTicket">The wait that is left to each waiting ticket; those whom no open counter serves are left out.</param>
/// <param name="IfIssuedNow">The wait of one who takes a ticket for a service and class now.</param>
public sealed record Outlook(
    DateTimeOffset At, IReadOnlyDictionary<TicketId, WaitEstimate> ByTicket,
    IReadOnlyDictionary<(ServiceCode Service, PriorityCode Priority), WaitEstimate> IfIssuedNow)
{
    /// <summary>An older one says nothing any more: whoever makes them has stopped.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(30);

    /// <summary>How many were before one who would have taken such a ticket then.</summary>
    public IReadOnlyDictionary<(ServiceCode Service, PriorityCode Priority), int> AheadIfIssuedNow { get; init; } =
        new Dictionary<(ServiceCode, PriorityCode), int>();

    /// <summary>Whether it may still be shown.</summary>
    public bool IsFresh(DateTimeOffset now) => now - At < Lifetime;
}
