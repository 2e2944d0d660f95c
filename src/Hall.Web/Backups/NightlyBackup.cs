using System.Globalization;
using Hall.Core.Engine;
using Hall.Web.CommandLine;
using Hall.Web.Engine;
using Hall.Web.Hub;
using Microsoft.Data.Sqlite;

namespace Hall.Web.Backups;

/// <summary>
/// A consistent copy of every database each night, in <c>backups/</c> of the data folder, one folder a day. A copy counts only
/// after it was opened and checked; older ones go by <see cref="BackupRule"/>. What lies on the same disk is no protection
/// against that disk: carry the folder elsewhere.
/// </summary>
public sealed partial class NightlyBackup(HubOptions options, IHallDirectory halls, HubAlerts alerts, TimeProvider time, ILogger<NightlyBackup> logger) : BackgroundService
{
    private const int Hour = 3;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan TooOld = TimeSpan.FromHours(30);
    private static readonly string[] Databases = ["hall.db", "people.db", "keys.db", "care.db"];
    private readonly DateTimeOffset _started = time.GetUtcNow();

    private string Folder => Path.Combine(options.DataFolder, "backups");

    /// <summary>When the newest copy was made, UTC; null when there is none.</summary>
    public DateTimeOffset? LastAt => Days().Select(day => (DateTimeOffset?)new DateTimeOffset(Directory.GetLastWriteTimeUtc(FolderOf(day)), TimeSpan.Zero)).Max();

    /// <summary>Makes the copy of the day when it is due: after three in the morning by the hall's clock, and when none was made since.</summary>
    public void Look()
    {
        var local = Local();
        var due = DateOnly.FromDateTime(local.Hour < Hour ? local.AddDays(-1) : local);
        if (Days().All(day => day < due))
        {
            try
            {
                Make(due);
            }
            catch (Exception fault) when (fault is SqliteException or IOException or UnauthorizedAccessException or InvalidDataException)
            {
                LogFailed(fault);
            }
        }

        if (time.GetUtcNow() - (LastAt ?? _started) > TooOld)
        {
            alerts.Raise(AlertKind.BackupOld, "backup", "30");
        }
        else
        {
            alerts.Clear(AlertKind.BackupOld, "backup");
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Demo)
        {
            return;
        }

        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await Task.Run(Look, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }

    private void Make(DateOnly day)
    {
        var part = $"{FolderOf(day)}.part";
        if (Directory.Exists(part))
        {
            Directory.Delete(part, recursive: true);
        }

        Directory.CreateDirectory(part);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(part, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        foreach (var name in Databases.Where(name => File.Exists(Path.Combine(options.DataFolder, name))))
        {
            var copy = Path.Combine(part, name);
            BackupVerb.Copy(Path.Combine(options.DataFolder, name), copy);
            Check(copy);
        }

        // Without these secrets, printed codes no longer open and the chains of ratings and audit cannot be checked.
        foreach (var secret in Directory.EnumerateFiles(options.DataFolder, "*.key"))
        {
            File.Copy(secret, Path.Combine(part, Path.GetFileName(secret)));
        }

        Directory.Move(part, FolderOf(day));
        LogMade(day);
        var kept = BackupRule.Kept(Days(), day);
        foreach (var old in Days().Where(other => !kept.Contains(other)).ToList())
        {
            Directory.Delete(FolderOf(old), recursive: true);
        }
    }

    private static void Check(string copy)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = copy, Pooling = false, Mode = SqliteOpenMode.ReadOnly }.ToString());
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA quick_check";
        if (command.ExecuteScalar() as string is not "ok" and var said)
        {
            throw new InvalidDataException($"The copy {copy} is not whole: {said}");
        }
    }

    private DateTime Local()
    {
        var now = time.GetUtcNow();
        return halls.All.FirstOrDefault()?.Snapshot.Plan.Local(now) ?? now.UtcDateTime;
    }

    private IEnumerable<DateOnly> Days() => !Directory.Exists(Folder) ? [] : Directory.EnumerateDirectories(Folder).Select(Path.GetFileName)
        .Select(name => DateOnly.TryParseExact(name, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : (DateOnly?)null).OfType<DateOnly>();

    private string FolderOf(DateOnly day) => Path.Combine(Folder, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));

    [LoggerMessage(Level = LogLevel.Information, Message = "The nightly copy of {Day} was made and checked")]
    private partial void LogMade(DateOnly day);

    [LoggerMessage(Level = LogLevel.Error, Message = "The nightly copy could not be made; it is tried again in some minutes")]
    private partial void LogFailed(Exception fault);
}
