using System.Net;
using System.Net.Sockets;

namespace Hall.Hub.Network;

/// <summary>Tells a house's own networks from the rest of the world, and one machine's many addresses from many machines'.</summary>
public static class Nearness
{
    private const int NetworkBytes = 8;

    /// <summary>Whether an address is of a kind that no router carries into the world; one that cannot be read is not.</summary>
    public static bool IsNear(string address) =>
        IPAddress.TryParse(address, out var ip) && (IPAddress.IsLoopback(ip) || (ip.AddressFamily == AddressFamily.InterNetworkV6
        ? ip.IsIPv6UniqueLocal || ip.IsIPv6LinkLocal
        : ip.GetAddressBytes() is [10, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..] or [169, 254, ..]));

    /// <summary>What counts as one machine: an IPv4 address, or the 64 bits of an IPv6 network, of which one machine may use all
    /// addresses.</summary>
    public static string MachineOf(string address) =>
        IPAddress.TryParse(address, out var ip) && ip.AddressFamily == AddressFamily.InterNetworkV6
        ? Convert.ToHexString(ip.GetAddressBytes(), 0, NetworkBytes)
        : address;
}
