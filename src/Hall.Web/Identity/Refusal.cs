using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.People;
using Hall.Web.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace Hall.Web.Identity;

/// <summary>
/// What somebody sees who may not come in: a browser is led to where it can sign in or be enrolled, everything else gets a
/// problem with a stable code.
/// </summary>
public sealed class Refusal(PeopleRegister people, ScreenRegister screens) : IAuthorizationMiddlewareResultHandler
{
    /// <summary>Name of the screen whose cookie was used from a second place, among the request's items.</summary>
    public const string TwiceItem = "screen-twice";

    private readonly AuthorizationMiddlewareResultHandler _ofKeys = new();

    /// <inheritdoc />
    public Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy,
        PolicyAuthorizationResult authorizeResult)
    {
        if (authorizeResult.Succeeded || policy.AuthenticationSchemes.Contains(KeyAuthentication.SchemeName))
        {
            return _ofKeys.HandleAsync(next, context, policy, authorizeResult);
        }

        if (!IsNavigation(context.Request))
        {
            return Problems.WriteAsync(context,
                context.User.Identity?.IsAuthenticated == true ? ApiCode.NotPermitted : ApiCode.NotSignedIn);
        }

        context.Response.Redirect(LocalAddress.Encoded(WayFor(context, policy)));
        return Task.CompletedTask;
    }

    private string WayFor(HttpContext context, AuthorizationPolicy policy)
    {
        // Which permission is missing, so that the page can say which post has it.
        var may = policy.Requirements.OfType<PermissionRequirement>().FirstOrDefault() is { } missing ? $"&may={missing.Permission}" : "";
        var here = Uri.EscapeDataString($"{context.Request.Path}{context.Request.QueryString}");
        var forScreens = policy.Requirements.OfType<ScreenRequirement>().Any();
        if (context.Items.ContainsKey(TwiceItem))
        {
            return "/refused?why=twice";
        }

        if (ScreenSession.Of(screens, context.User) is { } screen && context.User.Staff() is null)
        {
            // An enrolled screen shows its own place, whatever its browser was told to open.
            return IsAt(context, screen) ? $"/refused?from={here}" : screen.Path;
        }

        if (people.Of(context.User) is { } person)
        {
            return context.User.HasClaim(StaffSession.HowClaim, SignInWay.OldPin) ? $"/pin?returnUrl={here}"
                : person.MustChangePassword && context.User.HasClaim(StaffSession.HowClaim, SignInWay.Password)
                    ? $"/password?returnUrl={here}" : $"/refused?from={here}{may}";
        }

        return !people.HasAdministrator ? "/setup" : forScreens ? $"/screen?to={here}" : $"/sign-in?returnUrl={here}";
    }

    private static bool IsAt(HttpContext context, Screen screen) =>
        context.Request.Path.Value?.StartsWith(screen.Path, StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsNavigation(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) && request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase)
        && !request.Path.StartsWithSegments("/_blazor");
}
