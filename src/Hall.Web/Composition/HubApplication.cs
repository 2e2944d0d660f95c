using Hall.Hub.Composition;
using Hall.Hub.Devices;
using Hall.Storage.Hosting;
using Hall.Web.Health;
using Hall.Web.Voice;

namespace Hall.Web.Composition;

/// <summary>Puts a hub together. The command line and the tests start the same one.</summary>
public static class HubApplication
{
    /// <summary>Builds a hub that is ready to be started.</summary>
    /// <param name="options">How it is started.</param>
    /// <param name="configure">A test's seam: swaps one thing, such as the clock.</param>
    public static WebApplication Build(HubOptions options, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            ApplicationName = "hall",
            ContentRootPath = AppContext.BaseDirectory,
            WebRootPath = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
        });
        builder.AddHallLogging();
        builder.WebHost.UseStaticWebAssets();
        builder.WebHost.UseUrls(options.Urls.Split(';'));
        builder.Services.AddSingleton(options);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddHallEngine();
        builder.Services.AddHallData();
        builder.Services.AddHallVoice();
        builder.Services.AddHallPads();
        builder.Services.AddHallDeviceHub();
        builder.Services.AddHallTokens();
        builder.Services.AddHallRatings();
        builder.Services.AddHallCases();
        builder.Services.AddHallExchange();
        builder.Services.AddHallApi();
        builder.Services.AddHallPeople(options);
        builder.Services.AddHallSecurity();
        builder.Services.AddHallHealth();
        builder.Services.AddHallDemonstration(options);
        builder.Services.AddHallSurfaces();
        configure?.Invoke(builder);
        var app = builder.Build();
        app.UseHallSecurity();
        app.MapHallHealth();
        app.MapHallApi();
        app.MapHallDeviceHub();
        app.MapVoice();
        app.MapHallSurfaces();
        return app;
    }
}
