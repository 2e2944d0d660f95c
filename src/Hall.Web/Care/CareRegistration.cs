namespace Hall.Web.Care;

/// <summary>Puts cases and complaints into a hub.</summary>
public static class CareRegistration
{
    /// <summary>Adds them.</summary>
    public static IServiceCollection AddHallCare(this IServiceCollection services) => services
        .AddSingleton<CareStore>()
        .AddSingleton<ContactCipher>()
        .AddSingleton<WorkCalendarFile>()
        .AddSingleton<CareDesk>()
        .AddSingleton<ComplaintLinks>()
        .AddSingleton<CareWatch>()
        .AddHostedService(provider => provider.GetRequiredService<CareWatch>());
}
