using System.Globalization;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;

namespace Hall.Hub.Kiosks;

/// <summary>
/// How fast one kiosk gives numbers. A crowd at the doors takes one every few seconds; a page that is scripted, or a key that was copied,
/// takes hundreds. Above a plausible pace a manager is told, and the kiosk gives one number every few seconds, never none. Systems with a
/// key of their own role, the clerk and the manager are not counted.
/// </summary>
public sealed class KioskPace(HubAlerts alerts, TimeProvider time, StandstillReport report,
    ILogger<KioskPace> logger) : Worker("kiosk-pace", time, report, logger)
{
    /// <summary>Numbers within <see cref="Window"/> that a kiosk gives as fast as they are asked for.</summary>
    public const int Plausible = 12;

    /// <summary>The time over which they are counted.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromSeconds(60);

    /// <summary>The time between two numbers above that.</summary>
    public static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    // Long enough to be seen by who looks now and then.
    private static readonly TimeSpan Told = TimeSpan.FromMinutes(10);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Given> _given = new(StringComparer.Ordinal);

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(30);

    /// <summary>Asks whether a kiosk may give a number now, and counts it.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="kiosk">The kiosk's name, or that of its key.</param>
    /// <returns>Null when it may; otherwise how long to wait for the next.</returns>
    public TimeSpan? TryGive(HallId hall, string kiosk)
    {
        var (subject, now) = ($"{hall}/{kiosk}", Time.GetUtcNow());
        int many;
        TimeSpan? wait;
        lock (_gate)
        {
            if (!_given.TryGetValue(subject, out var given))
            {
                _given[subject] = given = new();
            }

            given.At.RemoveAll(at => now - at >= Window || at > now);
            many = given.At.Count;
            if (many < Plausible)
            {
                given.At.Add(now);
                return null;
            }

            given.Fast = now;
            wait = now - given.At[^1] >= Slow ? null : Slow - (now - given.At[^1]);
            if (wait is null)
            {
                given.At.Add(now);
            }
        }

        alerts.Raise(AlertKind.KioskFast, subject, many.ToString(CultureInfo.InvariantCulture));
        return wait;
    }

    /// <summary>No number was given after all; it does not count.</summary>
    public void TakeBack(HallId hall, string kiosk)
    {
        lock (_gate)
        {
            if (_given.TryGetValue($"{hall}/{kiosk}", out var given) && given.At.Count > 0)
            {
                given.At.RemoveAt(given.At.Count - 1);
            }
        }
    }

    /// <summary>Takes the alerts down of kiosks that are calm again, and forgets who gives nothing.</summary>
    public override Task LookAsync(CancellationToken stop)
    {
        var now = Time.GetUtcNow();
        List<string> calm;
        lock (_gate)
        {
            calm = [.. _given.Where(pair => pair.Value.Fast is { } fast && now - fast >= Told).Select(pair => pair.Key)];
            calm.ForEach(subject => _given[subject].Fast = null);
            foreach (var (subject, _) in _given.Where(pair => pair.Value.Fast is null && pair.Value.At.TrueForAll(at => now - at >= Window))
                .ToList())
            {
                _given.Remove(subject);
            }
        }

        calm.ForEach(subject => alerts.Clear(AlertKind.KioskFast, subject));
        return Task.CompletedTask;
    }

    private sealed class Given
    {
        public List<DateTimeOffset> At { get; } = [];

        public DateTimeOffset? Fast { get; set; }
    }
}
