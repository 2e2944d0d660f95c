using System.Net;
using Hall.Agent.Clock;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Agent.Settings;
using Hall.Agent.State;
using Hall.Agent.Status;
using Hall.Devices.Composition;
using Hall.Devices.Supervision;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hall.Agent;

/// <summary>Puts an agent together. The command line and the tests start the same one.</summary>
public static class AgentApplication
{
    /// <summary>Builds an agent that is ready to be started, and claims its state folder before anything else.</summary>
    /// <exception cref="AgentStartException">Another agent has the folder, or it cannot be written.</exception>
    public static WebApplication Build(AgentSettings settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        return Build(settings, StateFolder.Of(settings.Folder), AgentClock.OfThisComputer());
    }

    /// <summary>The same with a folder that is claimed already, which ends with the agent, and a clock.</summary>
    public static WebApplication Build(AgentSettings settings, StateFolder folder, AgentClock clock)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(folder);
        var builder = WebApplication.CreateSlimBuilder(
            new WebApplicationOptions { ApplicationName = "hall-agent", ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, settings.StatusPort));
        AddAgent(builder.Services, settings, folder, clock);
        var app = builder.Build();

        // Asked for first, so that it is let go of last.
        app.Services.GetRequiredService<StateFolder>();
        app.MapGet("/", (HttpContext http, AgentStatus status) => IsMeantForHere(http)
            ? Results.Content(StatusPage.Render(status, PrefersChinese(http)), "text/html; charset=utf-8")
            : Results.NotFound());
        return app;
    }

    private static void AddAgent(IServiceCollection services, AgentSettings settings, StateFolder folder, AgentClock clock)
    {
        // Answers Windows when it starts and stops the service; anywhere else it does nothing.
        services.AddWindowsService(options => options.ServiceName = "hall-agent");
        services.AddSingleton(settings);
        services.AddSingleton(_ => folder);
        services.AddSingleton(clock);
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<AgentStandstills>();
        services.AddSingleton<StandstillReport>(provider => provider.GetRequiredService<AgentStandstills>().Take);
        services.AddSingleton(_ => new DeviceList(folder.Path));
        services.AddSingleton(_ => new PressOutbox(folder.Path));
        services.AddSingleton(_ => new SetAsidePresses(folder.Path));
        services.AddSingleton<HubLink>();
        services.AddSingleton<IPressSink>(provider => provider.GetRequiredService<HubLink>());
        services.AddSingleton(provider => new LineFactory(clock, provider.GetRequiredService<ILogger<LineFactory>>()));
        services.AddSingleton<CardEventForwarder>();
        services.AddSingleton<DeviceLineManager>();
        services.AddSingleton<AgentStatus>();

        // The last resort behind Worker: what falls all the same ends itself, never the agent.
        services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);

        // In this order: lines listen before the hub speaks, and they are closed after the way to the hub.
        services.AddHostedService(provider => provider.GetRequiredService<DeviceLineManager>());
        services.AddHostedService<OutboxMaintainer>();
        services.AddHostedService<OutboxSender>();
        services.AddHostedService(provider => provider.GetRequiredService<CardEventForwarder>());
        services.AddHostedService(provider => provider.GetRequiredService<HubLink>());
    }

    private static bool PrefersChinese(HttpContext http) =>
        http.Request.Headers.AcceptLanguage.ToString().StartsWith("zh", StringComparison.OrdinalIgnoreCase);

    // A foreign page whose name was made to point here must not read it.
    private static bool IsMeantForHere(HttpContext http) => http.Request.Host.Host is "localhost" or "127.0.0.1";
}
