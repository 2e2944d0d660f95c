using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Storage.Events;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using static Hall.Storage.Sqlite.PreparedStatement;

namespace Hall.Storage.Journal;

/// <summary>The prepared statements of the journal's one connection.</summary>
internal sealed class JournalStatements : IDisposable
{
    private const int SqliteConstraint = 19;
    private readonly SqliteCommand _entry;
    private readonly SqliteCommand _opening;
    private readonly SqliteCommand _dropOpenings;
    private readonly SqliteCommand _kept;
    private readonly SqliteCommand _dropKept;
    private readonly SqliteCommand _ticket;
    private readonly SqliteCommand _period;
    private readonly SqliteCommand _dropPeriods;
    private readonly RatingStatements _ratings;

    private readonly TextVault _texts;

    public JournalStatements(SqliteConnection connection, RatingChain chain, TextVault texts)
    {
        _texts = texts;
        _entry = Prepare(connection, "INSERT INTO journal (Hall, Sequence, At, Type, Version, Payload) VALUES ($1,$2,$3,$4,$5,$6)", 6);
        _opening = Prepare(connection, "INSERT INTO openings (Hall, Sequence, State) VALUES ($1,$2,$3)", 3);
        _dropOpenings = Prepare(connection, """
            DELETE FROM openings WHERE Hall = $1 AND Sequence NOT IN (SELECT Sequence FROM openings WHERE Hall = $1
                ORDER BY Sequence DESC LIMIT 5)
            """, 1);
        _kept = Prepare(connection, """
            INSERT OR REPLACE INTO kept_outcomes (Hall, Scope, "Key", BodyHash, At, Outcome) VALUES ($1,$2,$3,$4,$5,$6)
            """, 6);
        _dropKept = Prepare(connection, "DELETE FROM kept_outcomes WHERE Hall = $1 AND At < $2", 2);
        _ticket = Prepare(connection, """
            INSERT INTO tickets (Hall, Ticket, Number, BusinessDay, Zone, Services, Priority, State, IssuedAt, EndedAt, Counter, Teller)
            VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12)
            ON CONFLICT (Hall, Ticket) DO UPDATE SET Services = $6, Priority = $7, State = $8, EndedAt = $10, Counter = $11, Teller = $12
            """, 12);
        _period = Prepare(connection, """
            INSERT OR REPLACE INTO periods (Hall, Ticket, "Index", Leg, Kind, "From", "To", Service, Counter, Teller)
            VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10)
            """, 10);
        _dropPeriods = Prepare(connection, "DELETE FROM periods WHERE Hall = $1 AND Ticket = $2 AND \"Index\" >= $3", 3);
        _ratings = new(connection, chain);
    }

    public void Write(JournalBatch batch, SqliteTransaction transaction)
    {
        // Keys are on the disk before the events that need them; everything below has sealed texts only.
        batch = EventTexts.Sealed(_texts, batch);
        foreach (var entry in batch.Entries)
        {
            Write(batch.Hall, entry, transaction);
        }

        foreach (var ticket in batch.Tickets)
        {
            Write(batch.Hall, ticket, transaction);
        }

        // Only an undo takes stretches of a visit away.
        foreach (var undone in batch.Entries.Select(entry => (entry.Event as ActionUndone)?.Ticket).OfType<TicketId>())
        {
            if (batch.Tickets.FirstOrDefault(ticket => ticket.Id == undone) is { } left)
            {
                Run(_dropPeriods, transaction, batch.Hall.Value, undone.Value, left.Periods.Length);
            }
        }

        _ratings.Write(batch, transaction);

        foreach (var opening in batch.Openings)
        {
            Run(_opening, transaction, batch.Hall.Value, opening.Sequence, StoredJson.Write(opening, HallJsonContext.Default.OpeningState));
            Run(_dropOpenings, transaction, batch.Hall.Value);
            Run(_dropKept, transaction, batch.Hall.Value, Millis(opening.LastEventAt.AddHours(-24)));
        }

        foreach (var kept in batch.Kept)
        {
            Run(_kept, transaction, batch.Hall.Value, kept.Idempotency.Scope, kept.Idempotency.Key, kept.Idempotency.BodyHash,
                Millis(kept.Outcome.At), StoredJson.Write(kept.Outcome, HallJsonContext.Default.HallOutcome));
        }
    }

    /// <summary>Writes a page as it is, to learn whether the disk takes one.</summary>
    public static void Probe(SqliteTransaction transaction)
    {
        using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = "PRAGMA user_version";
        command.CommandText = FormattableString.Invariant($"PRAGMA user_version = {command.ExecuteScalar()}");
        command.ExecuteNonQuery();
    }

    public void Dispose()
    {
        foreach (var command in new[] { _entry, _opening, _dropOpenings, _kept, _dropKept, _ticket, _period, _dropPeriods })
        {
            command.Dispose();
        }

        _ratings.Dispose();
    }

    private void Write(HallId hall, JournalEntry entry, SqliteTransaction transaction)
    {
        try
        {
            Run(_entry, transaction, hall.Value, entry.Sequence, Millis(entry.At), EventNames.Of(entry.Event), EventJson.Version,
                EventJson.Write(entry.Event));
        }
        catch (SqliteException taken) when (taken.SqliteErrorCode == SqliteConstraint)
        {
            throw new SecondWriterException(hall, taken);
        }
    }

    private void Write(HallId hall, Ticket ticket, SqliteTransaction transaction)
    {
        var leg = ticket.CurrentLeg;
        Run(_ticket, transaction, hall.Value, ticket.Id.Value, ticket.Number, ticket.BusinessDay.DayNumber, ticket.Zone.Value,
            ServicesOf(ticket), ticket.Priority.Value, ticket.State.ToString(),
            Millis(ticket.IssuedAt), ticket.EndedAt is { } ended ? Millis(ended) : null, leg?.Counter.Value, leg?.Teller.Value);

        // A batch may hold many commands of one visit: the visit is written as it stands.
        for (var i = 0; i < ticket.Periods.Length; i++)
        {
            var period = ticket.Periods[i];
            Run(_period, transaction, hall.Value, ticket.Id.Value, i, period.Leg, KindOf(period.Kind), Millis(period.From),
                period.To is { } to ? Millis(to) : null, period.Service.Value, period.Counter?.Value, period.Teller?.Value);
        }
    }

    /// <summary>The word of a stretch in its column.</summary>
    internal static string KindOf(PeriodKind kind) => kind switch
    {
        PeriodKind.Wait => "wait",
        PeriodKind.Walk => "walk",
        PeriodKind.Service => "service",
        _ => "hold",
    };

    /// <summary>The services of a visit in their column.</summary>
    internal static string ServicesOf(Ticket ticket) =>
        ticket.Services is [var only] ? only.Service.Value : string.Join(' ', ticket.Services.Select(service => service.Service.Value));

    private static long Millis(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}
