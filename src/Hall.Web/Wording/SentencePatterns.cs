using System.Text.RegularExpressions;

namespace Hall.Web.Wording;

/// <summary>
/// Finds which of the English sentences under a key a text is, and says it in another language: for texts that are written once, for
/// logs, terminals and the audit, and read by people of both languages.
/// </summary>
public sealed partial class SentencePatterns
{
    // The most words first, because "There is no {0}" would else take what is said more exactly elsewhere.
    private readonly Pattern[] _patterns;

    /// <summary>The sentences whose keys begin so.</summary>
    /// <param name="prefix">How their keys begin.</param>
    /// <param name="without">How the keys of those begin that are left out; null for none.</param>
    public SentencePatterns(string prefix, string? without = null) =>
        _patterns = [.. Words.For(Words.English).Keys
            .Where(key =>
                key.StartsWith(prefix, StringComparison.Ordinal) && (without is null || !key.StartsWith(without, StringComparison.Ordinal)))
            .Select(key => Made(key, Words.For(Words.English)[key]))
            .OrderByDescending(pattern => pattern.Letters)];

    /// <summary>The sentence in a language; null when none of them is meant.</summary>
    /// <param name="text">The English sentence.</param>
    /// <param name="words">The words of the language.</param>
    /// <param name="fill">Says what fills a place; what stands in quotes was written by somebody and is left alone.</param>
    public string? Said(string text, Words words, Func<string, string> fill)
    {
        foreach (var pattern in _patterns)
        {
            if (pattern.Sentence.Match(text) is { Success: true } match)
            {
                return words[pattern.Key,
                    [.. match.Groups.Values.Skip(1).Select((group, i) => pattern.Quoted[i] ? group.Value : fill(group.Value))]];
            }
        }

        return null;
    }

    private static Pattern Made(string key, string template)
    {
        // A word with two forms is known by either; what hubs wrote before it had two stands in logs and audits for years.
        var sentence = string.Concat(Parts().Split(template).Select(part => part switch
        {
            _ when Forms().Match(part) is { Success: true } forms => $"(?:{Regex.Escape(forms.Groups[1].Value)}|{Regex.Escape(
                forms.Groups[2].Value)})",
            _ when Place().IsMatch(part) => "(.*)",
            _ => Regex.Escape(part),
        }));
        var places = Place().Matches(template);
        return new(
            key,
            new($@"\A{sentence}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)),
            [.. places.Select(place => place.Index > 0 && template[place.Index - 1] == '"')],
            Parts().Split(template).Where(part => !part.StartsWith('{')).Sum(part => part.Length));
    }

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"\{\d:([^|}]*)\|([^}]*)\}")]
    private static partial Regex Forms();

    [GeneratedRegex(@"(\{\d[^}]*\})")]
    private static partial Regex Parts();

    private sealed record Pattern(string Key, Regex Sentence, bool[] Quoted, int Letters);
}
