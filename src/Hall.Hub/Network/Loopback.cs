using System.Net;

namespace Hall.Hub.Network;

/// <summary>Tells requests of the hub's own machine from others.</summary>
public static class Loopback
{
    /// <summary>
    /// Whether a request comes from the hub's own machine, after what a proxy says, and was meant for it. The name it was sent to
    /// counts too: a proxy that does not say for whom it asks, and a foreign page whose name was made to point here, name another.
    /// </summary>
    public static bool IsLocal(HttpContext context) =>
        IsFromHere(context) && IsLocalName(context.Request.Host.Host);

    /// <summary>Whether a request comes from the hub's own machine, after what a proxy says, whatever it was sent to.</summary>
    public static bool IsFromHere(HttpContext context) => context.Connection.RemoteIpAddress is not { } address || IsLocal(address);

    private static bool IsLocal(IPAddress address) =>
        IPAddress.IsLoopback(address) || (address.IsIPv4MappedToIPv6 && IPAddress.IsLoopback(address.MapToIPv4()));

    private static bool IsLocalName(string host) => host.Length == 0 || host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IsLocal(address));
}
