using Hall.Core.Identifiers;
using Hall.Hub.Erasure;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares everything in a data folder that can be compared: databases with themselves, journals with what is derived from them, the
/// chain of
/// ratings and the audit with their seals, accounts, screens, keys, cases and complaints with the audit, and the files with each other.
/// </summary>
/// <param name="dataFolder">The data folder, also while a hub runs on it.</param>
/// <param name="since">The first business day that is looked at; null for all. Heads and ends of earlier days are compared all the
/// same.</param>
/// <param name="say">Is told what was found whole; null when nobody listens.</param>
public sealed class FolderVerification(string dataFolder, DateOnly? since = null, Action<string>? say = null)
{
    private readonly HubAlerts _alerts = new(TimeProvider.System);

    /// <summary>What is wrong, each a sentence; nothing when all is well.</summary>
    public IEnumerable<string> Faults()
    {
        var rows = new RowGuard(_alerts);
        var database = new JournalDatabase(new HubOptions { DataFolder = dataFolder }, TimeProvider.System,
            NullLogger<JournalDatabase>.Instance, rows);

        // It takes a processor of its own for as long as the disk is slow.
        var integrity = Task.Run(() => since is null ? DatabaseDamage(database) : null);
        List<HallId> halls = [];
        string? unreadable = null;
        try
        {
            halls.AddRange(database.Halls());
        }
        catch (SqliteException fault)
        {
            unreadable = fault.Message;
        }

        List<string> faults = [.. unreadable is null ? halls.SelectMany(hall => OfHall(database, hall)) : []];
        if ((unreadable ?? integrity.GetAwaiter().GetResult()) is { } damage)
        {
            yield return $"The database is damaged: {damage}";
            yield break;
        }

        foreach (var fault in faults.Concat(StoreCheck.Faults(dataFolder, rows, Say)).Concat(StoreCheck.Unreadable(database, _alerts)))
        {
            yield return fault;
        }

        foreach (var fault in ErasureCheck.Faults(dataFolder))
        {
            yield return $"Texts: {fault}";
        }

        foreach (var fault in AuditCheck.Faults(dataFolder, Say))
        {
            yield return $"Audit: {fault}";
        }
    }

    private IEnumerable<string> OfHall(JournalDatabase database, HallId hall)
    {
        // An older version's file is compared once the next start has brought it up to date.
        if (IsOld(database))
        {
            Say($"Hall {hall}: the database was written by an older version; its next start brings it up to date, and then it can be "
                + "compared.");
            return [];
        }

        if (!File.Exists(Path.Combine(dataFolder, RatingChain.KeyFile)))
        {
            return [
                $"Hall {hall}: the key of the chain of ratings, {RatingChain.KeyFile}, is not in the data folder; put it back from "
                    + "where it is kept."];
        }

        try
        {
            return [.. new HallVerification(database, hall, dataFolder, since, AuditOf(hall), whole => Say($"Hall {hall}: {whole}"))
                .Faults().Select(fault => $"Hall {hall}: {fault}")];
        }
        catch (Exception fault) when (fault is SqliteException or InvalidDataException or HubStartException)
        {
            return [$"Hall {hall}: it cannot be compared: {fault.Message}"];
        }
    }

    private Dictionary<long, AuditEntry>? AuditOf(HallId hall)
    {
        var file = Path.Combine(dataFolder, "people.db");
        if (!File.Exists(file))
        {
            return null;
        }

        try
        {
            using var people = new PeopleDbContext(new DbContextOptionsBuilder<PeopleDbContext>()
                .UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False").Options);
            return AuditedEventsCheck.Read(people, hall);
        }
        catch (SqliteException)
        {
            // The check of the audit itself tells of it.
            return null;
        }
    }

    private static bool IsOld(JournalDatabase database)
    {
        using var context = new HallDbContext(new DbContextOptionsBuilder<HallDbContext>().UseSqlite(database.ConnectionString).Options);
        return context.Database.GetPendingMigrations().Any();
    }

    private static string? DatabaseDamage(JournalDatabase database)
    {
        try
        {
            using var connection = new SqliteConnection(database.ConnectionString);
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is string and not "ok" and var found ? found : null;
        }
        catch (SqliteException fault)
        {
            return fault.Message;
        }
    }

    private void Say(string whole) => say?.Invoke(whole);
}
