using System.Text;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Storage.Hosting;

namespace Hall.Hub.Tokens;

/// <summary>Only a keyed hash of a telephone stands with a ticket: a clerk who types the same telephone finds it, nobody reads
/// it.</summary>
public static class PhoneHash
{
    private const int FewestDigits = 5;
    private const int MostDigits = 20;
    private const string China = "86";
    private const int ChineseMobileDigits = 11;

    /// <summary>The hash of a telephone however it is written, with or without the country's code; null when it cannot be one.</summary>
    public static string? Of(HubSecret secret, HallId hall, string telephone)
    {
        ArgumentNullException.ThrowIfNull(secret);
        telephone = CanonicalNumber.Telephone(telephone);
        var digits = string.Concat(telephone.Where(char.IsAsciiDigit)).TrimStart('0');
        if (digits.Length is < FewestDigits or > MostDigits
            || telephone.Any(letter => !char.IsAsciiDigit(letter) && letter is not (' ' or '+' or '-' or '(' or ')')))
        {
            return null;
        }

        var local = digits.Length == China.Length + ChineseMobileDigits && digits.StartsWith(China, StringComparison.Ordinal)
            ? digits[China.Length..]
            : digits;
        return Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes($"phone|{hall}|{local}")));
    }
}
