using System.Globalization;
using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares the records of the last days each night, and all of them in the night to Sunday, so that a change by hand is known in the
/// morning
/// and not when somebody thinks of asking. A manager reads what was found; nothing is mended by itself.
/// </summary>
public sealed partial class NightlyVerification(
    HubOptions options, IHallDirectory halls, HubAlerts alerts, TimeProvider time, StandstillReport report,
        ILogger<NightlyVerification> logger)
    : Worker("nightly-verification", time, report, logger)
{
    private const int Hour = 4;
    private const int WorkBegins = 7;
    private const int Kept = 20;
    private const string Subject = "verify";
    private static readonly TimeSpan TooOld = TimeSpan.FromDays(2);
    private readonly DateTimeOffset _started = time.GetUtcNow();
    private VerificationRecord? _last = VerificationRecord.Read(options.DataFolder);

    /// <summary>What the last one found; null before the first.</summary>
    public VerificationRecord? Last => _last;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMinutes(5);

    // Years of a large hall take their time.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => TimeSpan.FromHours(1);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        if (!options.Demo)
        {
            Look();
        }

        return Task.CompletedTask;
    }

    /// <summary>Verifies when it is due: after four in the morning by the hall's clock, when none was made since.</summary>
    public void Look()
    {
        try
        {
            var due = DueSince(Time.GetUtcNow());
            if ((_last?.At ?? DateTimeOffset.MinValue) < due)
            {
                Verify(DayOf(due));
            }
        }
        finally
        {
            Say();
        }
    }

    private void Verify(DateOnly today)
    {
        // Of the days before the last good one the heads are compared; once a week everything is, and never beside a hall at work: a hub
        // that
        // is off at night catches up in seconds.
        var isWhole = (today.DayOfWeek == DayOfWeek.Sunday || _last is { Count: > 0 }) && Local(Time.GetUtcNow()).Hour < WorkBegins;
        DateOnly? since = isWhole ? null : (_last is { Count: 0 } good && DayOf(good.At) < today ? DayOf(good.At) : today).AddDays(-1);
        var began = Time.GetTimestamp();
        var faults = new FolderVerification(options.DataFolder, since).Faults().ToList();
        var record = new VerificationRecord(Time.GetUtcNow(), since, Math.Round(Time.GetElapsedTime(began).TotalSeconds, 1), faults.Count,
            [.. faults.Take(Kept)]);
        record.Write(options.DataFolder);
        _last = record;
        if (faults.Count > 0)
        {
            LogFound(Logger, faults.Count);
        }
    }

    private void Say()
    {
        if (_last is { Count: > 0 } found)
        {
            alerts.Raise(AlertKind.VerifyFound, Subject, found.Count.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            alerts.Clear(AlertKind.VerifyFound, Subject);
        }

        if (Time.GetUtcNow() - (_last?.At ?? _started) > TooOld)
        {
            alerts.Raise(AlertKind.VerifyOld, Subject, ((int)TooOld.TotalDays).ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            alerts.Clear(AlertKind.VerifyOld, Subject);
        }
    }

    // The last moment at which it was four in the morning.
    private DateTimeOffset DueSince(DateTimeOffset now)
    {
        var local = Local(now);
        var today = local.Date.AddHours(Hour);
        return now - (local - (local >= today ? today : today.AddDays(-1)));
    }

    private DateOnly DayOf(DateTimeOffset at) => DateOnly.FromDateTime(Local(at));

    private DateTime Local(DateTimeOffset at) => halls.All.FirstOrDefault()?.Snapshot.Plan.Local(at) ?? at.UtcDateTime;

    [LoggerMessage(Level = LogLevel.Error,
        Message = "The nightly verification found {Count} faults; the manager's page and 'hall verify' name them")]
    private static partial void LogFound(ILogger logger, int count);
}
