using Hall.Hub.Audit;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Hall.Storage.Sqlite;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Verification;

/// <summary>The audit checked from the command line, for whoever does not trust what the hub's own page says of it.</summary>
public static class AuditCheck
{
    private const string SecretName = "secret.key";

    /// <summary>What is wrong, each a sentence; nothing when all is well. </summary>
    /// <param name="dataFolder">The data folder, also while a hub runs on it.</param>
    /// <param name="say">Is told what was found whole; null to print it.</param>
    public static IReadOnlyList<string> Faults(string dataFolder, Action<string>? say = null)
    {
        say ??= Console.WriteLine;
        var options = new HubOptions { DataFolder = dataFolder };
        var file = Path.Combine(dataFolder, "people.db");
        if (!File.Exists(file))
        {
            say("Audit: there is no people.db in the data folder; nothing to check.");
            return [];
        }

        if (!File.Exists(Path.Combine(dataFolder, SecretName)))
        {
            return [$"the hub's secret, {SecretName}, is not in the data folder; put it back from where it is kept."];
        }

        try
        {
            using var context =
                new PeopleDbContext(
                    new DbContextOptionsBuilder<PeopleDbContext>().UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False").Options);
            var faults = new List<string>();
            var secret = new HubSecret(options);
            var trail = new AuditTrail(secret, TimeProvider.System);

            // Read before the rows: what the running hub adds meanwhile is in none of its lines.
            var day = new AuditHeads(options, secret, TimeProvider.System).FirstFaultAsync(context).GetAwaiter().GetResult();

            // All of the rest at one moment, while the hub goes on writing.
            context.Database.OpenConnection();
            context.Database.ExecuteSqlRaw("BEGIN");
            if (trail.FirstFaultAsync(context).GetAwaiter().GetResult() is { } row)
            {
                faults.Add($"row {row} or the one before it was changed, removed, put in or moved.");
            }

            // What an older version wrote has no sealed end; the next start makes it.
            if (!context.Database.GetPendingMigrations().Any() && !trail.EndsAtItsHeadAsync(context).GetAwaiter().GetResult())
            {
                faults.Add(
                    "it does not end where its sealed head says: rows were cut off at the end, or the head was taken away or made anew.");
            }

            faults.AddRange(AuditSources.Faults(context, Path.Combine(dataFolder, "hall.db")));
            faults.AddRange(JournalEnds(options, secret));
            var latest = Latest(context, options);
            faults.AddRange(Accounts(context, dataFolder, new(new(secret)), latest));
            if (Path.Combine(dataFolder, CaseStore.FileName) is var cases && File.Exists(cases))
            {
                using var care =
                    new CaseDbContext(
                        new DbContextOptionsBuilder<CaseDbContext>().UseSqlite($"Data Source={cases};Mode=ReadOnly;Pooling=False").Options);
                using var journal =
                    new HallDbContext(
                        new DbContextOptionsBuilder<HallDbContext>().UseSqlite(
                            $"Data Source={Path.Combine(dataFolder, "hall.db")};Mode=ReadOnly;Pooling=False").Options);
                faults.AddRange(care.Database.GetPendingMigrations().Any() || journal.Database.GetPendingMigrations().Any() ? []
                    : [.. AuditSources.CaseFaults(context, care),
                        .. new CaseCheck(care, journal, new(new(secret))).Faults(context, latest)]);
            }

            if (day is { } fault)
            {
                faults.Add($"the last row of {DayText.Of(fault)} is gone or another one: the end was cut off, or the audit was made anew.");
            }

            if (faults.Count == 0)
            {
                say($"Audit: {context.Audit.Count()} rows, each as it was written, in their order.");
            }

            return faults;
        }
        catch (Exception fault) when (fault is SqliteException or FormatException or HubStartException)
        {
            return [$"it cannot be checked: {fault.Message}"];
        }
    }

    private static DateTimeOffset Latest(PeopleDbContext context, HubOptions options)
    {
        using var connection =
            new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "hall.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            "SELECT MAX(At) FROM (SELECT (SELECT At FROM journal j WHERE j.Hall = o.Hall ORDER BY Sequence DESC LIMIT 1) AS At FROM "
                + "(SELECT DISTINCT Hall FROM openings) o)";
        var journal = InstantConverter.Of(command.ExecuteScalar() as long? ?? long.MinValue);
        var audit = context.Audit.AsNoTracking().OrderByDescending(row => row.Sequence).Select(row => (DateTimeOffset?)row.At)
            .FirstOrDefault() ?? DateTimeOffset.MinValue;
        return journal > audit ? journal : audit;
    }

    private static IEnumerable<string> JournalEnds(HubOptions options, HubSecret secret)
    {
        using var connection =
            new SqliteConnection($"Data Source={Path.Combine(options.DataFolder, "hall.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        var ends = new JournalHeads(options, secret, TimeProvider.System);
        var folder = Path.Combine(options.DataFolder, "heads");
        const string Suffix = ".journal.csv";
        return !Directory.Exists(folder)
            ? []
            : [.. Directory.EnumerateFiles(folder, $"*{Suffix}").Select(file => Path.GetFileName(file)[..^Suffix.Length])
                .Order(StringComparer.Ordinal)
            .Select(hall => (Hall: hall, Fault: ends.Fault(new(hall), connection))).Where(one => one.Fault is not null)
            .Select(one => $"hall {one.Hall}: {one.Fault}")];
    }

    private static IEnumerable<string> Accounts(PeopleDbContext context, string dataFolder, RowSeals seals, DateTimeOffset latest)
    {
        if (context.Database.GetPendingMigrations().Any())
        {
            return [];
        }

        var keys = File.Exists(Path.Combine(dataFolder, "keys.db"))
            ? KeysCheck.Faults(context, new KeyStore(dataFolder, TimeProvider.System).Stored(), latest)
            : context.Audit.Any(row => row.Kind == AuditKind.KeyCreated) ? ["keys were made, and there is no keys.db."] : [];
        return [.. AccountsCheck.Faults(context, seals), .. keys];
    }
}
