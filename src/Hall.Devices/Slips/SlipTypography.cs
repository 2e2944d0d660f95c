using System.Text;

namespace Hall.Devices.Slips;

/// <summary>
/// In a line without Chinese the signs of English type are written as the narrow ones: a Chinese printer has “ ” ’ – … only in the width of
/// a character, which tears a word apart.
/// </summary>
internal static class SlipTypography
{
    private static readonly Dictionary<char, string> Narrow = new()
    {
        ['“'] = "\"", ['”'] = "\"", ['‘'] = "'", ['’'] = "'", ['–'] = "-", ['—'] = "-", ['…'] = "...", ['\u00A0'] = " ", ['\u202F'] = " ",
    };

    /// <summary>The same text, narrow where nothing in it is Chinese.</summary>
    public static string Plain(string text)
    {
        if (text.EnumerateRunes().Any(rune => rune.Value >= 0x2E80))
        {
            return text;
        }

        var plain = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            plain.Append(Narrow.TryGetValue(sign, out var narrow) ? narrow : sign.ToString());
        }

        return plain.ToString();
    }
}
