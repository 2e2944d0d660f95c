using System.Net;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Agent.Status;
using Hall.Devices.Agents;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Agent;

/// <summary>Puts an agent together. The command line and the tests start the same one.</summary>
public static class AgentApplication
{
    /// <summary>Builds an agent that is ready to be started.</summary>
    public static WebApplication Build(AgentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ApplicationName = "hall-agent", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.StatusPort));
        builder.Services.AddSingleton(settings);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(new DeviceList(settings.StateFolder));
        builder.Services.AddSingleton(_ => new PressOutbox(settings.StateFolder));
        builder.Services.AddSingleton<HubLink>();
        builder.Services.AddSingleton(provider => new LineFactory(TimeProvider.System, provider.GetRequiredService<ILogger<LineFactory>>()));
        builder.Services.AddSingleton<CardCourier>();
        builder.Services.AddSingleton<LineKeeper>();

        // In this order: lines listen before the hub speaks, and they are closed after the way to the hub.
        builder.Services.AddHostedService(provider => provider.GetRequiredService<LineKeeper>());
        builder.Services.AddHostedService<Courier>();
        builder.Services.AddHostedService(provider => provider.GetRequiredService<CardCourier>());
        builder.Services.AddHostedService(provider => provider.GetRequiredService<HubLink>());
        var app = builder.Build();
        app.MapGet("/", (HttpContext http, HubLink hub, LineKeeper lines, PressOutbox outbox) => IsMeantForHere(http)
            ? Results.Content(StatusPage.Render(hub, lines, outbox, http.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase)), "text/html; charset=utf-8")
            : Results.NotFound());
        return app;
    }

    // A foreign page whose name was made to point here must not read it.
    private static bool IsMeantForHere(HttpContext http) => http.Request.Host.Host is "localhost" or "127.0.0.1";
}
