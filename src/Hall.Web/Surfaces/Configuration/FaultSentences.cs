using System.Collections.Frozen;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>
/// Says a fault of a configuration in a language. The reader writes English, for logs and terminals; the words of the other language
/// stand under the same key as the English pattern, so that what has no translation yet is still said.
/// </summary>
public static partial class FaultSentences
{
    private static readonly FrozenDictionary<string, Regex> Patterns = Words.Keys(CultureInfo.GetCultureInfo(Words.English), withParents: false)
        .Where(key => key.StartsWith("fault.", StringComparison.Ordinal))
        .ToFrozenDictionary(key => key, key => Made(Words.For(Words.English)[key]));

    /// <summary>The sentence in a language.</summary>
    public static string In(string message, Words words)
    {
        if (words.Language == Words.English)
        {
            return message;
        }

        foreach (var (key, pattern) in Patterns)
        {
            if (pattern.Match(message) is { Success: true } match)
            {
                return words[key, [.. match.Groups.Values.Skip(1).Select(group => group.Value)]];
            }
        }

        return message;
    }

    private static Regex Made(string template) =>
        new($@"\A{Place().Replace(Regex.Escape(template), "(.*)")}\z", RegexOptions.Singleline | RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));

    [GeneratedRegex(@"\\\{\d\}")]
    private static partial Regex Place();
}
