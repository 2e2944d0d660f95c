using Hall.Core.Snapshots;
using Hall.Web.Devices;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Clerk;

// The slip of a number that was issued here or lost: on the printer of the desk, else of a kiosk, else the code on the clerk's screen.
public sealed partial class IssuePage
{
    private string? _printer;

    [Inject]
    private ITicketPrinting Printing { get; set; } = default!;

    private IReadOnlyList<string> Printers => Snapshot is { } snapshot ? Printing.Places(snapshot) : [];

    private string Printer => Printers is [var first, ..] all ? all.Contains(_printer ?? "") ? _printer! : first : "";

    private string PrinterName(string place) =>
        Snapshot!.Plan.Configuration.Kiosks.Any(kiosk => kiosk.Kiosk.Value == place) ? Words[Word.IssuePrinterKiosk, place] : place;

    // The paper speaks the citizen's language, which need not be the clerk's.
    private async Task PrintAsync(TicketView view)
    {
        if (Printer.Length == 0)
        {
            (_bad, _said) = (false, Words[Word.IssuePrintNone]);
            return;
        }

        (_bad, _said) = (false, Words[Word.IssuePrintRunning]);
        StateHasChanged();
        var slip = await Printing.PrintAsync(Engine!, new(Printer), view, LinkOf(view.Ticket), Words.For(view.Ticket.Language));
        _bad = !slip.IsThere;
        _said = Words.Of(WordGroup.IssuePrint, slip.Key, view.Ticket.Number, PrinterName(Printer));
    }
}
