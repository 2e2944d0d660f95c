using System.Globalization;
using System.Text.RegularExpressions;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>
/// Says a fault of a configuration in a language. The reader writes English, for logs and terminals; the words of the other language
/// stand under the same key as the English pattern, so that what has no translation yet is still said. What fills a place is said in
/// that language too where it is one of the parts; what somebody wrote stands in quotes and stays as it is.
/// </summary>
public static partial class FaultSentences
{
    private const string OfParts = "fault.part.";

    // The most words first, because "There is no {0}" would else take what is said more exactly elsewhere.
    private static readonly Pattern[] Patterns = [.. Words.Keys(CultureInfo.GetCultureInfo(Words.English), withParents: false)
        .Where(key => key.StartsWith("fault.", StringComparison.Ordinal))
        .Select(key => Made(key, Words.For(Words.English)[key]))
        .OrderByDescending(pattern => pattern.Letters)];

    /// <summary>The sentence in a language.</summary>
    public static string In(string message, Words words) =>
        words.Language == Words.English ? message : Said(message, words, ofParts: false) ?? message;

    private static string? Said(string text, Words words, bool ofParts)
    {
        foreach (var pattern in Patterns)
        {
            if (pattern.Key.StartsWith(OfParts, StringComparison.Ordinal) == ofParts && pattern.Sentence.Match(text) is { Success: true } match)
            {
                return words[pattern.Key, [.. match.Groups.Values.Skip(1).Select((group, i) => pattern.Quoted[i] ? group.Value : Said(group.Value, words, ofParts: true) ?? group.Value)]];
            }
        }

        return null;
    }

    private static Pattern Made(string key, string template)
    {
        var places = Place().Matches(template);
        var sentence = Regex.Replace(Regex.Escape(template), @"\\\{\d\}", "(.*)");
        return new(
            key,
            new($@"\A{sentence}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
            [.. places.Select(place => place.Index > 0 && template[place.Index - 1] == '"')],
            template.Length - places.Sum(place => place.Length));
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    private sealed record Pattern(string Key, Regex Sentence, bool[] Quoted, int Letters);
}
