using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Journal;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;

namespace Hall.Storage.Upgrades;

/// <summary>
/// What a version left that kept neither the names of the past nor the zones of its tallies: names and zones are read from the publications
/// in the journal, and the tallies are counted anew from the rows. Done once, at the start after the migration that put them aside.
/// </summary>
internal sealed class PartUpgrade(JournalDatabase database, SqliteConnection connection)
{
    /// <summary>Works off what the migration put aside; nothing when there is none.</summary>
    public void Run(IEnumerable<HallId> halls)
    {
        using var transaction = connection.BeginTransaction();
        if (Scalar(transaction, "SELECT COUNT(*) FROM sqlite_master WHERE name = 'tallies_before'") is 0L)
        {
            return;
        }

        var strays = TallyColumns.All.Except(TallyColumns.OfRows).ToList();
        using (var tables = new RatingTables(connection))
        {
            tables.In(transaction);
            foreach (var hall in halls)
            {
                var parts = KeepParts(hall, tables);
                Do(transaction, hall, $"""
                    WITH {TallyCount.Counted}
                    INSERT INTO tallies (Scope, Day, Hour, "Key", Zone, {TallyCount.Columns}, Hall, {TallyColumns.Listed(strays)})
                    SELECT *, $hall, {string.Join(", ", strays.Select(_ => 0))} FROM counted WHERE true
                    """);
                tables.Add(hall.Value, Strays(transaction, hall, parts));
            }
        }

        Do(transaction, null, "DROP TABLE tallies_before");
        transaction.Commit();
    }

    private PartHistory KeepParts(HallId hall, RatingTables tables)
    {
        var parts = tables.PartsOf(hall);
        foreach (var (sequence, at, happened) in database.EventsOf(hall, "configuration-published"))
        {
            foreach (var row in happened is ConfigurationPublished published ? parts.Take(published.Configuration, sequence, at) : [])
            {
                tables.Insert(row);
            }
        }

        return parts;
    }

    // Presses stand in the journal, each with its counter; whose visit a second press was for is that of the rating before it.
    private TallyDeltas Strays(SqliteTransaction transaction, HallId hall, PartHistory parts)
    {
        var deltas = new TallyDeltas();
        var rated = new Dictionary<string, string>();
        TimeZoneInfo? timeZone = null;
        using var ratings = Command(transaction, hall,
            "SELECT At, Counter, Teller FROM feedback WHERE Hall = $hall AND Occasion = 1 ORDER BY Link");
        using var reader = ratings.ExecuteReader();
        var more = reader.Read();
        foreach (var (_, at, happened) in database.EventsOf(hall, EventNames.UnmatchedPress, "configuration-published"))
        {
            if (happened is ConfigurationPublished published)
            {
                timeZone = TimeZoneInfo.FindSystemTimeZoneById(published.Configuration.TimeZone);
            }

            if (happened is not UnmatchedPressCounted stray || timeZone is null)
            {
                continue;
            }

            for (; more && reader.GetInt64(0) <= at.ToUnixTimeMilliseconds(); more = reader.Read())
            {
                rated[reader.GetString(1)] = reader.GetString(2);
            }

            var (local, counter) = (TimeZoneInfo.ConvertTime(at, timeZone), stray.Counter.Value);
            deltas.Strayed(DateOnly.FromDateTime(local.DateTime).DayNumber, local.Hour, parts.ZoneOf(TallyScope.Counter, counter, at) ?? "",
                counter, stray.Kind,
                stray.Kind == UnmatchedPressKind.Second ? rated.GetValueOrDefault(counter) : null);
        }

        return deltas;
    }

    private SqliteCommand Command(SqliteTransaction transaction, HallId? hall, string sql)
    {
        var command = connection.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        if (hall is { } known)
        {
            command.Parameters.AddWithValue("$hall", known.Value);
        }

        return command;
    }

    private void Do(SqliteTransaction transaction, HallId? hall, string sql)
    {
        using var command = Command(transaction, hall, sql);
        command.ExecuteNonQuery();
    }

    private object? Scalar(SqliteTransaction transaction, string sql)
    {
        using var command = Command(transaction, null, sql);
        return command.ExecuteScalar();
    }
}
