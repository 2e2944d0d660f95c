using Hall.Web.Surfaces.Kiosk;
using Hall.Web.Surfaces.Phone;
using Microsoft.Extensions.DependencyInjection.Extensions;
using MudBlazor.Services;

namespace Hall.Web.Surfaces;

/// <summary>Puts the surfaces into a hub.</summary>
public static class HallSurfaces
{
    /// <summary>Registers what the pages need.</summary>
    public static IServiceCollection AddHallSurfaces(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddMudServices();
        services.TryAddSingleton<IFollowLinks, NoFollowLinks>();
        return services;
    }

    /// <summary>Maps the pages and their assets.</summary>
    public static WebApplication MapHallSurfaces(this WebApplication app)
    {
        app.UseAntiforgery();
        app.MapStaticAssets();
        app.MapPhone();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
        return app;
    }
}
