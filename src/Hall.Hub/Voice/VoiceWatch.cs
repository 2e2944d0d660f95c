using Hall.Devices.Supervision;
using Hall.Storage.Alerts;

namespace Hall.Hub.Voice;

/// <summary>A hub that cannot speak is an alert, from the start on and not first when somebody is called.</summary>
public sealed partial class VoiceWatch(
    EspeakVoice voice, HubAlerts alerts, TimeProvider time, StandstillReport report, ILogger<VoiceWatch> logger)
    : Worker("speech", time, report, logger)
{
    private bool _tried;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMinutes(5);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        voice.StatusChanged += Tell;
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        voice.StatusChanged -= Tell;
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        // Somebody may have installed it meanwhile.
        if (!_tried || !voice.Status.Available)
        {
            await voice.CheckAsync(stop);
            _tried = true;
        }
    }

    private void Tell(VoiceStatus status)
    {
        if (status.Available)
        {
            alerts.Clear(AlertKind.NoVoice, voice.Program);
            return;
        }

        LogMute(status.Reason);
        alerts.Raise(AlertKind.NoVoice, voice.Program, status.Case);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub cannot speak: {Reason}")]
    private partial void LogMute(string reason);
}
