using System.Globalization;

namespace Hall.Core.Privacy;

/// <summary>
/// The shapes in which numbers of a person are written: docs/PRIVATE-NUMBERS.md has the grammar, this is its only other place.
/// </summary>
internal static class NumberShapes
{
    /// <summary>Digits of an identity card since 1999.</summary>
    public const int CardDigits = 18;

    /// <summary>Digits of one before.</summary>
    public const int OldCardDigits = 15;

    /// <summary>Digits of a mobile telephone.</summary>
    public const int MobileDigits = 11;

    private const int LettersOfRegion = 6;

    // GB/T 2260: the first two digits of a region that exists.
    private const string Provinces =
        " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";

    // Cities without districts; of the others a card names the district, so that a code that ends in 00 belongs to a document.
    private const string WholeCities = " 441900 442000 460300 460400 620200 ";

    private const string CheckDigits = "10X98765432";

    /// <summary>Whether 18 digits are an identity card: a region, a date of birth, the check digit by ISO 7064 MOD 11-2.</summary>
    public static bool IsCard(string digits)
    {
        if (digits.Length != CardDigits || digits[0] == '0' || digits.AsSpan(0, CardDigits - 1).Contains('X') || !IsRegion(digits)
            || digits.AsSpan(LettersOfRegion, 2) is not ("18" or "19" or "20")
            || !DateOnly.TryParseExact(
                digits.AsSpan(LettersOfRegion, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        // The weight of a place is two to the number of places behind it.
        var sum = 0;
        for (var place = 0; place < CardDigits - 1; place++)
        {
            sum += (digits[place] - '0') * ((1 << (CardDigits - 1 - place)) % 11);
        }

        return CheckDigits[sum % 11] == digits[^1];
    }

    /// <summary>Whether 15 digits are an identity card of before 1999: a region and a date of birth.</summary>
    public static bool IsOldCard(string digits) =>
        digits.Length == OldCardDigits && digits[0] != '0' && !digits.Contains('X', StringComparison.Ordinal) && IsRegion(digits)
        && DateOnly.TryParseExact(
            $"19{digits.AsSpan(LettersOfRegion, 6)}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    /// <summary>Whether eleven digits are a mobile telephone.</summary>
    public static bool IsMobile(string digits) => digits.Length == MobileDigits && digits[0] == '1' && digits[1] is >= '3' and <= '9'
        && !digits.Contains('X', StringComparison.Ordinal);

    /// <summary>Whether digits are a fixed telephone with its area: three digits and eight, or four and seven or eight.</summary>
    public static bool IsFixed(string digits) =>
        digits.Length is 11 or 12 && digits[0] == '0' && !digits.Contains('X', StringComparison.Ordinal)
        && (digits[1] == '1' ? digits.Length == 11 && digits[2] == '0' && digits[3] >= '2'
            : digits[1] == '2' ? digits.Length == 11 && digits[3] >= '2'
            : digits[1] >= '3' && digits[4] >= '2');

    /// <summary>How many digits before a mobile are the country's code or the prefix of a long-distance call.</summary>
    public static int PrefixOf(string digits)
    {
        if (digits.StartsWith("0086", StringComparison.Ordinal))
        {
            return 4;
        }

        if (digits.StartsWith("86", StringComparison.Ordinal))
        {
            return 2;
        }

        if (digits.StartsWith("01", StringComparison.Ordinal))
        {
            return 1;
        }

        return 0;
    }

    /// <summary>
    /// Whether a number is written in groups that people write, all of them parted by the same mark: single digits, pairs, threes or fours
    /// with a shorter group at one end, or two or three long ones.
    /// </summary>
    /// <param name="sizes">Digits of each group.</param>
    /// <param name="mark">The mark between them.</param>
    public static bool IsEven(ReadOnlySpan<int> sizes, char mark)
    {
        if (sizes.Length == 1)
        {
            return true;
        }

        if (sizes.Length <= 3)
        {
            // Two or three numbers beside each other look the same where a comma parts them.
            return mark is not (',' or ':') && sizes.IndexOfAnyExceptInRange(3, 8) < 0 && (sizes.Length == 3 || sizes[0] is 3 or 7);
        }

        var inner = sizes[1..^1];
        var size = inner[0];
        return size <= 4 && inner.IndexOfAnyExcept(size) < 0
            && ((sizes[0] == size && sizes[^1] <= size) || (sizes[^1] == size && sizes[0] <= size))
            && !(size == 3 && sizes[0] <= 3 && sizes[^1] == 3 && mark == ',');
    }

    private static bool IsRegion(string digits) => Provinces.Contains($" {digits[..2]} ", StringComparison.Ordinal)
        && (digits[4..LettersOfRegion] != "00" || WholeCities.Contains($" {digits[..LettersOfRegion]} ", StringComparison.Ordinal));
}
