using System.Globalization;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Hub.Audit;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares the events that the audit has copied with its rows: who gave a priority, closed the hall, called a chosen number or took an
/// action
/// back stands in both, and the audit is sealed. What it ought to have copied and has not tells of accounts that were put back from
/// earlier.
/// </summary>
/// <param name="hall">The hall.</param>
/// <param name="rows">The audit's rows of this hall, by event; an event that came a second time after a journal was put back is left
/// out.</param>
/// <param name="last">When the last event that is looked at happened.</param>
internal sealed class AuditedEventsCheck(HallId hall, IReadOnlyDictionary<long, AuditEntry> rows, DateTimeOffset last) : IHallCheck
{
    private const int Shown = 5;

    private readonly long _first = rows.Count == 0 ? long.MaxValue : rows.Keys.Min();
    private readonly Dictionary<CounterId, string> _tellers = [];
    private readonly List<string> _unlike = [];
    private readonly List<string> _missing = [];

    /// <summary>What is wrong, each a sentence.</summary>
    public IEnumerable<string> Faults =>
    [
        .. Told(_unlike, "are told otherwise by the audit", "The journal was changed."),
        .. Told(_missing, "are not in the audit", "The audit was put back from an earlier time, or the journal was added to."),
    ];

    /// <summary>The audit's rows of a hall.</summary>
    public static Dictionary<long, AuditEntry> Read(PeopleDbContext audit, HallId hall)
    {
        var prefix = $"{hall}/";
        var (rows, again) = (new Dictionary<long, AuditEntry>(), new HashSet<long>());
        foreach (var row in audit.Audit.AsNoTracking().Where(row => row.Source != null && row.Source.StartsWith(prefix)).AsEnumerable())
        {
            var parts = row.Source![prefix.Length..].Split('@');
            if (!long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var sequence))
            {
                continue;
            }

            rows[sequence] = row;
            if (parts.Length > 1)
            {
                again.Add(sequence);
            }
        }

        foreach (var sequence in again)
        {
            rows.Remove(sequence);
        }

        return rows;
    }

    /// <inheritdoc />
    public void Before(HallState state, JournalEntry entry)
    {
        if (entry.Event is CounterOpened opened)
        {
            _tellers[opened.Counter] = opened.Teller.Value;
        }

        if (Of(state, entry.Event) is not { } told)
        {
            return;
        }

        if (rows.TryGetValue(entry.Sequence, out var row))
        {
            // Where the opening of the counter lies too far back, the audit has nobody.
            if (row.Kind != told.Kind || row.At != entry.At || row.Subject != told.Subject
                || (row.Actor != told.Actor && row.Actor.Length > 0))
            {
                _unlike.Add(Name(entry));
            }
        }
        else if (entry.Sequence > _first && last - entry.At > AuditFollower.Lag)
        {
            _missing.Add(Name(entry));
        }
    }

    private (string Kind, string Actor, string Subject)? Of(HallState state, HallEvent happened) => happened switch
    {
        TicketCalled { Reason.Rule: CallRule.Chosen } called => (AuditKind.NumberChosen, called.Teller.Value, $"{hall}/{called.Counter}"),
        ActionUndone undone => (AuditKind.ActionUndone, TellerAt(state, undone.Counter), $"{hall}/{undone.Counter}"),
        PriorityChanged changed => (AuditKind.PriorityChanged, changed.By ?? "", $"{hall}/{changed.Ticket}"),
        HolderChecked { Reason: not null } waived => (AuditKind.HolderWaived, TellerAt(state, waived.Counter), $"{hall}/{waived.Counter}"),
        FeedbackSetAside aside => (AuditKind.RatingSetAside, aside.By ?? "", $"{hall}/{aside.Ticket}"),
        HallClosed closed => (AuditKind.EmergencyClosing, closed.By ?? "", hall.Value),
        HallReopened reopened => (AuditKind.EmergencyClosing, reopened.By ?? "", hall.Value),
        ConfigurationPublished published => (AuditKind.ConfigurationPublished, published.By?.Value ?? "hub", hall.Value),
        DispatchChanged changed => (AuditKind.DispatchChanged, changed.By ?? "", hall.Value),
        _ => MatterAudit.Of(hall, happened) is var (actor, subject, _) ? (AuditKind.MatterAct, actor, subject) : null,
    };

    private string TellerAt(HallState state, CounterId counter) =>
        _tellers.TryGetValue(counter, out var teller) ? teller : state.Counters.GetValueOrDefault(counter)?.Teller?.Value ?? "";

    private static string Name(JournalEntry entry) =>
        FormattableString.Invariant(
            $"{entry.Sequence} of {DayText.Of(DateOnly.FromDateTime(entry.At.UtcDateTime))} ({EventNames.Of(entry.Event)})");

    private static string[] Told(List<string> events, string what, string why) => events.Count == 0 ? []
        : [$"{events.Count} events {what}: {string.Join(", ", events.Take(Shown))}{(events.Count > Shown ? ", …" : "")}. {why}"];
}
