using System.Net;
using Hall.Web.Api;
using Hall.Web.Hub;

namespace Hall.Web.Security;

/// <summary>
/// Until staff sign in, the surfaces open on the hub's own machine only, or in a demonstration that was made public on purpose.
/// The citizen's page, the API, the device hub and health answer everybody; they look after themselves.
/// </summary>
public static class LoopbackGate
{
    private static readonly string[] ForEverybody = ["/t", "/api", "/health", "/hubs", "/metrics", "/openapi"];

    /// <summary>Refuses surfaces to other machines.</summary>
    public static IApplicationBuilder UseLoopbackGate(this IApplicationBuilder app, HubOptions options) => app.Use((context, next) =>
        IsLoopback(context) || (options.Demo && options.DemoPublic) || IsForEverybody(context.Request)
            ? next(context)
            : Problems.WriteAsync(context, ApiCode.SurfaceLocalOnly));

    /// <summary>Whether a request comes from the hub's own machine, after what a proxy says.</summary>
    public static bool IsLoopback(HttpContext context) =>
        context.Connection.RemoteIpAddress is not { } address || IPAddress.IsLoopback(address)
        || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()));

    // Files such as styles show nothing of the hall; the citizen's page needs them. A circuit would open every surface, so it stays shut.
    private static bool IsForEverybody(HttpRequest request) =>
        ForEverybody.Any(prefix => request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        || (HttpMethods.IsGet(request.Method) && request.Path.Value is { } path
            && (path.EndsWith(".css", StringComparison.Ordinal) || path.EndsWith(".js", StringComparison.Ordinal) || path.EndsWith(".svg", StringComparison.Ordinal)));
}
