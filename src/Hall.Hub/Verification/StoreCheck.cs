using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.Keys;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Verification;

/// <summary>Checks the databases beside the journal from the command line: that they are whole, and that each of their rows can be
/// read.</summary>
internal static class StoreCheck
{
    /// <summary>What is wrong with the files, each a sentence. Rows that cannot be read are told to the guard.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="rows">Is told of rows that cannot be read.</param>
    /// <param name="say">Is told what was found whole.</param>
    public static IEnumerable<string> Faults(string dataFolder, RowGuard rows, Action<string> say)
    {
        foreach (var name in BackupSet.Databases.Where(name => name != "hall.db" && File.Exists(Path.Combine(dataFolder, name))))
        {
            if (DatabaseCopy.FaultIn(Path.Combine(dataFolder, name)) is { } damage)
            {
                yield return $"{name} is damaged: {damage}";
            }
            else if (Look(dataFolder, name, rows, say) is { } fault)
            {
                yield return fault;
            }
        }
    }

    /// <summary>The rows of all databases that cannot be read, each store a sentence.</summary>
    public static IEnumerable<string> Unreadable(JournalDatabase journal, HubAlerts alerts)
    {
        journal.LookThrough();
        foreach (var alert in alerts.All.Where(alert => alert.Kind == AlertKind.RowUnreadable))
        {
            yield return $"{alert.Subject}: {alert.Arguments[0]} cannot be read: {alert.Arguments[1]}.";
        }
    }

    private static string? Look(string dataFolder, string name, RowGuard rows, Action<string> say)
    {
        try
        {
            if (name == "keys.db")
            {
                _ = new KeyStore(dataFolder, TimeProvider.System, rows).List();
            }

            if (name == "care.db")
            {
                using var care =
                    new CaseDbContext(
                        new DbContextOptionsBuilder<CaseDbContext>().UseSqlite(
                            $"Data Source={Path.Combine(dataFolder, name)};Mode=ReadOnly;Pooling=False").Options);

                // What an older version wrote is migrated at the next start, and looked through then.
                if (!care.Database.GetPendingMigrations().Any())
                {
                    var cipher = File.Exists(Path.Combine(dataFolder, ContactCipher.KeyFile))
                        ? new ContactCipher(new HubOptions { DataFolder = dataFolder })
                        : null;
                    StoredCasesCheck.LookAsync(care, rows, cipher).GetAwaiter().GetResult();
                    say($"Cases: {care.Cases.Count()} of bad reviews, {care.Complaints.Count()} complaints.");
                }
            }

            return null;
        }
        catch (Exception fault) when (fault is SqliteException or HubStartException)
        {
            return $"{name} cannot be checked: {fault.Message}";
        }
    }
}
