using System.Net;
using Hall.Hub.Hosting;
using Hall.Hub.Network;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;

namespace Hall.Hub.Tokens;

/// <summary>
/// The address at which citizens' phones reach the hub: what codes on tickets begin with. An address of this machine alone opens nothing on
/// a phone, so there is none then, and the manager is told; likewise once somebody came from another machine and none is set.
/// </summary>
public sealed class PublicAddress(HubOptions options, HubAlerts alerts)
{
    /// <summary>The alert's subject: the setting.</summary>
    private const string Subject = "PublicBaseUrl";

    /// <summary>The case in which tickets carry no code.</summary>
    private const string None = "none";

    /// <summary>The case in which codes carry the address by which each kiosk reaches the hub.</summary>
    private const string OfTheKiosk = "kiosk";

    private readonly string? _set = string.IsNullOrWhiteSpace(options.PublicBaseUrl) ? null : options.PublicBaseUrl.TrimEnd('/');
    private int _told;

    /// <summary>What a code begins with; null when no phone could open it.</summary>
    /// <param name="requestBase">Scheme and host by which the page reached the hub; counts while no address is set.</param>
    public string? ForCodes(string requestBase)
    {
        var address = _set ?? requestBase?.TrimEnd('/') ?? "";
        if (ReachesAPhone(address))
        {
            return address;
        }

        Tell(None);
        return null;
    }

    /// <summary>What a link begins with in the answer to a program, which knows where it runs.</summary>
    public string ForPrograms(HttpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _set ?? $"{request.Scheme}://{request.Host}{request.PathBase}";
    }

    /// <summary>Notes who asks: from another machine a hub should know its address.</summary>
    public void Note(HttpContext context)
    {
        if (_set is null && Volatile.Read(ref _told) == 0 && !Loopback.IsLocal(context))
        {
            Tell(OfTheKiosk);
        }
    }

    // A name of one word may be known in the hall; this machine's own name for itself is known nowhere else.
    private static bool ReachesAPhone(string address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && !uri!.IsLoopback
        && !uri.Host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        && !(IPAddress.TryParse(uri.Host.Trim('[', ']'), out var ip)
            && (IPAddress.IsLoopback(ip) || ip.Equals(IPAddress.Any) || ip.Equals(IPAddress.IPv6Any)));

    private void Tell(string which)
    {
        // That there is no code at all is the worse of the two, and stays said.
        var level = which == None ? 2 : 1;
        if (Interlocked.Exchange(ref _told, Math.Max(level, Volatile.Read(ref _told))) < level)
        {
            alerts.Raise(AlertKind.NoPublicAddress, Subject, which);
        }
    }
}
