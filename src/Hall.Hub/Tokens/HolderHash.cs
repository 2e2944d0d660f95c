using System.Text;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Devices.IdCards;
using Hall.Storage.Hosting;

namespace Hall.Hub.Tokens;

/// <summary>Only a keyed hash of an identity reaches the journal: it finds the same person again in the same hall and tells nobody who it
/// is.</summary>
public static class HolderHash
{
    /// <summary>
    /// The hash of what stands on an identity card or another proof, however it was typed; a resident's number that was typed is that of
    /// the card.
    /// </summary>
    public static string Of(HubSecret secret, HallId hall, string identity)
    {
        ArgumentNullException.ThrowIfNull(secret);
        var canonical = CanonicalNumber.Of(identity);
        return Written(secret, hall, canonical.Length > 0 ? canonical : identity.Trim());
    }

    /// <summary>
    /// The hash of an identity in a running hall. A ticket that lives since before identities had one form is found by the spelling it was
    /// issued with: whoever shows it in that spelling is still its holder, until it ends.
    /// </summary>
    /// <param name="secret">The hub's secret.</param>
    /// <param name="hall">The hall.</param>
    /// <param name="identity">As it was typed.</param>
    public static async Task<string> InAsync(HubSecret secret, IHall hall, string identity)
    {
        ArgumentNullException.ThrowIfNull(hall);
        var (now, before) = (Of(secret, hall.Id, identity), Written(secret, hall.Id, identity.Trim()));
        return now != before && (await hall.AskAsync(new TicketsByHolder(before))).Count > 0 ? before : now;
    }

    /// <summary>The hash of a card that a reader has read: the reader's mark, hashed once more with what only the hub knows.</summary>
    public static string OfCard(HubSecret secret, HallId hall, string mark) =>
        Signed(secret, $"holder|{hall}|card|{mark.ToUpperInvariant()}");

    /// <summary>The key that readers of a hall hash with. It opens nothing that the hub keeps, so it may be given to an agent.</summary>
    public static byte[] CardKey(HubSecret secret, HallId hall) => secret.Sign(Encoding.UTF8.GetBytes($"card|{hall}"));

    private static string Written(HubSecret secret, HallId hall, string identity) =>
        IdCardHash.Of(identity, CardKey(secret, hall)) is { } mark
            ? OfCard(secret, hall, mark)
            : Signed(secret, $"holder|{hall}|{identity}");

    private static string Signed(HubSecret secret, string text) => Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes(text)));
}
