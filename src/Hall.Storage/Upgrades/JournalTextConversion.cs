using System.Text.Json;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Events;
using Hall.Storage.Journal;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Upgrades;

/// <summary>
/// Seals, once after the upgrade, the free texts that an older version wrote into <c>hall.db</c>: events, ratings, states of mornings and
/// answers that are kept. Seals and chain of the ratings stay as they are; a proof by the chain's key says that a row with its sealed
/// text is the one whose seal was made over the plain one. Each batch is one transaction, so that a hub that dies goes on where it was.
/// </summary>
/// <param name="database">The database; nobody else writes it yet.</param>
/// <param name="today">The day, for what the file remembers.</param>
/// <param name="after">A seam for tests: called after each step with its name.</param>
public sealed class JournalTextConversion(JournalDatabase database, DateOnly today, Action<string>? after = null)
{
    private const int AtOnce = 2_000;

    private const string WithTexts = """
        Type IN ('ticket-called', 'holder-checked', 'ticket-held', 'priority-changed', 'note-taken',
            'feedback-given', 'feedback-followed-up', 'feedback-explained')
        AND (Type <> 'ticket-called' OR instr(Payload, '"text":"') > 0)
        """;

    /// <summary>Does it, or what is left of it.</summary>
    /// <param name="halls">The halls.</param>
    /// <returns>How many texts were sealed now.</returns>
    public int Run(IReadOnlyList<HallId> halls)
    {
        using var connection = database.OpenWriter();
        if (SealedBatches.IsDone(connection))
        {
            return 0;
        }

        SealedBatches.Prepare(connection);
        var done = 0;
        foreach (var hall in halls)
        {
            done += All(() => SealEvents(connection, hall.Value)) + All(() => SealRatings(connection, hall.Value));
        }

        done += SealBeside(connection);
        SealedBatches.Finish(connection, "hall.db", today, done > 0 || SealedBatches.All(connection).Count > 0);
        after?.Invoke("done");
        return done;
    }

    private static int All(Func<int?> some)
    {
        var done = 0;
        while (some() is { } few)
        {
            done += few;
        }

        return done;
    }

    private int? SealEvents(SqliteConnection connection, string hall)
    {
        var (last, found) = Events(connection, hall, SealedBatches.LastOf(connection, hall));
        if (last == 0)
        {
            return null;
        }

        var plain = found.Where(one => EventTexts.Of(one.Event) is { Length: > 0 } text && !IsSealed(text)).ToList();
        var tokens = plain.Count == 0 ? []
            : database.Texts.Seal(hall,
            [.. plain.Select(one => (EventTexts.SubjectOf(one.Event.Ticket, one.Sequence), EventTexts.Of(one.Event)!))]);
        after?.Invoke("keys of events");
        using var transaction = connection.BeginTransaction(deferred: false);
        var payloads = new List<string>();
        foreach (var (one, token) in plain.Zip(tokens))
        {
            var payload = EventJson.Write(EventTexts.With(one.Event, token));
            payloads.Add(payload);
            SealedBatches.Run(connection, transaction, "UPDATE journal SET Payload = $3 WHERE Hall = $1 AND Sequence = $2", hall,
                one.Sequence, payload);
            SealRating(connection, transaction, hall, one.Event, token);
        }

        SealedBatches.Note(connection, transaction, hall, last, plain.Count, database.Chain.DigestOf(plain.Select(one => one.Payload)),
            database.Chain.DigestOf(payloads));
        transaction.Commit();
        after?.Invoke("events");
        return plain.Count;
    }

