using System.CommandLine;
using System.Globalization;
using Hall.Hub.Verification;
using Hall.Storage.Hosting;

namespace Hall.Web.CommandLine;

/// <summary><c>hall verify</c>: compares everything in a data folder that can be compared.</summary>
public static class VerifyVerb
{
    private const string Day = "yyyy-MM-dd";

    /// <summary>Makes the verb.</summary>
    public static Command Create()
    {
        var data = CommonOptions.Data();
        var demo = CommonOptions.Demo();
        var since = new Option<string?>("--since")
        {
            Description =
                "Only what happened since this business day (YYYY-MM-DD); of earlier days the sealed heads are compared. For every "
                    + "night; without it everything is compared.",
        };
        var command = new Command("verify",
            "Checks the database, every event of the journal, the chain of ratings and what is counted from it, and the audit.")
            { data, demo, since };
        command.SetAction(parsed => Run(DataFolder.Resolve(parsed.GetValue(data), parsed.GetValue(demo)), parsed.GetValue(since)));
        return command;
    }

    private static int Run(string dataFolder, string? since)
    {
        if (!File.Exists(Path.Combine(dataFolder, "hall.db")))
        {
            Console.Error.WriteLine($"There is no database in {dataFolder}. Name the hub's data folder with --data.");
            return 1;
        }

        DateOnly? first = null;
        if (since is not null)
        {
            if (!DateOnly.TryParseExact(since, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                Console.Error.WriteLine($"--since {since} is no day. Write it as year, month and day, such as --since 2026-03-31.");
                return 1;
            }

            if (day > DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(1))
            {
                Console.Error.WriteLine($"--since {since} lies ahead; there is nothing to compare yet. Name a day that has begun.");
                return 1;
            }

            first = day;
        }

        var faults = new FolderVerification(dataFolder, first, Console.WriteLine).Faults().ToList();
        faults.ForEach(Console.Error.WriteLine);
        return faults.Count == 0 ? 0 : 1;
    }

    /// <summary>What is wrong with the databases in a folder; nothing when all is well.</summary>
    internal static IEnumerable<string> Faults(string dataFolder) => new FolderVerification(dataFolder).Faults();
}
