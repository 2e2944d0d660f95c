using System.Net;
using Hall.Storage.Alerts;
using Hall.Web.Http;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hall.Web.Security;

/// <summary>Says at start, and on the manager's page, when other machines reach the hub without HTTPS.</summary>
public sealed partial class PlainHttpWarning(IServer server, HttpsAddress https, HubAlerts alerts,
    ILogger<PlainHttpWarning> logger) : IHostedLifecycleService
{
    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
        {
            // Where there is a certificate too, whoever comes without is led on or refused.
            if (https.Port is null && IsPlain(address))
            {
                LogPlain(address);
                alerts.Raise(AlertKind.NoHttps, address);
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static bool IsPlain(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme != Uri.UriSchemeHttp)
        {
            return false;
        }

        return uri.Host != "localhost" && !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip));
    }

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Listening on {Address} without HTTPS: keys and tokens can be read on the way. Use a certificate or a proxy.")]
    private partial void LogPlain(string address);
}
