using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;

namespace Hall.Hub.Tokens;

/// <summary>A hub without a page for phones: tickets carry no code.</summary>
public sealed class NoFollowLinks : IFollowLinks
{
    /// <inheritdoc />
    public string? For(HallSnapshot snapshot, Ticket ticket, string baseUrl) => null;

    /// <inheritdoc />
    public string? ForComplaint(HallSnapshot snapshot, KioskId kiosk, DateTimeOffset now, string baseUrl) => null;
}
