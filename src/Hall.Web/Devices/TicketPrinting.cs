using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Agents;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Web.Wording;

namespace Hall.Web.Devices;

/// <summary>Prints slips on the printer whose place is the kiosk, on the hub or by an agent.</summary>
public sealed class TicketPrinting(DeviceOrders orders, DeviceLinks links) : ITicketPrinting
{
    private const string PrinterProtocol = "escpos";

    /// <inheritdoc />
    public bool HasPrinter(HallSnapshot snapshot, KioskId kiosk)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return LineOf(snapshot, kiosk) is not null;
    }

    /// <inheritdoc />
    public IReadOnlyList<string> Places(HallSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        return [.. snapshot.Plan.Configuration.DeviceLines.Where(line => line.Protocol == PrinterProtocol).Select(line => line.Place)
            .Distinct()
            .OrderByDescending(place => place.StartsWith(CardReaders.Desk, StringComparison.Ordinal))];
    }

    /// <inheritdoc />
    public PrinterTrouble? TroubleOf(HallSnapshot snapshot, KioskId kiosk)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        var line = LineOf(snapshot, kiosk) is { } definition
            ? links.Of(snapshot).FirstOrDefault(one => one.Definition.Name == definition.Name)
            : null;
        return line switch
        {
            null => null,
            { Trouble: LineTrouble.PaperOut } => PrinterTrouble.NoPaper,
            { Trouble: LineTrouble.CoverOpen or LineTrouble.Fault } or { AgentAway: true }
                or { Link.State: LinkState.Failed or LinkState.Silent } => PrinterTrouble.NotReady,
            _ => null,
        };
    }

    /// <inheritdoc />
    public async Task<PrintedSlip> PrintAsync(IHall hall, KioskId kiosk, TicketView ticket, string? link, Words words)
    {
        ArgumentNullException.ThrowIfNull(hall);
        if (LineOf(hall.Snapshot, kiosk) is not { } line)
        {
            return new(PrintOutcome.NotPrinted, 0);
        }

        var slip = SlipOf(hall, ticket, link, words);
        var order = new DeviceOrder(Guid.CreateVersion7(), OrderKind.Print, hall.Id.Value, line.Name)
            { Values = slip.Values, Lists = slip.Lists };
        var answer = await orders.CarryOutAsync(hall, line, order, CancellationToken.None);

        // An agent that did not answer may have printed: then the screen shows the ticket as well.
        return new(answer.Printed ?? PrintOutcome.Unknown, answer.Copies);
    }

    private static DeviceLineDefinition? LineOf(HallSnapshot snapshot, KioskId kiosk) =>
        snapshot.Plan.Configuration.DeviceLines.FirstOrDefault(line => line.Protocol == PrinterProtocol && line.Place == kiosk.Value);

    /// <summary>What the paper says. A part that the hall's ticket leaves out is an empty value, and its line is not printed.</summary>
    internal static Slip SlipOf(IHall hall, TicketView ticket, string? link, Words words)
    {
        var plan = hall.Snapshot.Plan;
        var template = plan.Configuration.Ticket;
        var services = ticket.Ticket.Services.Select(visit => plan.Find(visit.Service)).OfType<Service>().ToList();
        var now = plan.Local(hall.Now);
        var values = new Dictionary<string, string>
        {
            [SlipTemplate.LanguageName] = words.Language,
            ["hall"] = plan.Configuration.Names.In(words.Language),
            ["heading"] = template.Heading.In(words.Language),
            ["foot"] = template.Foot.In(words.Language),
            ["number"] = ticket.Ticket.Number,
            ["service"] = string.Join(" + ", services.Select(service => service.Names.In(words.Language))),
            ["zone"] = !template.Zone
                ? ""
                : $"{words[Word.KioskZone, ticket.Ticket.Zone]} "
                    + $"{plan.Zones.GetValueOrDefault(ticket.Ticket.Zone)?.Names.In(words.Language)}",
            ["ahead"] = template.Ahead ? (ticket.Ahead ?? 0).ToString(CultureInfo.InvariantCulture) : "",
            ["range"] = !template.Range ? "" : WaitRange.Text(ticket.Estimate, words),
            ["url"] = template.Code ? link ?? "" : "",
            ["text"] = Wayfinding.Of(plan, ticket.Ticket, words),
            ["date"] = now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["time"] = now.ToString("HH:mm", CultureInfo.InvariantCulture),
        };
        var documents = services.SelectMany(service => KioskCatalogue.DocumentsOf(service, words.Language)).Distinct().ToList();
        return new(values, new Dictionary<string, IReadOnlyList<string>> { ["documents"] = template.Documents ? documents : [] });
    }
}
