using Hall.Devices.Composition;


namespace Hall.Hub.Devices;

/// <summary>Registers the pads that hang on the hub itself.</summary>
public static class PadRegistration
{
    /// <summary>Adds the serial lines.</summary>
    public static IServiceCollection AddHallPads(this IServiceCollection services)
    {
        services.AddSingleton<SlipFiles>();
        services.AddSingleton<DeviceLineSettingsFactory>();
        services.AddSingleton<PressLog>();
        services.AddSingleton(provider => new LineFactory(provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<LineFactory>>()));
        services.AddSingleton<PressesSetAside>();
        services.AddSingleton<HubDeviceLines>();
        return services.AddHostedService(provider => provider.GetRequiredService<HubDeviceLines>());
    }
}
