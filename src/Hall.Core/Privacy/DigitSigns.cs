using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Hall.Core.Privacy;

/// <summary>
/// What counts as a digit, as the check sign X, as invisible, and as a word for a digit: one table for blanking and for canonical forms.
/// </summary>
public static class DigitSigns
{
    /// <summary>The value that stands for the check sign X of an identity number.</summary>
    public const int X = 10;

    private static readonly FrozenDictionary<int, int> Words = Pairs(
        "零〇○洞", 0, "一壹幺么弌", 1, "二贰貳两兩弍", 2, "三叁參弎", 3, "四肆", 4, "五伍", 5, "六陆陸", 6, "七柒拐", 7, "八捌", 8,
        "九玖勾", 9, "叉", X);

    private static readonly FrozenDictionary<string, int> English = new Dictionary<string, int>(StringComparer.OrdinalIgnoreCase)
    {
        ["zero"] = 0, ["oh"] = 0, ["nought"] = 0, ["one"] = 1, ["two"] = 2, ["three"] = 3, ["four"] = 4, ["five"] = 5, ["six"] = 6,
        ["seven"] = 7, ["eight"] = 8, ["nine"] = 9,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Words that say how often the next digit stands.</summary>
    private static readonly FrozenDictionary<string, int> Times =
        new Dictionary<string, int> { ["double"] = 2, ["triple"] = 3 }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a digit of any script or style, or <see cref="X"/>; null for anything else.</summary>
    /// <param name="sign">One character.</param>
    public static int? ValueOf(Rune sign)
    {
        if (sign.IsAscii)
        {
            return sign.Value is >= '0' and <= '9' ? sign.Value - '0' : sign.Value is 'x' or 'X' ? X : null;
        }

        // Look-alikes that keyboards and input methods give for X: full-width, Roman ten, the sign of multiplication, Cyrillic and Greek.
        if (sign.Value is 'Ｘ' or 'ｘ' or 'Ⅹ' or 'ⅹ' or '×' or 'Х' or 'х' or 'Χ' or 'χ')
        {
            return X;
        }

        return Rune.GetUnicodeCategory(sign) is UnicodeCategory.DecimalDigitNumber or UnicodeCategory.OtherNumber
            && Rune.GetNumericValue(sign) is >= 0 and <= 9 and var value && value == Math.Floor(value) ? (int)value : null;
    }

    /// <summary>The digit that a Chinese character says, formal and spoken ones too; null for anything else.</summary>
    /// <param name="sign">One character.</param>
    public static int? SaidBy(Rune sign) => Words.TryGetValue(sign.Value, out var value) ? value : null;

    /// <summary>The digit that an English word says; null for anything else.</summary>
    /// <param name="word">A word of ASCII letters.</param>
    public static int? SaidBy(string word) => English.TryGetValue(word, out var value) ? value : null;

    /// <summary>How often the next digit stands by an English word; null for anything else.</summary>
    /// <param name="word">A word of ASCII letters.</param>
    public static int? TimesBy(string word) => Times.TryGetValue(word, out var times) ? times : null;

    /// <summary>
    /// Whether it shows nothing of its own: joiners, directions, variation selectors, marks on top of the sign before, fillers.
    /// </summary>
    /// <param name="sign">One character.</param>
    public static bool IsInvisible(Rune sign) => sign.Value is 0x3164 or 0xFFA0 or 0x115F or 0x1160 or 0x2800 or 0xFFFD
        || Rune.GetUnicodeCategory(sign) is UnicodeCategory.Format or UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark
        || (Rune.IsControl(sign) && !Rune.IsWhiteSpace(sign));

    private static FrozenDictionary<int, int> Pairs(params object[] signsAndValues)
    {
        var values = new Dictionary<int, int>();
        for (var i = 0; i < signsAndValues.Length; i += 2)
        {
            foreach (var sign in ((string)signsAndValues[i]).EnumerateRunes())
            {
                values[sign.Value] = (int)signsAndValues[i + 1];
            }
        }

        return values.ToFrozenDictionary();
    }
}
