namespace Hall.Web.Wording;

/// <summary>
/// Says a fault of a configuration in a language. The reader writes English, for logs and terminals; the words of the other language
/// stand under the same key as the English pattern, so that what has no translation yet is still said. What fills a place is said in
/// that language too where it is one of the parts; what somebody wrote stands in quotes and stays as it is.
/// </summary>
public static class FaultSentences
{
    private static readonly SentencePatterns Sentences = new("fault.", without: "fault.part.");
    private static readonly SentencePatterns Parts = new("fault.part.");

    /// <summary>The sentence in a language.</summary>
    public static string In(string message, Words words) =>
        words.Language == Words.English ? message : Sentences.Said(message, words, part => PartIn(part, words)) ?? message;

    private static string PartIn(string part, Words words) => Parts.Said(part, words, inner => PartIn(inner, words)) ?? part;
}
