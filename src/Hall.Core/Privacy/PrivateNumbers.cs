using System.Globalization;
using System.Text.RegularExpressions;

namespace Hall.Core.Privacy;

/// <summary>
/// Finds numbers in a text that belong to one person, and blanks them: identity cards of 18 digits (GB 11643: a region, a date of
/// birth, a check digit by ISO 7064 MOD 11-2), of 15 digits (before 1999), mobile telephones, and fixed ones with their area code or
/// behind a word such as 电话. Other numbers stay: tickets, dates, amounts, documents.
/// </summary>
public static partial class PrivateNumbers
{
    private const char Blank = '*';
    private const int LettersOfRegion = 6;
    private const string CheckDigits = "10X98765432";
    private const int CardEndsShown = 2;
    private const int MobileEndsShown = 4;
    private const int FixedEndsShown = 2;

    // GB/T 2260: the first two digits of a region that exists.
    private const string Provinces = " 11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83 ";

    // Cities without districts; of the others a card names the district, so that a code that ends in 00 belongs to a document.
    private const string WholeCities = " 441900 442000 460300 460400 620200 ";

    /// <summary>The text with private numbers blanked but for their last digits; as long as before, so that no limit is passed.</summary>
    /// <param name="text">What was typed. Full-width digits count like plain ones.</param>
    public static string Blanked(string text) => Blanked(text, everyTelephone: true);

    /// <summary>The same for what the hall itself tells citizens, where the number of an office has to stay.</summary>
    /// <param name="text">What was typed.</param>
    public static string BlankedButOffices(string text) => Blanked(text, everyTelephone: false);

    private static string Blanked(string text, bool everyTelephone)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (!text.Any(char.IsDigit))
        {
            return text;
        }

        var plain = string.Create(text.Length, text, (places, typed) =>
        {
            for (var i = 0; i < places.Length; i++)
            {
                places[i] = Plain(typed[i]);
            }
        });
        var kept = text.ToCharArray();
        Hide(kept, ref plain, Card(), CardEndsShown, IsCard);
        Hide(kept, ref plain, OldCard(), CardEndsShown, IsOldCard);
        Hide(kept, ref plain, Mobile(), MobileEndsShown, _ => true);
        if (everyTelephone)
        {
            Hide(kept, ref plain, Fixed(), FixedEndsShown, _ => true);
            Hide(kept, ref plain, Named(), FixedEndsShown, _ => true);
        }

        return new(kept);
    }

    private static void Hide(char[] kept, ref string plain, Regex pattern, int shown, Func<string, bool> isOne)
    {
        var hidden = plain.ToCharArray();
        for (var found = pattern.Match(plain); found.Success;)
        {
            var number = found.Groups["number"];
            var digits = Digits(number.Value);
            if (!isOne(digits))
            {
                // Something private may begin within what is none.
                found = pattern.Match(plain, found.Index + 1);
                continue;
            }

            var left = digits.Length - shown;
            for (var i = number.Index; left > 0; i++)
            {
                if (char.IsAsciiDigit(plain[i]))
                {
                    (kept[i], hidden[i], left) = (Blank, Blank, left - 1);
                }
            }

            found = pattern.Match(plain, found.Index + found.Length);
        }

        plain = new(hidden);
    }

    private static bool IsCard(string digits)
    {
        if (!IsRegion(digits) || !DateOnly.TryParseExact(digits.AsSpan(LettersOfRegion, 8), "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        // ISO 7064 MOD 11-2: the weight of a place is two to the number of places behind it.
        var sum = 0;
        for (var place = 0; place < digits.Length - 1; place++)
        {
            sum += (digits[place] - '0') * ((1 << (digits.Length - 1 - place)) % 11);
        }

        return CheckDigits[sum % 11] == digits[^1];
    }

    private static bool IsOldCard(string digits) => IsRegion(digits) && DateOnly.TryParseExact($"19{digits.AsSpan(LettersOfRegion, 6)}", "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static bool IsRegion(string digits) => Provinces.Contains($" {digits[..2]} ", StringComparison.Ordinal)
        && (digits[4..LettersOfRegion] != "00" || WholeCities.Contains($" {digits[..LettersOfRegion]} ", StringComparison.Ordinal));

    private static string Digits(string number) => string.Concat(number.Where(character => char.IsAsciiDigit(character) || character == 'X'));

    private static char Plain(char typed) => typed switch
    {
        >= '０' and <= '９' => (char)('0' + (typed - '０')),
        'x' or 'Ｘ' or 'ｘ' => 'X',
        '－' or '–' or '—' or '‐' or '−' => '-',
        '　' or '\u00a0' or '\t' => ' ',
        '（' => '(',
        '）' => ')',
        _ => typed,
    };

    [GeneratedRegex(@"(?<![0-9*])(?<number>[1-9](?:[ -]?[0-9]){5}[ -]?(?:18|19|20)(?:[ -]?[0-9]){9}[ -]?[0-9X])(?![0-9*])")]
    private static partial Regex Card();

    [GeneratedRegex(@"(?<![0-9A-Za-z.*-])(?<number>[1-9][0-9]{14})(?![0-9A-Za-z*]|[.-][0-9])")]
    private static partial Regex OldCard();

    // As one number or in the usual groups; what is followed by a decimal or a unit of money is an amount.
    [GeneratedRegex(@"(?<![0-9.,*¥￥$-])(?:\+?(?:00)?86[ -]?)?(?<number>1[3-9][0-9](?:[ -]?[0-9]{4}[ -]?[0-9]{4}|[0-9]{8}))(?![0-9*]|[.,][0-9]| ?[元万亿])")]
    private static partial Regex Mobile();

    // Beijing, Shanghai and the other areas of three digits have numbers of eight; the rest seven or eight.
    [GeneratedRegex(@"(?<![0-9A-Za-z.,*¥￥$-])(?<number>\(?0(?:10|2[0-9])\)?[ -]?[2-9][0-9]{3}[ -]?[0-9]{4}|\(?0[3-9][0-9]{2}\)?[ -]?[2-9][0-9]{2}[ -]?[0-9]{4,5})(?![0-9*]|[.,][0-9]| ?[元万亿])")]
    private static partial Regex Fixed();

    [GeneratedRegex(@"(?:电话|座机|致电|(?<![a-z])(?:tel|phone|telephone))[^0-9\n]{0,6}(?<number>[2-9][0-9]{2}[ -]?[0-9]{4,5})(?![0-9*-]|[.,][0-9]| ?[元万亿号])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Named();
}
