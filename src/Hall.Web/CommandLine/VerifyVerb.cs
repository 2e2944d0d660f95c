using System.CommandLine;
using Hall.Core.Engine;
using Hall.Web.Audit;
using Hall.Web.Engine;
using Hall.Web.Erasure;
using Hall.Web.Hub;
using Hall.Web.Journal;
using Hall.Web.Ratings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.CommandLine;

/// <summary><c>hall verify</c>: checks the database and replays the journal from its last opening state.</summary>
public static class VerifyVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var demo = CommonOptions.Demo();
        var command = new Command("verify", "Checks the database, every event of the journal, the chain of ratings and what is counted from it, and the audit.") { data, demo };
        command.SetAction(parsed => Run(DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo))));
        return command;
    }

    private static int Run(string dataFolder)
    {
        if (!File.Exists(Path.Combine(dataFolder, "hall.db")))
        {
            Console.Error.WriteLine($"There is no database in {dataFolder}. Name the hub's data folder with --data.");
            return 1;
        }

        var faults = Faults(dataFolder).ToList();
        foreach (var fault in faults)
        {
            Console.Error.WriteLine(fault);
        }

        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>What is wrong with the database in a folder; nothing when all is well.</summary>
    internal static IEnumerable<string> Faults(string dataFolder)
    {
        var alerts = new HubAlerts(TimeProvider.System);
        var rows = new RowGuard(alerts);
        var database = new JournalDatabase(new HubOptions { DataFolder = dataFolder }, TimeProvider.System, NullLogger<JournalDatabase>.Instance, rows);
        string? damage = null;
        var halls = new List<Core.Identifiers.HallId>();
        try
        {
            damage = Integrity(database);
            halls.AddRange(database.Halls());
        }
        catch (SqliteException fault)
        {
            damage = fault.Message;
        }

        if (damage is not null)
        {
            yield return $"The database is damaged: {damage}";
            yield break;
        }

        foreach (var hall in halls)
        {
            var legs = LegsOf(database, hall);
            if (Check(database, hall, legs) is { } fault)
            {
                yield return $"Hall {hall}: {fault}";
            }
            else
            {
                foreach (var unlike in legs?.Faults() ?? [])
                {
                    yield return $"Hall {hall}: {unlike}";
                }
            }

            foreach (var broken in CheckRatings(database, hall, dataFolder))
            {
                yield return $"Hall {hall}: {broken}";
            }
        }

        foreach (var fault in StoreCheck.Faults(dataFolder, rows).Concat(StoreCheck.Unreadable(database, alerts)))
        {
            yield return fault;
        }

        foreach (var fault in ErasureCheck.Faults(dataFolder))
        {
            yield return $"Texts: {fault}";
        }

        foreach (var fault in AuditCheck.Faults(dataFolder))
        {
            yield return $"Audit: {fault}";
        }
    }

    /// <summary>A database that an older version wrote has no chain yet; the next start makes it.</summary>
    private static IReadOnlyList<string> CheckRatings(JournalDatabase database, Core.Identifiers.HallId hall, string dataFolder)
    {
        if (!File.Exists(Path.Combine(dataFolder, RatingChain.KeyFile)))
        {
            return [$"the key of the chain of ratings, {RatingChain.KeyFile}, is not in the data folder; put it back from where it is kept."];
        }

        try
        {
            using var connection = new SqliteConnection(database.ConnectionString);
            connection.Open();
            var (rows, faults) = new ChainCheck(database.Chain).Check(connection, hall, ExportedHead.Last(ExportedHead.FileOf(dataFolder, hall.Value)));
            faults = [.. faults, .. FiguresCheck.Faults(connection, hall)];
            if (faults.Count == 0)
            {
                Console.WriteLine($"Hall {hall}: {rows} ratings, each as it was given, in their order.");
            }

            return faults;
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException or HubStartException)
        {
            return [$"the ratings cannot be checked: {fault.Message}"];
        }
    }

    // What cannot be read is told by the check of the ratings.
    private static LegsCheck? LegsOf(JournalDatabase database, Core.Identifiers.HallId hall)
    {
        try
        {
            using var connection = new SqliteConnection(database.ConnectionString);
            connection.Open();
            return LegsCheck.Read(connection, hall);
        }
        catch (SqliteException)
        {
            return null;
        }
    }

    private static string? Integrity(JournalDatabase database)
    {
        using var connection = new SqliteConnection(database.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return command.ExecuteScalar() is string and not "ok" and var found ? found : null;
    }

    private static string? Check(JournalDatabase database, Core.Identifiers.HallId hall, LegsCheck? legs)
    {
        var expected = 1L;
        var state = new HallState();
        try
        {
            foreach (var entry in database.EntriesAfter(hall, 0, asStored: true))
            {
                if (entry.Sequence != expected)
                {
                    return $"event {expected} is missing.";
                }

                if (legs is null)
                {
                    state.Apply(entry.Event, entry.At);
                }
                else
                {
                    legs.Play(state, entry);
                }

                expected++;
            }
        }
        catch (Exception fault) when (fault is InvalidDataException or System.Text.Json.JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return $"event {expected} cannot be read or does not follow from those before it: {fault.Message}";
        }

        Console.WriteLine($"Hall {hall}: {expected - 1} events, all there, all readable.");
        return null;
    }
}
