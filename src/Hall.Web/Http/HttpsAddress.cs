using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace Hall.Web.Http;

/// <summary>Where the hub itself speaks HTTPS, which it does where a certificate is configured.</summary>
public sealed class HttpsAddress(IServer server)
{
    // Asked by requests only, and whoever asks was reached by one of the addresses: by then they are known.
    private readonly Lazy<int?> _port = new(() => (server.Features.Get<IServerAddressesFeature>()?.Addresses ?? []).Select(Parse)
        .OfType<(bool Local, int Port)>().OrderBy(address => address.Local).Select(address => (int?)address.Port).FirstOrDefault());

    /// <summary>The port at which other machines reach the hub by HTTPS; null where there is no certificate, or a proxy has it.</summary>
    public int? Port => _port.Value;

    // "https://[::]:5443", "https://+:5443" and "https://*:5443" all mean every address of the machine.
    private static (bool Local, int Port)? Parse(string address) =>
        !Uri.TryCreate(address.Replace("//*", "//0.0.0.0", StringComparison.Ordinal).Replace("//+", "//0.0.0.0", StringComparison.Ordinal),
            UriKind.Absolute, out var uri)
            || uri.Scheme != Uri.UriSchemeHttps ? null
        : (uri.Host == "localhost" || (IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip) && IPAddress.IsLoopback(ip)), uri.Port);
}
