using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Hub.Tokens;

namespace Hall.Web.Tests.Surfaces;

/// <summary>No links, until a test gives one.</summary>
public sealed class FakeLinks : IFollowLinks
{
    /// <summary>Where somebody at a kiosk complains; null for nowhere.</summary>
    public string? Complaint { get; set; }

    public string? For(HallSnapshot snapshot, Ticket ticket, string baseUrl) => null;

    public string? ForComplaint(HallSnapshot snapshot, KioskId kiosk, DateTimeOffset now, string baseUrl) => Complaint;
}