    // The rating that an event made has the same text, sealed alike.
    private void SealRating(SqliteConnection connection, SqliteTransaction transaction, string hall, TicketEvent happened, string token)
    {
        (int Leg, int Occasion)? of = happened switch
        {
            FeedbackGiven given => (given.Leg, RatingOccasion.First),
            FeedbackFollowedUp again => (again.Leg, RatingOccasion.FollowUp),
            FeedbackExplained why => (why.Leg, RatingOccasion.Reasons),
            _ => null,
        };
        if (of is not { } rating)
        {
            return;
        }

        var links = new List<long>();
        using (var command = SealedBatches.Command(connection, transaction,
            "SELECT Link FROM feedback WHERE Hall = $1 AND Ticket = $2 AND Leg = $3 AND Occasion = $4 AND Comment = $5", hall,
                happened.Ticket.Value, rating.Leg, rating.Occasion, EventTexts.Of(happened)!))
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                links.Add(reader.GetInt64(0));
            }
        }

        links.ForEach(link => Put(connection, transaction, hall, link, token));
    }

    // What no event tells of, as where a part of the file was put back.
    private int? SealRatings(SqliteConnection connection, string hall)
    {
        var found = new List<(long Link, long Ticket, string Comment)>();
        using (var command = SealedBatches.Command(connection, null,
            "SELECT Link, Ticket, Comment FROM feedback WHERE Hall = $1 AND Occasion <> $2 AND Comment <> '' "
                + "AND instr(Comment, $3) = 0 LIMIT $4",
            hall, RatingOccasion.Aside, TextVault.Beginning, AtOnce))
        {
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                found.Add((reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)));
            }
        }

        if (found.Count == 0)
        {
            return null;
        }

        var tokens = database.Texts.Seal(hall,
            [.. found.Select(one => (FormattableString.Invariant($"{EventTexts.SubjectsOf(new TicketId(one.Ticket))}rating/{one.Link}"),
            one.Comment))]);
        using var transaction = connection.BeginTransaction(deferred: false);
        foreach (var (one, token) in found.Zip(tokens))
        {
            Put(connection, transaction, hall, one.Link, token);
        }

        SealedBatches.Note(connection, transaction, hall, SealedBatches.LastOf(connection, hall), found.Count,
            database.Chain.DigestOf(found.Select(one => one.Comment)), database.Chain.DigestOf(tokens));
        transaction.Commit();
        after?.Invoke("ratings");
        return found.Count;
    }

    private void Put(SqliteConnection connection, SqliteTransaction transaction, string hall, long link, string token)
    {
        SealedBatches.Run(connection, transaction, "UPDATE feedback SET Comment = $3 WHERE Hall = $1 AND Link = $2", hall, link, token);
        SealedBatches.Prove(connection, transaction, hall, link,
            database.Chain.ProofOf(ChainCheck.RowAt(connection, transaction, hall, link)));
    }

    private int SealBeside(SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction(deferred: false);
        var done = 0;
        done += Each("SELECT Hall, Sequence, State, '' FROM openings", "UPDATE openings SET State = $3 WHERE Hall = $1 AND Sequence = $2",
            (hall, text) => Changed(StoredJson.Read(text, HallJsonContext.Default.OpeningState), state =>
                EventTexts.Sealed(database.Texts, hall, state), HallJsonContext.Default.OpeningState));
        done += Each("""SELECT Hall, "Key", Outcome, Scope FROM kept_outcomes""",
            """UPDATE kept_outcomes SET Outcome = $3 WHERE Hall = $1 AND "Key" = $2 AND Scope = $4""",
            (hall, text) => Changed(StoredJson.Read(text, HallJsonContext.Default.HallOutcome), outcome =>
                EventTexts.Sealed(database.Texts, hall, outcome), HallJsonContext.Default.HallOutcome));
        transaction.Commit();
        after?.Invoke("beside");
        return done;

        int Each(string select, string update, Func<string, string, string?> convert)
        {
            var changed = new List<object[]>();
            using (var command = SealedBatches.Command(connection, transaction, select))
            {
                using var reader = command.ExecuteReader();
                while (reader.Read())
                {
                    if (Tried(() => convert(reader.GetString(0), reader.GetString(2))) is { } text)
                    {
                        changed.Add([reader.GetString(0), reader.GetValue(1), text, reader.GetString(3)]);
                    }
                }
            }

            changed.ForEach(row => SealedBatches.Run(connection, transaction, update, update.Contains("$4", StringComparison.Ordinal) ? row
                : row[..3]));
            return changed.Count;
        }
    }

    private static string? Changed<T>(T read, Func<T, T> convert, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
        where T : class => convert(read) is var converted && ReferenceEquals(converted, read) ? null : StoredJson.Write(converted, shape);

    // One that cannot be read is told of by the check of its own store.
    private static string? Tried(Func<string?> convert)
    {
        try
        {
            return convert();
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException)
        {
            return null;
        }
    }

    private static (long Last, List<(long Sequence, TicketEvent Event, string Payload)> Found) Events(SqliteConnection connection,
        string hall, long after)
    {
        var found = new List<(long, TicketEvent, string)>();
        var last = 0L;
        using var command = SealedBatches.Command(connection, null,
            "SELECT Sequence, Type, Version, Payload FROM journal WHERE Hall = $1 AND Sequence > $2 AND "
                + $"{WithTexts} ORDER BY Sequence LIMIT $3",
            hall, after, AtOnce);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            last = reader.GetInt64(0);
            if (EventJson.TryRead(reader.GetString(1), reader.GetInt32(2), reader.GetString(3)) is TicketEvent happened)
            {
                found.Add((last, happened, reader.GetString(3)));
            }
        }

        return (last, found);
    }

    private static bool IsSealed(string text) => text.Contains(TextVault.Beginning, StringComparison.Ordinal);
}
