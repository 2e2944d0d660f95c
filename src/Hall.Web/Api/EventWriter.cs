using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Web.Http;

namespace Hall.Web.Api;

/// <summary>Writes events of one hall as a program reads them.</summary>
/// <param name="output">Where to.</param>
/// <param name="hall">The hall.</param>
/// <param name="forBoard">Whether feedback, notes and staff are left out.</param>
internal sealed class EventWriter(SseResponse output, IHall hall, bool forBoard)
{
    // Those of the tickets that are in the hall now; a stream that is open for months must not remember the others.
    private const int Remembered = 4_096;
    private readonly Dictionary<TicketId, string> _numbers = [];

    /// <summary>Says that the events since the reader's last one are not there any more.</summary>
    public void Reset() => output.Event("{}"u8, "reset");

    /// <summary>The whole hall.</summary>
    public void Snapshot(HallSnapshot snapshot) =>
        output.Event(
            JsonSerializer.SerializeToUtf8Bytes(ApiShaping.Snapshot(snapshot, withTellers: !forBoard), ApiJson.Shapes.SnapshotJson),
            "snapshot", snapshot.Version);

    /// <summary>An event, unless this reader may not see it.</summary>
    public async Task WriteAsync(JournalEntry entry, CancellationToken cancel)
    {
        if (forBoard
            && entry.Event is FeedbackGiven or FeedbackSetAside or FeedbackFollowedUp or FeedbackExplained or FeedbackDefaulted
                or UnmatchedPressCounted or NoteTaken)
        {
            return;
        }

        if (entry.Event is BusinessDayOpened)
        {
            _numbers.Clear();
        }

        var number = entry.Event is TicketEvent about ? await NumberOfAsync(about, cancel) : null;
        output.Event(DataOf(entry, number).ToJsonString(), EventNames.Of(entry.Event), entry.Sequence);
    }

    private JsonObject DataOf(JournalEntry entry, string? number)
    {
        var data = new JsonObject
        {
            ["sequence"] = entry.Sequence,
            ["at"] = ApiShaping.Local(entry.At, hall.Snapshot.Plan).ToString("yyyy-MM-dd'T'HH:mm:ss.FFFzzz", CultureInfo.InvariantCulture),
        };
        // The whole document says nothing to a reader of events, and the names of tellers are for staff.
        if (entry.Event is ConfigurationPublished or TellersSet)
        {
            return data;
        }

        var fields = JsonSerializer.SerializeToNode(entry.Event, entry.Event.GetType(), HallJsonContext.Default)!.AsObject();
        foreach (var (name, value) in fields)
        {
            if (name is not ("holderHash" or "phoneHash") && !(forBoard && IsForStaff(name, entry.Event)))
            {
                data[name == "ticket" ? "ticketId" : name] = value?.DeepClone();
            }
        }

        if (number is not null)
        {
            data["number"] = number;
        }

        return data;
    }

    // Why a ticket was held, preferred or chosen is what a teller typed about a person, and why a counter pauses may be about its teller.
    // What the hall tells everybody when it closes is all that is left.
    private static bool IsForStaff(string field, HallEvent happened) =>
        field is "teller" or "text" or "by" || (field == "reason" && happened is not HallClosed);

    private async ValueTask<string?> NumberOfAsync(TicketEvent about, CancellationToken cancel)
    {
        if (about is TicketIssued issued)
        {
            return Remember(about.Ticket, issued.Number);
        }

        if (_numbers.TryGetValue(about.Ticket, out var known))
        {
            return known;
        }

        return (await hall.AskAsync(new TicketById(about.Ticket), cancel))?.Ticket.Number is { } number
            ? Remember(about.Ticket, number)
            : null;
    }

    private string Remember(TicketId ticket, string number)
    {
        if (_numbers.Count >= Remembered)
        {
            _numbers.Clear();
        }

        return _numbers[ticket] = number;
    }
}
