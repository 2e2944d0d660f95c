using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Hall.Storage.Data;

namespace Hall.Storage.Ratings;

/// <summary>
/// Seals and chains ratings with a key that stands outside the database. The seal binds a row to its place, so that a row that
/// was moved still says where it belongs; the chain binds it to all rows before it. HMAC-SHA-256, the first 16 bytes.
/// </summary>
/// <param name="key">32 bytes.</param>
public sealed class RatingChain(byte[] key)
{
    /// <summary>File of the key in the data folder.</summary>
    public const string KeyFile = "chain.key";

    /// <summary>Bytes of a seal and of a link's hash.</summary>
    public const int HashLength = 16;

    /// <summary>What the first row of a hall is chained to.</summary>
    public static byte[] Beginning { get; } = new byte[HashLength];

    /// <summary>The seal of a row at a place.</summary>
    /// <param name="row">The row; its own place, seal and hash are not looked at.</param>
    /// <param name="link">The place, from 1.</param>
    public byte[] SealOf(FeedbackRow row, long link)
    {
        var content = new ArrayBufferWriter<byte>(256);
        Put(content, "rating");
        Put(content, row.Hall);
        Put(content, link);
        Put(content, row.Ticket);
        Put(content, row.Leg);
        Put(content, row.Occasion);
        Put(content, row.At.ToUnixTimeMilliseconds());
        Put(content, row.Day);
        Put(content, row.Hour);
        Put(content, row.Zone);
        Put(content, row.Service);
        Put(content, row.Counter);
        Put(content, row.Teller);
        Put(content, row.Level);
        Put(content, row.Reasons);
        Put(content, row.Comment);
        Put(content, row.Channel);
        Put(content, row.DelayMs ?? -1);
        return Hash(content.WrittenSpan);
    }

    /// <summary>The chain's hash after a row.</summary>
    /// <param name="before">The hash before it.</param>
    /// <param name="seal">The row's seal.</param>
    public byte[] Next(ReadOnlySpan<byte> before, ReadOnlySpan<byte> seal)
    {
        Span<byte> both = stackalloc byte[2 * HashLength];
        before.CopyTo(both);
        seal.CopyTo(both[HashLength..]);
        return Hash(both);
    }

    /// <summary>The seal of a chain's end.</summary>
    public byte[] SealOfHead(string hall, long link, byte[] mac)
    {
        var content = new ArrayBufferWriter<byte>(64);
        Put(content, "head");
        Put(content, hall);
        Put(content, link);
        content.Write(mac);
        return Hash(content.WrittenSpan);
    }

    /// <summary>
    /// The proof that a row whose text was sealed after the upgrade is the one whose seal was made over the plain text: it needs no key of
    /// the text, so that it holds when the text is erased.
    /// </summary>
    /// <param name="row">The row as it is stored now; its seal is that of before.</param>
    public byte[] ProofOf(FeedbackRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        var content = new ArrayBufferWriter<byte>(64);
        Put(content, "resealed");
        content.Write(SealOf(row, row.Link));
        content.Write(row.Seal);
        return Hash(content.WrittenSpan);
    }

    /// <summary>A keyed digest of texts in their order, hex: without the key nobody can try which short text it was made of.</summary>
    public string DigestOf(IEnumerable<string> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var digest = Beginning;
        foreach (var text in texts)
        {
            digest = Next(digest, Hash(Encoding.UTF8.GetBytes(text)));
        }

        return Convert.ToHexStringLower(digest);
    }

    private byte[] Hash(ReadOnlySpan<byte> content)
    {
        Span<byte> whole = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(key, content, whole);
        return whole[..HashLength].ToArray();
    }

    // Every text carries its length, so that no two rows have the same bytes.
    private static void Put(ArrayBufferWriter<byte> content, string? text)
    {
        Put(content, text is null ? -1L : Encoding.UTF8.GetByteCount(text));
        if (text is not null)
        {
            Encoding.UTF8.GetBytes(text, content);
        }
    }

    private static void Put(ArrayBufferWriter<byte> content, long number)
    {
        BinaryPrimitives.WriteInt64BigEndian(content.GetSpan(sizeof(long)), number);
        content.Advance(sizeof(long));
    }
}
