using Hall.Devices.Agents;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Storage.Audit;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Devices;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Web.Composition;

/// <summary>Puts the agents' hub into a hub.</summary>
public static class DeviceHubRegistration
{
    // With the second that the server looks every, an agent that lost its network is an alert within five seconds.
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(1);
    private const int LongestMessage = 128 * 1024;

    /// <summary>Adds the agents' hub.</summary>
    public static IServiceCollection AddHallDeviceHub(this IServiceCollection services)
    {
        services.AddSignalR()
            .AddJsonProtocol(json => AgentContract.Configure(json.PayloadSerializerOptions))
            .AddHubOptions<AgentHub>(options =>
            {
                options.ClientTimeoutInterval = SilentAfter;
                options.KeepAliveInterval = KeepAliveEvery;
                options.MaximumReceiveMessageSize = LongestMessage;
            });
        services.AddSingleton<AgentRegister>();
        services.AddSingleton<AgentAlerts>();
        services.AddSingleton<AgentPresses>();
        services.AddSingleton<CardReaders>();
        services.AddSingleton<DeviceLinks>();
        services.AddSingleton<DeviceOrders>();
        services.AddSingleton(provider =>
            new DeviceTrials(provider.GetRequiredService<DeviceOrders>(),
                (actor, subject, detail) => provider.GetRequiredService<PeopleStore>().ChangeAsync(async change =>
        {
            await change.NoteAsync(actor, AuditKind.DeviceTried, subject, detail);
            return true;
        })));
        services.AddSingleton<ITicketPrinting, TicketPrinting>();
        services.AddSingleton<ICardReading, CardReading>();
        services.AddSingleton<AgentDisplayFeed>();
        services.AddHostedService(provider => provider.GetRequiredService<AgentDisplayFeed>());
        services.AddHostedService<DeviceAlerts>();
        return services.AddHostedService<AgentWatch>();
    }

    /// <summary>Maps it for keys of agents; the key is asked for when the connection is made.</summary>
    public static WebApplication MapHallDeviceHub(this WebApplication app)
    {
        app.MapHub<AgentHub>(AgentContract.Path, options => options.Transports = HttpTransportType.WebSockets).RequireKey(KeyRole.Agent);
        return app;
    }
}
