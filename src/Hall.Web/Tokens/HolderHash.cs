using System.Text;
using Hall.Core.Identifiers;
using Hall.Devices.IdCards;

namespace Hall.Web.Tokens;

/// <summary>Only a keyed hash of an identity reaches the journal: it finds the same person again in the same hall and tells nobody who it is.</summary>
public static class HolderHash
{
    /// <summary>The hash of what stands on an identity card or another proof; a resident's number that was typed is that of the card.</summary>
    public static string Of(HubSecret secret, HallId hall, string identity)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var trimmed = identity.Trim();
        return IdCardHash.Of(trimmed, CardKey(secret, hall)) is { } mark ? OfCard(secret, hall, mark) : Signed(secret, $"holder|{hall}|{trimmed}");
    }

    /// <summary>The hash of a card that a reader has read: the reader's mark, hashed once more with what only the hub knows.</summary>
    public static string OfCard(HubSecret secret, HallId hall, string mark) => Signed(secret, $"holder|{hall}|card|{mark.ToUpperInvariant()}");

    /// <summary>The key that readers of a hall hash with. It opens nothing that the hub keeps, so it may be given to an agent.</summary>
    public static byte[] CardKey(HubSecret secret, HallId hall) => secret.Sign(Encoding.UTF8.GetBytes($"card|{hall}"));

    private static string Signed(HubSecret secret, string text) => Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes(text)));
}
