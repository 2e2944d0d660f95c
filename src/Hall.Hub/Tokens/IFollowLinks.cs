using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;

namespace Hall.Hub.Tokens;

/// <summary>Makes the link behind a ticket's QR code. A seam, because a kiosk's page must not know how a token is signed.</summary>
public interface IFollowLinks
{
    /// <summary>The address where the citizen follows this ticket; null when there is none.</summary>
    string? For(HallSnapshot snapshot, Ticket ticket, string baseUrl);

    /// <summary>The address where somebody at a kiosk complains on a phone; null when there is none.</summary>
    string? ForComplaint(HallSnapshot snapshot, KioskId kiosk, DateTimeOffset now, string baseUrl);
}
