using System.Text;

namespace Hall.Core.Feedback;

/// <summary>What a citizen wrote, as it is kept.</summary>
public static class FeedbackText
{
    /// <summary>Characters of a comment, at most.</summary>
    public const int Longest = 1_000;

    /// <summary>
    /// The text without control characters, which can garble a terminal or a file, or turn the order of what stands beside it,
    /// without halves of characters, which no file can hold, and with plain line ends; null when nothing
    /// is left. Anything else stays as it was written: a script is only letters, and whoever shows it encodes it.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .EnumerateRunes().Where(IsKept)).Trim();
        return kept.Length == 0 ? null : kept;
    }

    // What embeds, overrides and isolates directions; a half of a character is enumerated as the replacement character.
    private static bool IsKept(Rune rune) => rune.Value is '\n' or '\t'
        || !(Rune.IsControl(rune) || rune.Value is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069) or 0xFFFD);
}
