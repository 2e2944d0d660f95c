using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Storage.Data;
using Hall.Storage.Events;
using Hall.Storage.Journal;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Upgrades;

/// <summary>
/// Writes legs, ratings and tallies from the journal for halls that have none, as after an upgrade from a version that did not
/// keep them. The journal is the truth; what reports read can always be made from it again.
/// </summary>
public static class RatingRebuild
{
    private const int EntriesAtOnce = 256;

    /// <summary>Rebuilds every hall whose chain was never begun.</summary>
    public static void Run(JournalDatabase database, IReadOnlyList<HallId> halls)
    {
        using var connection = database.OpenWriter();
        new PartUpgrade(database, connection).Run(halls);
        using var known = connection.CreateCommand();
        known.CommandText = "SELECT COUNT(*) FROM feedback_heads WHERE Hall = $hall";
        var hallParameter = known.Parameters.AddWithValue("$hall", "");
        foreach (var hall in halls)
        {
            hallParameter.Value = hall.Value;
            if (known.ExecuteScalar() is 0L)
            {
                using var transaction = connection.BeginTransaction();
                using var statements = new RatingStatements(connection, database.Chain);
                foreach (var batch in Batches(database, hall))
                {
                    statements.Write(batch, transaction);
                }

                transaction.Commit();
            }
        }

        ChainAsides(database, connection);
    }

    // A version that kept no setting aside in the chain left a list of those it had when it was replaced; it is worked off once.
    private static void ChainAsides(JournalDatabase database, SqliteConnection connection)
    {
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'asides_to_chain'");
        if (command.ExecuteScalar() is 0L)
        {
            return;
        }

        command.CommandText = """SELECT Hall, Ticket, Leg, At, "Case" FROM asides_to_chain ORDER BY At""";
        var asides = new List<FeedbackAsideRow>();
        using (var reader = command.ExecuteReader())
        {
            while (reader.Read())
            {
                asides.Add(new()
                {
                    Hall = reader.GetString(0), Ticket = reader.GetInt64(1), Leg = reader.GetInt32(2),
                    At = DateTimeOffset.FromUnixTimeMilliseconds(reader.GetInt64(3)), Case = reader.GetString(4),
                });
            }
        }

        using (var statements = new RatingStatements(connection, database.Chain))
        {
            statements.Chain(asides, transaction);
        }

        command.CommandText = "DROP TABLE asides_to_chain";
        command.ExecuteNonQuery();
        transaction.Commit();
    }

    private static IEnumerable<JournalBatch> Batches(JournalDatabase database, HallId hall)
    {
        var state = new HallState();
        var entries = new List<JournalEntry>();
        var tickets = new Dictionary<TicketId, Ticket>();
        foreach (var entry in database.EntriesAfter(hall, 0, asStored: true))
        {
            state.Apply(entry.Event, entry.At);
            entries.Add(entry);
            var id = entry.Event switch { TicketEvent about => about.Ticket, ActionUndone undone => undone.Ticket, _ => null };
            if (id is { } changed && state.Tickets.TryGetValue(changed, out var ticket))
            {
                tickets[changed] = ticket;
            }

            if (entries.Count == EntriesAtOnce)
            {
                yield return new(hall, entries, tickets.Values, [], []) { Plan = state.IsFounded ? state.Plan : null };
                entries.Clear();
                tickets.Clear();
            }
        }

        yield return new(hall, entries, tickets.Values, [], []) { Plan = state.IsFounded ? state.Plan : null };
    }
}
