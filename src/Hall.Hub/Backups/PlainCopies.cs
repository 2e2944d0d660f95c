using System.Globalization;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Backups;

/// <summary>
/// Copies that the hub made before it sealed free texts still hold them plain. They go thirty days after the first erasure, so that what
/// was erased is in no copy of the hub's a month later; until then, and where nothing is erased, they stay by their own rule.
/// </summary>
public sealed partial class PlainCopies(
    HubOptions options, JournalDatabase journal, PeopleStore people, TimeProvider time, StandstillReport report,
        ILogger<PlainCopies> logger)
    : Worker("plain-copies", time, report, logger)
{
    /// <summary>Days after an erasure until the last plain copy is gone.</summary>
    public const int Days = 30;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => RemoveAsync();

    /// <summary>Removes what is due.</summary>
    /// <returns>How many copies were removed.</returns>
    public async Task<int> RemoveAsync()
    {
        var today = DateOnly.FromDateTime(Time.GetUtcNow().UtcDateTime);
        if (journal.Texts.Keys.FirstErasedOn() is not { } first || today < first.AddDays(Days))
        {
            return 0;
        }

        var copies = Copies().Where(copy => !IsSealed(copy.Database)).ToList();
        if (copies.Count == 0)
        {
            return 0;
        }

        // Said before it is done: a hub that dies in between says it twice.
        await people.ChangeAsync(async change =>
        {
            await change.NoteAsync("hub", AuditKind.CopiesRemoved, "backups",
                string.Create(CultureInfo.InvariantCulture, $"{copies.Count} copies with texts that are not sealed"));
            return true;
        });
        foreach (var (path, _) in copies)
        {
            if (Directory.Exists(path))
            {
                Directory.Delete(path, recursive: true);
            }
            else
            {
                File.Delete(path);
                File.Delete($"{path}-wal");
                File.Delete($"{path}-shm");
            }
        }

        LogRemoved(Logger, copies.Count);
        return copies.Count;
    }

    private IEnumerable<(string Path, string Database)> Copies()
    {
        var backups = Path.Combine(options.DataFolder, "backups");

        // One that is being made is not looked at.
        foreach (var set in (Directory.Exists(backups) ? Directory.GetDirectories(backups) : [])
            .Where(set => !set.EndsWith(".part", StringComparison.Ordinal)))
        {
            if (Path.Combine(set, "hall.db") is var database && File.Exists(database))
            {
                yield return (set, database);
            }
        }

        string[] names = ["hall.db", "care.db", "people.db"];
        var single = (Directory.Exists(backups) ? Directory.GetFiles(backups, "*.db") : [])
            .Concat(names.SelectMany(name => Directory.GetFiles(options.DataFolder, $"{name}.before-*")))
            .Where(file => !file.EndsWith("-wal", StringComparison.Ordinal) && !file.EndsWith("-shm", StringComparison.Ordinal));
        foreach (var file in single)
        {
            yield return (file, file);
        }
    }

    // What cannot be looked into is not known to be sealed; a copy that cannot be read is no loss.
    private static bool IsSealed(string database)
    {
        try
        {
            using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = database,
                Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            return SealedBatches.IsDone(connection);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "{Count} copies of before free texts were sealed were removed, because something was erased a month ago")]
    private static partial void LogRemoved(ILogger logger, int count);
}
