using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Web.Http;
using Hall.Web.Identity;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>Where a machine that is no enrolled screen shows its code, and gets its cookie once a manager has confirmed it.</summary>
public static class ScreenEndpoints
{
    internal const string AskingCookie = "hall-screen-asking";

    /// <summary>Maps it.</summary>
    public static void MapScreenCode(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/screen", Show).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The code of a machine at whose sign-in nobody has been yet, so that it may as well become a screen; null for one that
    /// belongs to somebody.</summary>
    internal static WaitingScreen? Beside(HttpContext context, string returnUrl)
    {
        var isPlace = returnUrl == "/" || ScreenPlace.OfPath(returnUrl) is not null;
        if (!isPlace || context.Request.Cookies.Keys.Any(name => name is MachineCookie.Name or StaffSession.Scheme))
        {
            return null;
        }

        var codes = context.RequestServices.GetRequiredService<ScreenCodes>();
        var waiting = codes.Ask(context.Request.Cookies[AskingCookie], returnUrl, SurfaceSettings.Of(context).From,
            beside: true);
        Remember(context, waiting);
        return waiting;
    }

    private static void Remember(HttpContext context, WaitingScreen waiting) =>
        context.Response.Cookies.Append(AskingCookie, waiting.Asking, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = ScreenCodes.Lasts, Path = "/",
        });

    private static IResult Show(HttpContext context, ScreenCodes codes, ScreenRegister screens, string? to)
    {
        if (ScreenSession.Of(screens, context.User) is { } enrolled)
        {
            return SeeOther.To(enrolled.Path);
        }

        var waiting = codes.Ask(context.Request.Cookies[AskingCookie], EntranceForm.LocalOnly(to), SurfaceSettings.Of(context).From);
        if (waiting.Secret is { } secret && screens.FindBySecret(secret) is { } screen)
        {
            ScreenSession.Give(context, secret);
            context.Response.Cookies.Delete(AskingCookie, new CookieOptions { Path = "/" });
            codes.Done(waiting);
            return SeeOther.To(screen.Path);
        }

        Remember(context, waiting);
        return EntranceForm.Page<ScreenCodePage>(EntranceForm.For(context), more: ("Waiting", waiting));
    }
}
