using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;
using Hall.Hub.Forecasts;
using Hall.Hub.Health;
using Hall.Storage.Alerts;
using Hall.Storage.Data;
using Hall.Storage.Journal;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Composition;

/// <summary>Registers the engine and its data.</summary>
public static class EngineRegistration
{
    /// <summary>Adds the halls, their journal and their alerts.</summary>
    public static IServiceCollection AddHallEngine(this IServiceCollection services)
    {
        services.AddSingleton<JournalDatabase>();
        services.AddSingleton(provider => provider.GetRequiredService<JournalDatabase>().Texts);
        services.AddSingleton<HubAlerts>();
        services.AddSingleton<StoreFaults>();
        services.AddSingleton(provider => provider.GetRequiredService<StoreFaults>().Rows);
        services.AddSingleton(provider =>
            new WorkerAlerts(provider.GetRequiredService<HubAlerts>(), provider.GetRequiredService<IHallDirectory>));
        services.AddSingleton<StandstillReport>(provider => provider.GetRequiredService<WorkerAlerts>().Take);

        // The last resort behind Worker and HallFollower: a service of somebody else that falls ends itself, never the hub.
        services.Configure<HostOptions>(options => options.BackgroundServiceExceptionBehavior = BackgroundServiceExceptionBehavior.Ignore);
        services.AddSingleton<HallImport>();
        services.AddSingleton<HallDirectory>();
        services.AddSingleton<IHallDirectory>(provider => provider.GetRequiredService<HallDirectory>());
        services.AddHostedService(provider => provider.GetRequiredService<HallDirectory>());
        services.AddHostedService<ForecastService>();
        services.AddHostedService<AutoDispatcher>();
        return services.AddHostedService<DiskWatch>();
    }

    /// <summary>Adds the readers' view of the database.</summary>
    public static IServiceCollection AddHallData(this IServiceCollection services) =>
        services.AddDbContextFactory<HallDbContext>((provider, options) => options
            .UseSqlite(provider.GetRequiredService<JournalDatabase>().ConnectionString)
            .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking));
}
