using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Slips;
using Hall.Web.Wording;

namespace Hall.Web.Devices;

/// <summary>What became of a slip.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="Copies">How many papers may have come out; above 1 the last is marked as a copy.</param>
public sealed record PrintedSlip(PrintOutcome Outcome, int Copies = 1)
{
    /// <summary>Whether the citizen may count on paper.</summary>
    public bool IsThere => Outcome is PrintOutcome.Printed or PrintOutcome.Sent;

    /// <summary>The key of the words for it, behind a surface's prefix.</summary>
    public string Key => Outcome switch
    {
        PrintOutcome.Printed when Copies > 1 => "printedCopy",
        PrintOutcome.Printed => "printed",
        PrintOutcome.Sent => "sent",
        PrintOutcome.NotPrinted => "noPaper",
        _ => "unknown",
    };
}

/// <summary>Why a printer cannot print now.</summary>
public enum PrinterTrouble
{
    /// <summary>It has no paper.</summary>
    NoPaper,

    /// <summary>Its cover is open, it reports a fault, or it does not answer.</summary>
    NotReady,
}

/// <summary>Prints the slip of a ticket. A seam, because a kiosk's page must not know where its printer hangs.</summary>
public interface ITicketPrinting
{
    /// <summary>Whether the kiosk has a printer that the hall knows.</summary>
    bool HasPrinter(HallSnapshot snapshot, KioskId kiosk);

    /// <summary>Why a printer cannot print now, as far as it is known: <see cref="PrinterTrouble"/>; null when it can, or nobody knows.</summary>
    PrinterTrouble? TroubleOf(HallSnapshot snapshot, KioskId kiosk);

    /// <summary>Where slips can be printed for a clerk: printers at desks first, then those of kiosks; in the order of the hall's file.</summary>
    IReadOnlyList<string> Places(HallSnapshot snapshot);

    /// <summary>Prints; the result says whether the citizen has paper in hand.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="kiosk">The kiosk or the desk whose printer it is.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="link">Where the citizen follows it; null for none.</param>
    /// <param name="words">The citizen's language.</param>
    Task<PrintedSlip> PrintAsync(IHall hall, KioskId kiosk, TicketView ticket, string? link, Words words);
}
