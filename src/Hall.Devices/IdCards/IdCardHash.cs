using System.Security.Cryptography;
using System.Text;

namespace Hall.Devices.IdCards;

/// <summary>
/// Makes of an identity number what the hall keeps instead: HMAC-SHA-256 with the hall's key. Without the key the number cannot be found
/// by trying all of them, which with a plain hash takes minutes.
/// </summary>
public static class IdCardHash
{
    /// <summary>The shortest key that is believed to be one.</summary>
    public const int ShortestKey = 16;

    private const int Digits = 18;

    private static ReadOnlySpan<byte> Weights => [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <summary>
    /// The hash in hexadecimal; null when the bytes are no resident's number (GB 11643: 17 digits and a check character).
    /// </summary>
    /// <param name="number">36 bytes, UTF-16LE.</param>
    /// <param name="key">The hall's key.</param>
    public static string? Of(ReadOnlySpan<byte> number, ReadOnlySpan<byte> key)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(key.Length, ShortestKey);
        if (number.Length != Digits * 2)
        {
            return null;
        }

        Span<byte> ascii = stackalloc byte[Digits];
        try
        {
            for (var index = 0; index < Digits; index++)
            {
                var isAscii = number[(index * 2) + 1] == 0;
                ascii[index] = isAscii ? number[index * 2] : (byte)0;
            }

            ascii[^1] = ascii[^1] == 'x' ? (byte)'X' : ascii[^1];
            return IsNumber(ascii) ? Convert.ToHexString(HMACSHA256.HashData(key, ascii)) : null;
        }
        finally
        {
            ascii.Clear();
        }
    }

    /// <summary>The same of a number that was typed, so that both find each other.</summary>
    public static string? Of(string number, ReadOnlySpan<byte> key) => Of(Encoding.Unicode.GetBytes(number), key);

    private static bool IsNumber(ReadOnlySpan<byte> ascii)
    {
        var sum = 0;
        for (var index = 0; index < Weights.Length; index++)
        {
            if (!char.IsAsciiDigit((char)ascii[index]))
            {
                return false;
            }

            sum += (ascii[index] - '0') * Weights[index];
        }

        return ascii[^1] == "10X98765432"[sum % 11];
    }
}
