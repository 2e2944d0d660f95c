using Hall.Hub.Accounts;
using Hall.Hub.Screens;
using Hall.Storage.People;
using Microsoft.AspNetCore.Authorization;
using BlazorRoute = Microsoft.AspNetCore.Components.RouteData;

namespace Hall.Web.Identity;

/// <summary>Asks for the enrolled screen of this very surface and place, or for a person who may show screens.</summary>
public sealed record ScreenRequirement : IAuthorizationRequirement
{
    /// <summary>Name of the policy.</summary>
    public const string Policy = "screen";
}

/// <summary>Answers <see cref="ScreenRequirement"/>, at a request and inside a circuit.</summary>
public sealed class ScreenHandler(ScreenRegister screens) : AuthorizationHandler<ScreenRequirement>
{
    private static readonly string[] PlaceNames = ["id", "board", "counter"];

    /// <inheritdoc />
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, ScreenRequirement requirement)
    {
        if (context.User.May(Permission.SurfaceShow)
            || (ScreenSession.Of(screens, context.User) is { } screen && IsAt(screen, context.Resource)))
        {
            context.Succeed(requirement);
        }

        return Task.CompletedTask;
    }

    private static bool IsAt(Screen screen, object? resource) => resource switch
    {
        HttpContext http => Same(screen.Hall, http.Request.RouteValues["hall"]) && IsSurface(screen, http.Request.Path.Value ?? "")
            && PlaceNames.Any(name => Same(screen.Place, http.Request.RouteValues[name])),
        BlazorRoute route =>
            Same(screen.Hall, Of(route, "hall"))
                && route.PageType.Name.EndsWith($"{screen.Surface}Page", StringComparison.OrdinalIgnoreCase)
            && PlaceNames.Any(name => Same(screen.Place, Of(route, name))),
        _ => false,
    };

    // The endpoint's route has the names as the page's template writes them, the circuit's as the page's parameters are called.
    private static object? Of(BlazorRoute route, string name) =>
        route.RouteValues.FirstOrDefault(value => string.Equals(value.Key, name, StringComparison.OrdinalIgnoreCase)).Value;

    // The second segment of the path is the surface.
    private static bool IsSurface(Screen screen, string path) =>
        path.Split('/') is [_, _, { } surface, ..] && Same(screen.Surface, surface);

    private static bool Same(string own, object? asked) => string.Equals(own, asked?.ToString(), StringComparison.OrdinalIgnoreCase);
}
