using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Slips;
using Hall.Web.Devices;
using Hall.Web.Wording;

namespace Hall.Web.Tests.Surfaces;

/// <summary>A printer that ends as it is told; none until then.</summary>
public sealed class FakePrinting : ITicketPrinting
{
    public TaskCompletionSource<PrintOutcome>? Printer { get; set; }

    public List<string> Printed { get; } = [];

    public List<string> PlaceNames { get; } = [];

    public List<string> PrintedAt { get; } = [];

    public IReadOnlyList<string> Places(HallSnapshot snapshot) => PlaceNames;

    public bool HasPrinter(HallSnapshot snapshot, KioskId kiosk) => Printer is not null;

    public PrinterTrouble? Trouble { get; set; }

    public int Copies { get; set; } = 1;

    public PrinterTrouble? TroubleOf(HallSnapshot snapshot, KioskId kiosk) => Trouble;

    public async Task<PrintedSlip> PrintAsync(IHall hall, KioskId kiosk, TicketView ticket, string? link, Words words)
    {
        PrintedAt.Add(kiosk.Value);
        Printed.Add(ticket.Ticket.Number);
        return new(await Printer!.Task, Copies);
    }
}
