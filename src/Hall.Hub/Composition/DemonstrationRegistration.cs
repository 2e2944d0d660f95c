using Hall.Hub.Demonstration;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;

namespace Hall.Hub.Composition;

/// <summary>Registers the demonstration; outside <c>--demo</c> there is none.</summary>
public static class DemonstrationRegistration
{
    /// <summary>Adds the crowd and its devices when the hub is a demonstration.</summary>
    public static IServiceCollection AddHallDemonstration(this IServiceCollection services, HubOptions options)
    {
        services.AddSingleton<IDemonstrationTakeover, DemonstrationTakeover>();
        services.AddSingleton<DemonstrationPads>();
        if (!options.Demo)
        {
            return services;
        }

        services.AddHostedService<DemonstrationDevices>();
        return options.Speed > 0 ? services.AddHostedService<DemonstrationCrowd>() : services;
    }
}
