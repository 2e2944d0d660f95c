using System.Net;
using Hall.Web.Api;
using Hall.Web.Hub;
using Microsoft.AspNetCore.StaticAssets;

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
        IsLoopback(context) || (options.Demo && options.DemoPublic) || IsForEverybody(context)
            ? next(context)
            : Problems.WriteAsync(context, ApiCode.SurfaceLocalOnly));

    /// <summary>
    /// Whether a request comes from the hub's own machine, after what a proxy says, and was meant for it. The name it was sent to
    /// counts too: a proxy that does not say for whom it asks, and a foreign page whose name was made to point here, name another.
    /// </summary>
    public static bool IsLoopback(HttpContext context) =>
        (context.Connection.RemoteIpAddress is not { } address || IsLoopback(address)) && IsLoopbackName(context.Request.Host.Host);

    private static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(address) || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()));

    private static bool IsLoopbackName(string host) => host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsLoopback(address));

    // Styles and scripts show nothing of the hall; the citizen's page needs them. A circuit would open every surface, so it stays shut.
    private static bool IsForEverybody(HttpContext context) =>
        ForEverybody.Any(prefix => context.Request.Path.StartsWithSegments(prefix, StringComparison.OrdinalIgnoreCase))
        || context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
}
