using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hall.Core.Identifiers;
using Hall.Storage.Hosting;

namespace Hall.Hub.Tokens;

/// <summary>The address under which a citizen follows a complaint: its number and a proof that cannot be guessed.</summary>
public sealed class ComplaintLinks(HubSecret secret)
{
    private const int ProofLength = 15;
    private const string KioskPrefix = "kiosk-";

    /// <summary>The address, beginning with a slash.</summary>
    public string For(HallId hall, string number) => $"/c/{hall.Value}/{Uri.EscapeDataString(number)}/{ProofOf(hall, number)}";

    /// <summary>The address at which a kiosk's visitor complains on a phone, beginning with a slash.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="kiosk">The kiosk.</param>
    /// <param name="day">Hall-local day; the address holds on it and the next, so that one that was photographed does not hold for
    /// ever.</param>
    public string ForKiosk(HallId hall, KioskId kiosk, DateOnly day) =>
        $"/c/{hall.Value}/{KioskPrefix}{Uri.EscapeDataString(kiosk.Value)}/{KioskProofOf(hall, kiosk.Value, day)}";

    /// <summary>The kiosk whose address this is; null when it is none, or its days are over.</summary>
    public KioskId? KioskOf(HallId hall, string number, string proof, DateOnly today)
    {
        if (!number.StartsWith(KioskPrefix, StringComparison.Ordinal))
        {
            return null;
        }

        var kiosk = number[KioskPrefix.Length..];
        return IsSame(KioskProofOf(hall, kiosk, today), proof) || IsSame(KioskProofOf(hall, kiosk, today.AddDays(-1)), proof)
            ? new KioskId(kiosk)
            : null;
    }

    /// <summary>Whether a proof belongs to a complaint.</summary>
    public bool IsProof(HallId hall, string number, string proof) =>
        IsSame(ProofOf(hall, number), proof);

    private static bool IsSame(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    private string KioskProofOf(HallId hall, string kiosk, DateOnly day) =>
        ProofOf(hall, FormattableString.Invariant($"{KioskPrefix}{kiosk}|{day:yyyy-MM-dd}"));

    private string ProofOf(HallId hall, string number) =>
        Base64Url.EncodeToString(secret.Sign(Encoding.UTF8.GetBytes($"complaint|{hall.Value}|{number}")).AsSpan(0, ProofLength));
}
