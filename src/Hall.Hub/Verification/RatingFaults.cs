using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Data;
using Hall.Storage.Journal;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Verification;

/// <summary>Names the ratings whose words, reasons, way or time are not the same in the journal and in the chain.</summary>
internal static class RatingFaults
{
    private const int Shown = 10;

    /// <summary>Compares the ratings of some ranges of tickets one by one.</summary>
    public static IReadOnlyList<string> Of(JournalDatabase database, SqliteConnection connection, SqliteTransaction moment, HallId hall,
        HallScope scope, PartHistory parts, IReadOnlySet<long> keys)
    {
        Dictionary<(long Ticket, int Leg), MarkSums> unlike = [];
        var state = new HallState();
        foreach (var entry in database.EventsOf(hall, "feedback-given", "feedback-explained", "feedback-followed-up")
            .TakeWhile(entry => entry.Sequence <= scope.Last))
        {
            var (ticket, leg) = entry.Event switch
            {
                FeedbackGiven given => (given.Ticket.Value, given.Leg),
                FeedbackExplained why => (why.Ticket.Value, why.Leg),
                FeedbackFollowedUp again => (again.Ticket.Value, again.Leg),
                _ => (0, 0),
            };
            if (ticket >= scope.Floor && keys.Contains(VisitsCheck.KeyOf(ticket)))
            {
                var one = new RatingsCheck(parts, ticket, false);
                one.After(state, entry);
                Of(unlike, (ticket, leg)).Include(one.Ratings);
            }
        }

        var stored = keys.SelectMany(key => Stored(connection, moment, hall, key)).Where(row => row.Ticket >= scope.Floor)
            .ToLookup(row => (row.Ticket, row.Leg));
        List<string> faults =
        [
            .. unlike.Keys.Union(stored.Select(rows => rows.Key)).Order().Where(visit =>
            {
                var sums = new MarkSums();
                foreach (var mark in stored[visit].Select(RatingMarks.Of).OfType<Mark>())
                {
                    sums.Add(VisitsCheck.KeyOf(visit.Ticket), mark);
                }

                return sums.Unlike(Of(unlike, visit)).Count > 0;
            }).Select(visit =>
                Invariant(
                    $"the rating of ticket {visit.Ticket}, leg {visit.Leg}, has other words, reasons, times or places in the journal than ")
                    + "in the chain of ratings."),
        ];
        return faults.Count <= Shown ? faults : [.. faults.Take(Shown), Invariant($"{faults.Count - Shown} more ratings do not agree.")];
    }

    private static MarkSums Of(Dictionary<(long, int), MarkSums> sums, (long, int) visit)
    {
        if (!sums.TryGetValue(visit, out var known))
        {
            sums[visit] = known = new();
        }

        return known;
    }

    private static IEnumerable<FeedbackRow> Stored(SqliteConnection connection, SqliteTransaction moment, HallId hall, long key)
    {
        var (from, to) = VisitsCheck.RangeOf(key);
        using var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (moment, """
            SELECT Ticket, Leg, Occasion, At, Counter, Teller, Level, Reasons, Comment, Channel FROM feedback WHERE Hall = $hall
                AND Ticket BETWEEN $from AND $to
            """);
        command.Parameters.AddWithValue("$hall", hall.Value);
        command.Parameters.AddWithValue("$from", from);
        command.Parameters.AddWithValue("$to", to);
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            yield return new()
            {
                Hall = hall.Value, Link = 0, Ticket = reader.GetInt64(0), Leg = reader.GetInt32(1), Occasion = reader.GetInt32(2),
                    At = InstantConverter.Of(reader.GetInt64(3)), Day = 0, Hour = 0,
                Zone = "", Service = "", Counter = reader.GetString(4), Teller = reader.GetString(5), Level = reader.GetString(6),
                    Reasons = reader.GetString(7),
                Comment = Columns.Text(reader, 8), Channel = reader.GetString(9), Seal = [], Mac = [],
            };
        }
    }
}
