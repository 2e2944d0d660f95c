using Hall.Hub.Screens;
using Hall.Web.Http;

namespace Hall.Web.Surfaces.Entrance;

/// <summary>Where a machine that is no enrolled screen shows its code, and gets its cookie once a manager has confirmed it.</summary>
public static class ScreenEndpoints
{
    private const string AskingCookie = "hall-screen-asking";

    /// <summary>Maps it.</summary>
    public static void MapScreenCode(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/screen", Show).AllowAnonymous().ExcludeFromDescription();

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
            context.Response.Cookies.Delete(AskingCookie, new CookieOptions { Path = "/screen" });
            codes.Done(waiting);
            return SeeOther.To(screen.Path);
        }

        context.Response.Cookies.Append(AskingCookie, waiting.Asking, new CookieOptions
        {
            HttpOnly = true, SameSite = SameSiteMode.Strict, Secure = context.Request.IsHttps, MaxAge = ScreenCodes.Lasts, Path = "/screen",
        });
        return EntranceForm.Page<ScreenCodePage>(EntranceForm.For(context), more: ("Waiting", waiting));
    }
}
