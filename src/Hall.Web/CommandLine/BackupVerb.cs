using System.CommandLine;
using Hall.Hub.Backups;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;

namespace Hall.Web.CommandLine;

/// <summary><c>hall backup FOLDER</c>: one consistent set of everything that the hub keeps, also while the hub runs.</summary>
public static class BackupVerb
{
    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var place = new Argument<string>("FOLDER")
        {
            Description =
                "Where the set goes; must not exist yet. A name that ends with .db gets a copy of the journal alone, as older versions "
                    + "made it.",
        };
        var data = CommonOptions.Data();
        var demo = CommonOptions.Demo();
        var withoutKeys = new Option<bool>("--without-keys")
            { Description = "Leave the secrets out; keep them elsewhere, because a set cannot be used without them." };
        var keysTo = new Option<string?>("--keys-to")
            { Description = "A folder elsewhere, such as a stick, that gets all keys as they are now; must exist." };
        var command = new Command("backup", "Makes one consistent set of all databases, settings and keys, also while the hub runs.")
            { place, data, demo, withoutKeys, keysTo };
        command.SetAction(parsed =>
            Run(parsed.GetValue(place)!, DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)), !parsed.GetValue(withoutKeys),
                parsed.GetValue(keysTo)));
        return command;
    }

    private static int Run(string place, string dataFolder, bool keys, string? keysTo)
    {
        var database = Path.Combine(dataFolder, "hall.db");
        if (!File.Exists(database))
        {
            Console.Error.WriteLine($"There is no database in {dataFolder}. Name the hub's data folder with --data.");
            return 1;
        }

        if (File.Exists(place) || Directory.Exists(place))
        {
            Console.Error.WriteLine($"{place} exists already; a backup never overwrites. Choose another name.");
            return 1;
        }

        try
        {
            if (place.EndsWith(".db", StringComparison.OrdinalIgnoreCase))
            {
                DatabaseCopy.Make(database, place);
                Console.WriteLine($"Copied to {place}");
                Console.WriteLine(
                    "It holds the journal and its reports alone. Name a folder instead, and accounts, cases, complaints and keys are "
                        + "copied with it.");
                return 0;
            }

            var manifest = BackupSet.Make(dataFolder, place, keys, TimeProvider.System.GetUtcNow());
            Console.WriteLine($"Copied to {place}: {string.Join(", ", manifest.Files.Select(file => file.Name))}");
            Console.WriteLine(keys
                ? "Secrets are in it: guard the folder as the data folder itself."
                : "Keys are not in it: keep the files *.key of the data folder elsewhere, or codes do not open and chains cannot be "
                    + "checked.");
            Console.WriteLine(
                $"{string.Join(", ", BackupSet.NeverCopied)} are never in it, because what is erased here must be unreadable there, "
                    + "too: HALL_KEYS_COPY or --keys-to takes them to another place.");
            if (keysTo is not null)
            {
                KeysCopy.Make(dataFolder, keysTo);
                Console.WriteLine($"All keys as they are now: {keysTo}");
            }

            return 0;
        }
        catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Console.Error.WriteLine($"The copy could not be made: {fault.Message}");
            return 1;
        }
    }
}
