using System.Security.Cryptography;
using System.Text;

namespace Hall.Storage.Texts;

/// <summary>
/// AES-256-GCM as everything here uses that can be erased: nonce, tag and cipher text in one piece, bound to what it belongs to.
/// </summary>
internal static class SealedBytes
{
    /// <summary>Bytes of a key.</summary>
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    /// <summary>Seals some bytes with a fresh nonce.</summary>
    /// <param name="key">32 bytes.</param>
    /// <param name="plain">What is sealed.</param>
    /// <param name="bound">What it belongs to: it opens only for the same words.</param>
    public static byte[] Seal(byte[] key, ReadOnlySpan<byte> plain, string bound)
    {
        var whole = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceLength));
        using var aes = new AesGcm(key, TagLength);
        aes.Encrypt(whole.AsSpan(0, NonceLength), plain, whole.AsSpan(NonceLength + TagLength), whole.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(bound));
        return whole;
    }

    /// <summary>Opens it; null when it was changed, belongs elsewhere, or the key is not the one it was made with.</summary>
    public static byte[]? Open(byte[] key, ReadOnlySpan<byte> whole, string bound)
    {
        if (whole.Length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[whole.Length - NonceLength - TagLength];
        try
        {
            using var aes = new AesGcm(key, TagLength);
            aes.Decrypt(whole[..NonceLength], whole[(NonceLength + TagLength)..], whole.Slice(NonceLength, TagLength), plain,
                Encoding.UTF8.GetBytes(bound));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
