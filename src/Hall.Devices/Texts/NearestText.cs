using System.Text;

namespace Hall.Devices.Texts;

/// <summary>
/// What stands for a character that a device's font lacks, the nearest first: a letter without its accent, a sign in its full-width form, a
/// word.
/// </summary>
internal static class NearestText
{
    private static readonly Dictionary<string, string[]> Signs = new(StringComparer.Ordinal)
    {
        ["¥"] = ["￥"], ["£"] = ["￡"], ["¢"] = ["￠"], ["€"] = ["EUR"], ["¦"] = ["|"], ["–"] = ["-"], ["‐"] = ["-"], ["‑"] = ["-"],
        ["−"] = ["-"], ["•"] = ["·"],
        ["✓"] = ["√"], ["✔"] = ["√"], ["✗"] = ["×"], ["✘"] = ["×"], ["©"] = ["(C)"], ["®"] = ["(R)"], ["ß"] = ["ss"], ["ø"] = ["o"],
        ["Ø"] = ["O"], ["æ"] = ["ae"],
        ["Æ"] = ["AE"], ["œ"] = ["oe"], ["Œ"] = ["OE"], ["đ"] = ["d"], ["Đ"] = ["D"], ["ł"] = ["l"], ["Ł"] = ["L"], ["ı"] = ["i"],
        ["þ"] = ["th"], ["ð"] = ["d"],
        ["⁄"] = ["/"], ["«"] = ["《", "\""], ["»"] = ["》", "\""], ["″"] = ["\""], ["′"] = ["'"],
    };

    /// <summary>What may be written in place of a character, the nearest first.</summary>
    public static IEnumerable<string> Of(Rune character)
    {
        if (IsInvisible(character))
        {
            return [""];
        }

        var text = character.ToString();
        return Signs.TryGetValue(text, out var signs) ? signs : Plain(character, text) is { } plain && plain != text ? [plain] : [];
    }

    // Joiners, directions and variants have no width and no glyph: nothing is missing when they are left out.
    private static bool IsInvisible(Rune character) =>
        Rune.GetUnicodeCategory(character) == System.Globalization.UnicodeCategory.Format || character.Value is >= 0xFE00 and <= 0xFE0F;

    private static string? Plain(Rune character, string text)
    {
        // Apart from its marks: é is e, ﬁ is fi, ½ is 1⁄2, a wide letter is a plain one.
        return character == Rune.ReplacementChar ? null : string.Concat(text.Normalize(NormalizationForm.FormKD).EnumerateRunes()
            .Where(part => Rune.GetUnicodeCategory(part)
                is not (System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.EnclosingMark))
            .Select(part => Signs.TryGetValue(part.ToString(), out var sign) ? sign[^1] : part.ToString()));
    }
}
