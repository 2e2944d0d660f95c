using System.Text;

namespace Hall.Core.Privacy;

/// <summary>
/// The one form of a number that belongs to somebody, whatever keyboard, reader or input method wrote it: an identity, a staff card, a
/// telephone. Two spellings of one number come out equal; two numbers never do, as far as a person could tell them apart.
/// </summary>
public static class CanonicalNumber
{
    /// <summary>
    /// An identity or a card: letters and digits only, large letters, digits of every script and style as 0 to 9, what looks like X as X.
    /// Spaces, separators and invisible characters are gone.
    /// </summary>
    /// <param name="written">As it was typed or read.</param>
    /// <returns>Its form; empty when it holds no letter and no digit.</returns>
    public static string Of(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var kept = new StringBuilder(written.Length);
        foreach (var sign in Compatible(written).EnumerateRunes())
        {
            if (DigitSigns.ValueOf(sign) is { } value)
            {
                kept.Append(value == DigitSigns.X ? 'X' : (char)('0' + value));
            }
            else if (Rune.IsLetterOrDigit(sign) && !DigitSigns.IsInvisible(sign))
            {
                kept.Append(Rune.ToUpperInvariant(sign));
            }
        }

        return kept.ToString();
    }

    /// <summary>
    /// A telephone in plain signs: digits, <c>+</c> in front, hyphens for dashes, dots and slashes, single spaces; brackets and invisible
    /// characters are gone. What else was written stays, so that it can be refused.
    /// </summary>
    /// <param name="written">As it was typed.</param>
    public static string Telephone(string written)
    {
        ArgumentNullException.ThrowIfNull(written);
        var kept = new StringBuilder(written.Length);
        foreach (var sign in Compatible(written).EnumerateRunes())
        {
            if (DigitSigns.ValueOf(sign) is { } value and not DigitSigns.X)
            {
                kept.Append((char)('0' + value));
            }
            else if (DigitSigns.IsInvisible(sign) || sign.Value is '(' or ')' or '[' or ']' or '（' or '）' or '【' or '】')
            {
                continue;
            }
            else if (Rune.IsWhiteSpace(sign))
            {
                Separate(kept, ' ');
            }
            else if (sign.Value is '.' or '/' or '·' or '•' or '−' or '_' or '~'
                || Rune.GetUnicodeCategory(sign) == System.Globalization.UnicodeCategory.DashPunctuation)
            {
                Separate(kept, '-');
            }
            else
            {
                kept.Append(sign);
            }
        }

        return kept.ToString().Trim(' ', '-');
    }

    private static void Separate(StringBuilder kept, char by)
    {
        if (kept.Length > 0 && kept[^1] is not (' ' or '-'))
        {
            kept.Append(by);
        }
        else if (kept.Length > 0 && by == '-')
        {
            kept[^1] = '-';
        }
    }

    // Halves of characters cannot be normalized; they are no part of any number.
    private static string Compatible(string written) =>
        string.Concat(written.EnumerateRunes().Where(sign => sign != Rune.ReplacementChar)).Normalize(NormalizationForm.FormKC);
}
