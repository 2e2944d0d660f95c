using System.Globalization;
using Hall.Web.Engine;

namespace Hall.Web.Hub;

/// <summary>Looks at the start and once a minute whether the data folder's disk has room, so that somebody mends it before it is full.</summary>
public sealed class DiskWatch(HubOptions options, HubAlerts alerts, TimeProvider time, Func<string, long>? freeBytes = null) : IHostedService, IDisposable
{
    private const string Subject = "data";
    private const long Megabyte = 1 << 20;
    private static readonly TimeSpan LookEvery = TimeSpan.FromMinutes(1);
    private ITimer? _timer;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken)
    {
        Look();
        _timer = time.CreateTimer(_ => Look(), null, LookEvery, LookEvery);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public void Dispose() => Interlocked.Exchange(ref _timer, null)?.Dispose();

    private void Look()
    {
        try
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
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // A disk that cannot be asked cannot be written either, and that is an alert of the journal.
        }
    }

    private static long FreeBytes(string folder) => new DriveInfo(folder).AvailableFreeSpace;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
