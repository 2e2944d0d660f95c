using System.Globalization;
using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;

namespace Hall.Hub.Backups;

/// <summary>
/// A consistent set of everything that the hub keeps each night, in <c>backups/</c> of the data folder, one folder a day. A copy counts
/// only after it was opened and checked; older ones go by <see cref="BackupRule"/>. What lies on the same disk is no protection
/// against that disk: carry the folder elsewhere.
/// </summary>
public sealed partial class NightlyBackup(
    HubOptions options, IHallDirectory halls, HubAlerts alerts, TimeProvider time, StandstillReport report, ILogger<NightlyBackup> logger)
    : Worker("nightly-backup", time, report, logger)
{
    private const int Hour = 3;
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(30);
    private DateOnly? _keysOf;
    private readonly DateTimeOffset _started = time.GetUtcNow();

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMinutes(5);

    // Years of a large hall take their time to be copied and checked.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => TimeSpan.FromHours(2);

    private string Folder => Path.Combine(options.DataFolder, "backups");

    /// <summary>When the newest copy was made, UTC; null when there is none.</summary>
    public DateTimeOffset? LastAt =>
        Days().Select(day => (DateTimeOffset?)new DateTimeOffset(Directory.GetLastWriteTimeUtc(FolderOf(day)), TimeSpan.Zero)).Max();

    /// <summary>Whether the keys go to a second place; without it contacts cannot be read after a loss of the disk.</summary>
    public bool HasKeysCopy => options.KeysCopy is not null;

    /// <summary>Makes the copy of the day when it is due: after three in the morning by the hall's clock, and when none was made
    /// since.</summary>
    public void Look()
    {
        var local = Local();
        var due = DateOnly.FromDateTime(local.Hour < Hour ? local.AddDays(-1) : local);
        try
        {
            if (Days().All(day => day < due))
            {
                Make(due);
            }

            if (options.KeysCopy is { } place && _keysOf != due)
            {
                KeysCopy.Make(options.DataFolder, place);
                _keysOf = due;
            }
        }
        finally
        {
            Say();
        }
    }

    private void Say()
    {
        if (Time.GetUtcNow() - (LastAt ?? _started) > TooOld)
        {
            alerts.Raise(AlertKind.BackupOld, "backup", "30");
        }
        else
        {
            alerts.Clear(AlertKind.BackupOld, "backup");
        }
    }

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        if (!options.Demo)
        {
            Look();
        }

        return Task.CompletedTask;
    }

    private void Make(DateOnly day)
    {
        OwnedFolder.Make(Folder);
        BackupSet.Make(options.DataFolder, FolderOf(day), keys: false, Time.GetUtcNow());
        LogMade(Logger, day);
        var kept = BackupRule.Kept(Days(), day);
        foreach (var old in Days().Where(other => !kept.Contains(other)).ToList())
        {
            Directory.Delete(FolderOf(old), recursive: true);
        }
    }

    private DateTime Local()
    {
        var now = Time.GetUtcNow();
        return halls.All.FirstOrDefault()?.Snapshot.Plan.Local(now) ?? now.UtcDateTime;
    }

    private IEnumerable<DateOnly> Days() => !Directory.Exists(Folder) ? [] : Directory.EnumerateDirectories(Folder).Select(Path.GetFileName)
        .Select(name =>
            DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? day
                : (DateOnly?)null).OfType<DateOnly>();

    private string FolderOf(DateOnly day) => Path.Combine(Folder, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [LoggerMessage(Level = LogLevel.Information, Message = "The nightly copy of {Day} was made and checked")]
    private static partial void LogMade(ILogger logger, DateOnly day);
}
