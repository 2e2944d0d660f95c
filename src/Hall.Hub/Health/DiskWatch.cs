using System.Globalization;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;

namespace Hall.Hub.Health;

/// <summary>Looks at the start and once a minute whether the data folder's disk has room, so that somebody mends it before it is
/// full.</summary>
public sealed class DiskWatch(
    HubOptions options, HubAlerts alerts, TimeProvider time, StandstillReport report, ILogger<DiskWatch> logger,
    Func<string, long>? freeBytes = null)
    : Worker("disk", time, report, logger)
{
    private const string Subject = "data";
    private const long Megabyte = 1 << 20;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        var free = (freeBytes ?? FreeBytes)(options.DataFolder) / Megabyte;
        if (free < options.LowDiskMegabytes)
        {
            alerts.Raise(AlertKind.DiskLow, Subject, Text(free), Text(options.LowDiskMegabytes));
        }
        else
        {
            alerts.Clear(AlertKind.DiskLow, Subject);
        }

        return Task.CompletedTask;
    }

    private static long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
