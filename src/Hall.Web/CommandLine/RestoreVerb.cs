using System.CommandLine;
using Hall.Devices.Supervision;
using Hall.Hub.Audit;
using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Hub.Hosting;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.CommandLine;

/// <summary><c>hall restore FOLDER</c>: puts a backup in the place of what is there, which is kept under other names.</summary>
public static class RestoreVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var file = new Argument<string>("FOLDER") { Description = "A set that 'hall backup' made, or a single copy of the journal." };
        var data = CommonOptions.Data();
        var demo = CommonOptions.Demo();
        var command = new Command("restore", "Puts a backup in the place of what is there. Stop the hub first.") { file, data, demo };
        command.SetAction(parsed =>
        {
            var (place, folder) = (parsed.GetValue(file)!, DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)));
            return Directory.Exists(place) ? RunSet(place, folder) : Run(place, folder);
        });
        return command;
    }

    private static int RunSet(string folder, string dataFolder)
    {
        var (manifest, fault) = BackupSet.Read(folder);
        fault ??= SetRestore.FaultIn(folder, manifest!);
        if (fault is not null)
        {
            Console.Error.WriteLine($"{folder} is not restored: {fault}");
            return 1;
        }

        try
        {
            OwnedFolder.Make(dataFolder);

            // Held until the end: a hub that is started meanwhile must not open a database that is being exchanged.
            using var claim = FolderClaim.TryOf(dataFolder, DataFolderClaim.FileName);
            if (claim is null || BackupSet.Databases.Any(name => IsInUse(Path.Combine(dataFolder, name))))
            {
                Console.Error.WriteLine($"A hub is using {dataFolder}. Stop it first, then restore.");
                return 1;
            }

            // A set of an older version holds the one secret of all contacts. Here each has a key of its own already, and what was erased
            // since stays so.
            var hasOwnKeys = File.Exists(Path.Combine(dataFolder, ContactCipher.KeysFile));
            var oldSecret = hasOwnKeys ? Path.Combine(folder, ContactCipher.KeyFile) : "";
            manifest = manifest! with { Files = [.. manifest.Files.Where(file => !hasOwnKeys || file.Name != ContactCipher.KeyFile)] };
            var kept = SetRestore.Run(folder, manifest, dataFolder);
            JournalHeads.SetAside(dataFolder, [.. manifest.Files.Select(file => file.Name)]);
            if (File.Exists(oldSecret) && File.Exists(Path.Combine(dataFolder, CaseStore.FileName)))
            {
                var keys = new ContactCipher(new HubOptions { DataFolder = dataFolder }).Keys;
                ContactConversion.Reseal(Path.Combine(dataFolder, CaseStore.FileName), File.ReadAllBytes(oldSecret), keys.Find);
            }

            Console.WriteLine(
                $"Restored {folder}, made "
                    + BackupSet.Text(manifest.MadeAt)
                    + (kept.Count == 0 ? "" : $"; what was there before is kept as {string.Join(", ", kept)}"));
            Console.WriteLine(ContactsWithoutKey(dataFolder) is var unread && unread > 0
                ? $"{unread} contacts of citizens have no key here and cannot be read. Put {ContactCipher.KeyFile} and "
                    + $"{ContactCipher.KeysFile} of the second place (HALL_KEYS_COPY) into {dataFolder} before the hub starts, or go "
                        + "without them."
                : "Every contact of citizens has its key.");
            return 0;
        }
        catch (Exception broken) when (broken is SqliteException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{folder} is not restored: {broken.Message}");
            return 1;
        }
    }

    private static int ContactsWithoutKey(string dataFolder)
    {
        if (!File.Exists(Path.Combine(dataFolder, CaseStore.FileName)))
        {
            return 0;
        }

        // No key is made here: the hub's own may still be put back.
        var cipher = File.Exists(Path.Combine(dataFolder, ContactCipher.KeyFile))
            ? new ContactCipher(new HubOptions { DataFolder = dataFolder })
            : null;
        using var connection =
            new SqliteConnection($"Data Source={Path.Combine(dataFolder, CaseStore.FileName)};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT Hall, Subject, Sealed FROM contacts";
        using var rows = command.ExecuteReader();
        var unread = 0;
        while (rows.Read())
        {
            unread += cipher?.Open((byte[])rows[2], rows.GetString(0), rows.GetString(1)) is null ? 1 : 0;
        }

        return unread;
    }

    private static int Run(string file, string dataFolder)
    {
        if (FaultIn(file) is { } unfit)
        {
            Console.Error.WriteLine($"{file} is not restored: {unfit}");
            return 1;
        }

        var database = Path.Combine(dataFolder, "hall.db");
        try
        {
            OwnedFolder.Make(dataFolder);

            // Held until the end: a hub that is started meanwhile must not open a database that is being exchanged.
            using var claim = FolderClaim.TryOf(dataFolder, DataFolderClaim.FileName);
            if (claim is null || IsInUse(database))
            {
                Console.Error.WriteLine($"A hub is using {database}. Stop it first, then restore.");
                return 1;
            }

            // What is there gives way only when the copy is whole beside it: a full disk leaves everything as it was.
            var fresh = $"{database}.restoring";
            File.Delete(fresh);
            DatabaseCopy.Make(file, fresh);
            var kept = Keep(database);
            File.Move(fresh, database);
            JournalHeads.SetAside(dataFolder, []);
            Console.WriteLine(kept is null ? $"Restored {file}" : $"Restored {file}; what was there before is kept as {kept}");
            return 0;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"{file} is not restored: {fault.Message}");
            return 1;
        }
    }

    private static string? FaultIn(string file)
    {
        if (!File.Exists(file))
        {
            return "there is no such file.";
        }

        try
        {
            using var connection =
                new SqliteConnection(
                    new SqliteConnectionStringBuilder { DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT count(*) FROM journal";
            if (command.ExecuteScalar() is 0L)
            {
                return "it holds no hall.";
            }

            command.CommandText = "PRAGMA integrity_check(1)";
            return command.ExecuteScalar() is string and not "ok" and var damage
                ? $"it is damaged: {damage.ReplaceLineEndings(" ")}"
                : NewerIn(file);
        }
        catch (SqliteException broken)
        {
            return $"it is no backup of Hall: {broken.Message}";
        }
    }

    private static string? NewerIn(string file)
    {
        using var context =
            new HallDbContext(
                new DbContextOptionsBuilder<HallDbContext>().UseSqlite($"Data Source={file};Mode=ReadOnly;Pooling=False").Options);
        return context.Database.GetAppliedMigrations().Except(context.Database.GetMigrations()).FirstOrDefault() is { } newer
            ? $"a newer version of Hall wrote it ({newer}); install that version first."
            : null;
    }

    private static bool IsInUse(string database)
    {
        if (!File.Exists(database))
        {
            return false;
        }

        try
        {
            // In WAL mode an exclusive lock is only granted when nobody else has the database open.
            using var connection =
                new SqliteConnection(
                    new SqliteConnectionStringBuilder { DataSource = database, Pooling = false, DefaultTimeout = 1 }.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "PRAGMA journal_mode=DELETE";
            return command.ExecuteScalar() is "wal";
        }
        catch (SqliteException locked) when (locked.SqliteErrorCode is 5 or 6)
        {
            return true;
        }
        catch (SqliteException)
        {
            // A damaged database is in nobody's use; it is what a restore is for.
            return false;
        }
    }

    private static string? Keep(string database)
    {
        if (!File.Exists(database))
        {
            return null;
        }

        var number = 1;
        while (File.Exists($"{database}.before-restore-{number}"))
        {
            number++;
        }

        var kept = $"{database}.before-restore-{number}";
        File.Move(database, kept);
        foreach (var part in new[] { "-wal", "-shm" })
        {
            if (File.Exists(database + part))
            {
                File.Move(database + part, kept + part);
            }
        }

        return kept;
    }
}
