namespace Hall.Web.Wording;

/// <summary>
/// Says in a language what <c>verify</c> found. It writes English, for the terminal and its record; the words of the other language stand
/// under the same key as the English pattern (<c>verified.</c>), so that what has no translation yet is still said.
/// </summary>
public static class VerificationSentences
{
    private const string HallBegins = "Hall ";
    private const string TextsBegin = "Texts: ";
    private const string AuditBegins = "Audit: ";
    private static readonly SentencePatterns Sentences = new("verified.", without: "verified.part.");
    private static readonly SentencePatterns Parts = new("verified.part.");

    /// <summary>The sentence in a language.</summary>
    public static string In(string message, Words words) => words.Language == Words.English ? message : Whole(message, words);

    // Whose it is comes first; a pattern that begins with a place would take that for what fills it.
    private static string Whole(string message, Words words)
    {
        var colon = message.IndexOf(": ", StringComparison.Ordinal);
        return message switch
        {
            _ when colon > 0 && message.StartsWith(HallBegins, StringComparison.OrdinalIgnoreCase) =>
                words[Word.VerifiedOfHall, message[HallBegins.Length..colon], Whole(message[(colon + 2)..], words)],
            _ when message.StartsWith(TextsBegin, StringComparison.Ordinal) =>
                words[Word.VerifiedOfTexts, Whole(message[TextsBegin.Length..], words)],
            _ when message.StartsWith(AuditBegins, StringComparison.Ordinal) =>
                words[Word.VerifiedOfAudit, Whole(message[AuditBegins.Length..], words)],
            _ => Sentences.Said(message, words, part => PartIn(part, words)) ?? message,
        };
    }

    private static string PartIn(string part, Words words) => Parts.Said(part, words, inner => PartIn(inner, words)) ?? part;
}
