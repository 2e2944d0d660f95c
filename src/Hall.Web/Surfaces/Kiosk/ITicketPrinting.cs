using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.EscPos;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>Prints the slip of a ticket. A seam, because a kiosk's page must not know where its printer hangs.</summary>
public interface ITicketPrinting
{
    /// <summary>Whether the kiosk has a printer that the hall knows.</summary>
    bool HasPrinter(HallSnapshot snapshot, KioskId kiosk);

    /// <summary>Where slips can be printed for a clerk: printers at desks first, then those of kiosks; in the order of the hall's file.</summary>
    IReadOnlyList<string> Places(HallSnapshot snapshot);

    /// <summary>Prints; the result says whether the citizen has paper in hand.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="kiosk">The kiosk or the desk whose printer it is.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="link">Where the citizen follows it; null for none.</param>
    /// <param name="words">The citizen's language.</param>
    Task<PrintOutcome> PrintAsync(IHall hall, KioskId kiosk, TicketView ticket, string? link, Words words);
}
