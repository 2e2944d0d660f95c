using Hall.Web.Engine;

namespace Hall.Web.Voice;

/// <summary>A hub that cannot speak is an alert, from the start on and not first when somebody is called.</summary>
public sealed partial class VoiceWatch(EspeakVoice voice, HubAlerts alerts, TimeProvider time, ILogger<VoiceWatch> logger) : BackgroundService
{
    private static readonly TimeSpan TryAgainEvery = TimeSpan.FromMinutes(5);

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
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await voice.CheckAsync(stoppingToken);
            using var timer = new PeriodicTimer(TryAgainEvery, time);
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                // Somebody may have installed it meanwhile.
                if (!voice.Status.Available)
                {
                    await voice.CheckAsync(stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
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
