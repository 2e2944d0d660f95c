using Hall.Web.Http;

namespace Hall.Web.Security;

/// <summary>
/// Refuses what a page of another origin sends with the browser's cookies: forms, requests, and above all the circuit's
/// WebSocket, which browsers let any page open. Programs with keys send no cookies and no origin.
/// </summary>
public static class SameOrigin
{
    /// <summary>Guards everything but the API, whose keys no browser sends by itself.</summary>
    public static IApplicationBuilder UseSameOrigin(this IApplicationBuilder app) => app.Use((context, next) =>
        IsForeign(context.Request) ? Problems.WriteAsync(context, ApiCode.OtherOrigin) : next(context));

    private static bool IsForeign(HttpRequest request)
    {
        if (request.Path.StartsWithSegments("/api") || request.Headers.Origin.ToString() is not { Length: > 0 } origin)
        {
            return false;
        }

        // Pages with "no-referrer", as all of the hub's are, send their forms with the origin "null"; browsers that do also say whose
        // page it was, which no page can forge. Sandboxed and file pages are cross-site there.
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
        {
            return site is not ("same-origin" or "none");
        }

        // The scheme is left out, because a proxy may end HTTPS without saying so.
        return !Uri.TryCreate(origin, UriKind.Absolute, out var from)
            || !string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase);
    }
}
