using Hall.Web.Audit;
using Hall.Web.Erasure;
using Hall.Web.Hub;

namespace Hall.Web.Care;

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
