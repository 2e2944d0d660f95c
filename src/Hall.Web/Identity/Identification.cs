using System.Security.Claims;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.Hosting;
using Hall.Web.Http;
using Microsoft.AspNetCore.Authentication;

namespace Hall.Web.Identity;

/// <summary>Finds out who asks: a person, a screen, both, or the visitor of a demonstration. Programs with keys are identified
/// elsewhere.</summary>
public static class Identification
{
    /// <summary>Sets the request's user.</summary>
    public static IApplicationBuilder UseIdentification(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!context.Request.Path.StartsWithSegments("/api") && !context.Request.Path.StartsWithSegments("/hubs"))
        {
            context.User = await WhoAsync(context);
        }

        await next(context);
    });

    private static async Task<ClaimsPrincipal> WhoAsync(HttpContext context)
    {
        var who = new ClaimsPrincipal();
        if ((await context.AuthenticateAsync(StaffSession.Scheme)).Principal is { } person)
        {
            who.AddIdentities(person.Identities);
        }
        else if (Demonstrator.IsWelcome(context.RequestServices.GetRequiredService<HubOptions>(), context))
        {
            who.AddIdentity(Demonstrator.Identity);
        }

        if ((await context.AuthenticateAsync(ScreenSession.SchemeName)).Principal is { } screen && await IsItselfAsync(context, screen))
        {
            who.AddIdentities(screen.Identities);
        }

        return who;
    }

    // A cookie that was copied to another machine is worth nothing there while the screen itself is heard of.
    private static async Task<bool> IsItselfAsync(HttpContext context, ClaimsPrincipal principal)
    {
        var services = context.RequestServices;
        var from = SurfaceSettings.AddressOf(context);
        if (ScreenSession.Of(services.GetRequiredService<ScreenRegister>(), principal) is not { } screen
            || services.GetRequiredService<ScreenPresence>().MayCome(screen.Id, from))
        {
            return true;
        }

        context.Items[Refusal.TwiceItem] = screen.Name;
        await services.GetRequiredService<ScreenService>().ReportTwiceAsync(screen, from);
        return false;
    }
}
