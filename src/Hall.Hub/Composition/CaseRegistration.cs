using Hall.Hub.Audit;
using Hall.Hub.Cases;
using Hall.Hub.Erasure;
using Hall.Hub.Health;
using Hall.Hub.Tokens;
using Hall.Hub.Upgrades;
using Hall.Storage.Cases;

namespace Hall.Hub.Composition;

/// <summary>Puts cases and complaints into a hub.</summary>
public static class CaseRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddHallCases(this IServiceCollection services) => services
        .AddSingleton<CaseStore>()
        .AddSingleton<ContactCipher>()
        .AddSingleton<WorkCalendarFile>()
        .AddSingleton<CaseSettingsFile>()
        .AddSingleton<ComplaintPace>()
        .AddSingleton<CaseService>()
        .AddSingleton<ContactAccess>()
        .AddSingleton<ErasureService>()
        .AddSingleton<ComplaintLinks>()
        .AddSingleton<FactPlaces>()
        .AddSingleton<CaseMonitor>()
        .AddSingleton<ContactErasure>()
        .AddSingleton<DefaultRatings>()
        .AddHostedService<FirstCalendar>()
        .AddHostedService<ContactUpgrade>()
        .AddHostedService<TextUpgrade>()
        .AddHostedService(provider => provider.GetRequiredService<CaseMonitor>())
        .AddHostedService(provider => provider.GetRequiredService<ContactErasure>())
        .AddHostedService(provider => provider.GetRequiredService<DefaultRatings>())
        .AddHostedService<CaseAudit>()
        .AddHostedService<RowCheck>()
        .AddHostedService<StoreProbe>();
}
