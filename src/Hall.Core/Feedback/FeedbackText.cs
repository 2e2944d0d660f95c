namespace Hall.Core.Feedback;

/// <summary>What a citizen wrote, as it is kept.</summary>
public static class FeedbackText
{
    /// <summary>Characters of a comment, at most.</summary>
    public const int Longest = 1_000;

    /// <summary>
    /// The text without control characters, which can garble a terminal or a file, and with plain line ends; null when nothing
    /// is left. Anything else stays as it was written: a script is only letters, and whoever shows it encodes it.
    /// </summary>
    public static string? Clean(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        var kept = string.Concat(text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n')
            .Where(character => character is '\n' or '\t' || !char.IsControl(character))).Trim();
        return kept.Length == 0 ? null : kept;
    }
}
