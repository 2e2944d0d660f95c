using System.Security.Claims;
using Hall.Hub.Accounts;
using Hall.Hub.Hosting;
using Hall.Hub.Network;
using Hall.Storage.Hosting;

namespace Hall.Web.Identity;

/// <summary>Whoever looks at a demonstration without signing in: may do everything, on this machine or where it was made public on
/// purpose.</summary>
public static class Demonstrator
{
    /// <summary>Kind of the identity.</summary>
    public const string Scheme = "hall-demonstration";

    /// <summary>The principal.</summary>
    public static ClaimsIdentity Identity { get; } = new(
        [new(ClaimTypes.NameIdentifier, Scheme), new(ClaimTypes.Name, "demo"),
            .. Role.All.Select(role => new Claim(ClaimTypes.Role, role))], Scheme);

    /// <summary>Whether a request may be the demonstrator's.</summary>
    public static bool IsWelcome(HubOptions options, HttpContext context) =>
        options.Demo && (options.DemoPublic || Loopback.IsLocal(context));
}
