using Hall.Storage.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Sqlite;

/// <summary>Brings a database beside the journal's up to date, after a copy of what was there: the way back to the program
/// before.</summary>
public static class CopiedMigration
{
    /// <summary>Creates or migrates the file. A pending migration on one that exists copies it first, as <c>FILE.before-VERSION</c>, over
    /// an older copy of that version.</summary>
    /// <exception cref="HubStartException">It was written by a newer program.</exception>
    /// <returns>The migrations that were carried out.</returns>
    public static IReadOnlyList<string> Apply(DbContext context, string file)
    {
        ArgumentNullException.ThrowIfNull(context);
        var applied = new FileInfo(file) is { Exists: true, Length: > 0 } ? context.Database.GetAppliedMigrations().ToList() : [];
        if (applied.Except(context.Database.GetMigrations()).FirstOrDefault() is { } newer)
        {
            throw new HubStartException(
                $"The database {file} was written by a newer version of Hall ({newer}). Install that version, or put the copy made "
                    + "before the upgrade back.");
        }

        var pending = context.Database.GetPendingMigrations().ToList();
        if (pending.Count == 0)
        {
            return pending;
        }

        if (applied.Count > 0)
        {
            var copy = $"{file}.before-{applied[^1]}";
            File.Delete(copy);
            context.Database.ExecuteSql($"VACUUM INTO {copy}");

            // A hub that was killed within a migration leaves its lock behind, and the next would wait for it for ever.
            context.Database.ExecuteSqlRaw("DROP TABLE IF EXISTS \"__EFMigrationsLock\"");
        }

        context.Database.Migrate();
        return pending;
    }
}
