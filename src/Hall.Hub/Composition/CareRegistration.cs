using Hall.Hub.Audit;
using Hall.Hub.Care;
using Hall.Hub.Erasure;
using Hall.Hub.Health;
using Hall.Hub.Tokens;
using Hall.Hub.Upgrades;
using Hall.Storage.Care;

namespace Hall.Hub.Composition;

/// <summary>Puts cases and complaints into a hub.</summary>
public static class CareRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddHallCare(this IServiceCollection services) => services
        .AddSingleton<CareStore>()
        .AddSingleton<ContactCipher>()
        .AddSingleton<WorkCalendarFile>()
        .AddSingleton<CareSettingsFile>()
        .AddSingleton<ComplaintPace>()
        .AddSingleton<CareDesk>()
        .AddSingleton<ContactLook>()
        .AddSingleton<ErasureDesk>()
        .AddSingleton<ComplaintLinks>()
        .AddSingleton<FactPlaces>()
        .AddSingleton<CareWatch>()
        .AddSingleton<ContactErasure>()
        .AddSingleton<DefaultRatings>()
        .AddHostedService<ContactUpgrade>()
        .AddHostedService<TextUpgrade>()
        .AddHostedService(provider => provider.GetRequiredService<CareWatch>())
        .AddHostedService(provider => provider.GetRequiredService<ContactErasure>())
        .AddHostedService(provider => provider.GetRequiredService<DefaultRatings>())
        .AddHostedService<CareAudit>()
        .AddHostedService<RowCheck>()
        .AddHostedService<StoreProbe>();
}
