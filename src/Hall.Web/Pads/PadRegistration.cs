namespace Hall.Web.Pads;

/// <summary>Registers the pads that hang on the hub itself.</summary>
public static class PadRegistration
{
    /// <summary>Adds the serial lines.</summary>
    public static IServiceCollection AddHallPads(this IServiceCollection services)
    {
        services.AddSingleton<PadBuses>();
        return services.AddHostedService(provider => provider.GetRequiredService<PadBuses>());
    }
}
