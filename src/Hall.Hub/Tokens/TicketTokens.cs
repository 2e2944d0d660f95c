using System.Buffers;
using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Hosting;

namespace Hall.Hub.Tokens;

/// <summary>
/// The word behind a ticket's code: it opens the citizen's page and lets them rate. Derived from the ticket and the hub's
/// secret, so that there is nothing to store, to leak or to lose. 27 characters of base64url: 8 bytes of ticket, 12 of proof.
/// </summary>
public sealed class TicketTokens(HubSecret secret, IHallDirectory halls)
{
    // Raising it makes all older tokens worthless without touching the secret.
    private const int Generation = 1;
    private const int IdLength = 8;
    private const int ProofLength = 12;
    private const int TextLength = 27;

    /// <summary>The token of a ticket; always the same one.</summary>
    public string For(HallId hall, TicketId ticket)
    {
        Span<byte> token = stackalloc byte[IdLength + ProofLength];
        BinaryPrimitives.WriteInt64BigEndian(token, ticket.Value);
        Proof(hall, ticket).AsSpan(0, ProofLength).CopyTo(token[IdLength..]);
        return Base64Url.EncodeToString(token);
    }

    /// <summary>Whose token it is; false for a forged, mistyped or outdated one. Whether the ticket still exists is not asked.</summary>
    public bool TryRead(string token, out HallId hall, out TicketId ticket)
    {
        (hall, ticket) = (default, default);
        Span<byte> bytes = stackalloc byte[IdLength + ProofLength];
        if (token is not { Length: TextLength }
            || Base64Url.DecodeFromChars(token, bytes, out _, out var written) != OperationStatus.Done || written != bytes.Length)
        {
            return false;
        }

        var claimed = new TicketId(BinaryPrimitives.ReadInt64BigEndian(bytes));
        foreach (var candidate in halls.All)
        {
            if (CryptographicOperations.FixedTimeEquals(Proof(candidate.Id, claimed).AsSpan(0, ProofLength), bytes[IdLength..]))
            {
                (hall, ticket) = (candidate.Id, claimed);
                return true;
            }
        }

        return false;
    }

    private byte[] Proof(HallId hall, TicketId ticket) =>
        secret.Sign(Encoding.UTF8.GetBytes(FormattableString.Invariant($"ticket|{hall.Value}|{ticket.Value}|{Generation}")));
}
