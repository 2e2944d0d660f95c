using Hall.Storage.Alerts;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Manager;

/// <summary>Writes every alert that comes or goes into the log: its code, and its sentence in English.</summary>
public sealed partial class AlertLog(HubAlerts alerts, ILogger<AlertLog> logger) : IHostedLifecycleService
{
    private readonly Lock _gate = new();
    private Dictionary<(string, string), HubAlert> _written = [];

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        alerts.Changed += Look;
        Look();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken)
    {
        alerts.Changed -= Look;
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Look()
    {
        lock (_gate)
        {
            var up = alerts.All.ToDictionary(alert => (alert.Kind, alert.Subject));
            foreach (var alert in up.Values.Where(alert => !_written.ContainsKey((alert.Kind, alert.Subject))))
            {
                var (title, detail) = HubAlertWords.Of(alert, Words.For(Words.English));
                LogRaised(alert.Kind, alert.Subject, title, detail);
            }

            foreach (var alert in _written.Values.Where(alert => !up.ContainsKey((alert.Kind, alert.Subject))))
            {
                LogOver(alert.Kind, alert.Subject);
            }

            _written = up;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Alert {Kind} ({Subject}): {Title}. {Detail}")]
    private partial void LogRaised(string kind, string subject, string title, string detail);

    [LoggerMessage(Level = LogLevel.Information, Message = "Alert {Kind} ({Subject}) is over")]
    private partial void LogOver(string kind, string subject);
}
