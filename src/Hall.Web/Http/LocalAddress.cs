using System.Globalization;
using System.Text;

namespace Hall.Web.Http;

/// <summary>Addresses of this hub that somebody else has a say in.</summary>
public static class LocalAddress
{
    /// <summary>
    /// An address of this hub as a header can carry it, or its first page: a link from elsewhere must not lead away, and no text may be one
    /// that cannot be answered.
    /// </summary>
    /// <param name="address">What was asked for; anything.</param>
    public static string Of(string? address) =>
        address is ['/', ..] && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal)
        && !address.Any(char.IsControl) ? Encoded(address) : "/";

    /// <summary>An address in which whatever is not plain ASCII is written as its bytes; what is encoded already stays as it is.</summary>
    public static string Encoded(string address)
    {
        ArgumentNullException.ThrowIfNull(address);
        if (address.All(IsPlain))
        {
            return address;
        }

        var encoded = new StringBuilder();
        foreach (var rune in address.EnumerateRunes())
        {
            if (rune.IsAscii && IsPlain((char)rune.Value))
            {
                encoded.Append((char)rune.Value);
                continue;
            }

            foreach (var part in Encoding.UTF8.GetBytes(rune.ToString()))
            {
                encoded.Append(CultureInfo.InvariantCulture, $"%{part:X2}");
            }
        }

        return encoded.ToString();
    }

    private static bool IsPlain(char sign) => sign is > ' ' and < '\u007f' and not ('"' or '<' or '>');
}
