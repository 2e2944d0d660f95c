using Hall.Web.Care;
using Hall.Web.Hub;
using Hall.Web.People;
using Hall.Web.Ratings;
using Hall.Web.Tokens;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Audit;

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
            using var context = new PeopleDbContext(new DbContextOptionsBuilder<PeopleDbContext>().UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False").Options);
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
                faults.Add("it does not end where its sealed head says: rows were cut off at the end, or the head was taken away or made anew.");
            }

            faults.AddRange(AuditSources.Faults(context, Path.Combine(dataFolder, "hall.db")));
            if (Path.Combine(dataFolder, CareStore.FileName) is var cases && File.Exists(cases))
            {
                using var care = new CareDbContext(new DbContextOptionsBuilder<CareDbContext>().UseSqlite($"Data Source={cases};Mode=ReadOnly;Pooling=False").Options);
                faults.AddRange(care.Database.GetPendingMigrations().Any() ? [] : AuditSources.CareFaults(context, care));
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
}
