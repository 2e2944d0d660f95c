using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Ratings;

/// <summary>
/// Compares what stands around the chain with it: whoever cannot change a chained rating may still try to set one aside without
/// a case, to change the sums that pages show, or the journal from which everything is made again. Each is found by another record.
/// </summary>
public static class FiguresCheck
{
    private const int Shown = 10;

    /// <summary>Names what does not agree in a hall, each a sentence; nothing when all is well.</summary>
    /// <param name="connection">An open connection.</param>
    /// <param name="moment">The moment that is looked at.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="ratings">Whether ratings are compared with the journal.</param>
    /// <param name="asides">Whether what was set aside is compared with the journal and the chain.</param>
    /// <param name="days">The hall's days whose sums are compared with the rows, and whose legs with their ratings.</param>
    public static IReadOnlyList<string> Faults(SqliteConnection connection, SqliteTransaction moment, HallId hall, bool ratings,
        bool asides, IReadOnlyCollection<long> days)
    {
        List<string> faults = [];
        if (ratings)
        {
            faults.AddRange(Found(connection, moment, hall,
                Unlike("SELECT Ticket, Leg, Level FROM feedback WHERE Hall = $hall AND Occasion = 1",
                    Journal("feedback-given", ", json_extract(Payload, '$.level')"))));
        }

        if (asides)
        {
            faults.AddRange(Found(connection, moment, hall,
                Unlike("SELECT Ticket, Leg, 'set aside' FROM feedback_aside WHERE Hall = $hall",
                    $"{Journal("feedback-set-aside", ", 'set aside'")} {IfRated}")));
            faults.AddRange(Found(connection, moment, hall,
                Unlike("SELECT Ticket, Leg, 'aside ' || \"Case\" FROM feedback_aside WHERE Hall = $hall",
                    $"SELECT Ticket, Leg, 'aside ' || Comment FROM feedback WHERE Hall = $hall AND Occasion = {RatingOccasion.Aside}")));
        }

        if (days.Count > 0)
        {
            var of = string.Join(", ", days);
            faults.AddRange(Found(connection, moment, hall, $"{OtherPlaces} AND r.Day IN ({of})"));
            faults.AddRange(Rows(connection, moment, hall, Sums(of))
                .Select(row =>
                    $"the sums of {NameOf((TallyScope)(long)row[0], $"{row[3]}")} on "
                        + $"{DayText.Of(DateOnly.FromDayNumber((int)(long)row[1]))} are not those of the rows."));
        }

        return faults.Count <= Shown ? faults : [.. faults.Take(Shown), Invariant($"{faults.Count - Shown} more do not agree.")];
    }

    private static string IfRated =>
        "AND EXISTS (SELECT 1 FROM feedback r WHERE r.Hall = $hall AND r.Occasion = 1 AND r.Ticket = json_extract(Payload, '$.ticket') "
            + "AND r.Leg = json_extract(Payload, '$.leg'))";

    private static string OtherPlaces => """
        SELECT r.Ticket, r.Leg, 'place', 'rating' FROM feedback r JOIN legs l ON l.Hall = r.Hall AND l.Ticket = r.Ticket AND l.Leg = r.Leg
        WHERE r.Hall = $hall AND r.Occasion = 1 AND (l.Teller <> r.Teller OR l.Counter <> r.Counter OR l.Service <> r.Service
            OR l.Zone <> r.Zone OR l.Day <> r.Day OR l.Hour <> r.Hour)
        """;

    // What the hub kept while it ran against the same count made from the rows in one go.
    private static string Sums(string days) => $"""
        WITH {TallyCount.CountedOf($"AND l.Day IN ({days})")},
        kept AS (SELECT Scope, Day, Hour, "Key", Zone, {TallyCount.Columns} FROM tallies
            WHERE Hall = $hall AND Day IN ({days}) AND ({TallyColumns.Listed(TallyColumns.OfRows, " <> 0 OR ")} <> 0))
        SELECT * FROM (SELECT * FROM (SELECT * FROM counted EXCEPT SELECT * FROM kept) UNION ALL SELECT * FROM (SELECT * FROM kept
            EXCEPT SELECT * FROM counted)) GROUP BY 1, 2, 3, 4
        """;

    private static string Journal(string type, string level) =>
        $"SELECT json_extract(Payload, '$.ticket'), json_extract(Payload, '$.leg'){level} FROM journal WHERE Hall = $hall AND Type = "
            + $"'{type}'";

    private static string Unlike(string rows, string journal) =>
        $"SELECT *, 'rating' FROM (SELECT * FROM ({rows}) EXCEPT SELECT * FROM ({journal})) UNION ALL SELECT *, 'journal' FROM (SELECT "
            + $"* FROM ({journal}) EXCEPT SELECT * FROM ({rows}))";

    private static IEnumerable<string> Found(SqliteConnection connection, SqliteTransaction moment, HallId hall, string sql) =>
        Rows(connection, moment, hall, sql).Select(row => $"{row[2]}" switch
    {
        "place" =>
            $"the leg of the rating of ticket {row[0]}, leg {row[1]}, names another teller, counter, service or hour than the rating.",
        "set aside" when $"{row[3]}" == "rating" =>
            $"the rating of ticket {row[0]}, leg {row[1]}, is set aside, and the journal knows nothing of it.",
        "set aside" => $"the rating of ticket {row[0]}, leg {row[1]}, was set aside as the journal has it, and counts all the same.",
        var aside when aside.StartsWith("aside ", StringComparison.Ordinal) => $"{row[3]}" == "rating"
            ? $"the rating of ticket {row[0]}, leg {row[1]}, is set aside by {aside[6..]}, and the chain of ratings knows nothing of it."
            : $"the rating of ticket {row[0]}, leg {row[1]}, was set aside by {aside[6..]} as the chain of ratings has it, and is not "
                + "so now.",
        var level when $"{row[3]}" == "rating" => $"the rating of ticket {row[0]}, leg {row[1]}, is {level}, and not so in the journal.",
        var level => $"the journal has {level} for ticket {row[0]}, leg {row[1]}, and the ratings have not.",
    });

    private static string NameOf(TallyScope scope, string key) =>
        scope == TallyScope.Hall ? "the hall" : $"{scope.ToString().ToLowerInvariant()} {key}";

    private static List<object[]> Rows(SqliteConnection connection, SqliteTransaction moment, HallId hall, string sql)
    {
        using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, moment);
        command.Parameters.AddWithValue("$hall", hall.Value);
        using var reader = command.ExecuteReader();
        var rows = new List<object[]>();
        while (reader.Read())
        {
            var row = new object[reader.FieldCount];
            reader.GetValues(row);
            rows.Add(row);
        }

        return rows;
    }
}
