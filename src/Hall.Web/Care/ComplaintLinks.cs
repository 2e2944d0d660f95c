using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hall.Core.Identifiers;
using Hall.Web.Tokens;

namespace Hall.Web.Care;

/// <summary>The address under which a citizen follows a complaint: its number and a proof that cannot be guessed.</summary>
public sealed class ComplaintLinks(HubSecret secret)
{
    private const int ProofLength = 15;

    /// <summary>The address, beginning with a slash.</summary>
    public string For(HallId hall, string number) => $"/c/{hall.Value}/{Uri.EscapeDataString(number)}/{ProofOf(hall, number)}";

    /// <summary>Whether a proof belongs to a complaint.</summary>
    public bool IsProof(HallId hall, string number, string proof) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(ProofOf(hall, number)), Encoding.UTF8.GetBytes(proof));

    private string ProofOf(HallId hall, string number) =>
        Base64Url.EncodeToString(secret.Sign(Encoding.UTF8.GetBytes($"complaint|{hall.Value}|{number}")).AsSpan(0, ProofLength));
}
