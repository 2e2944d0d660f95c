using System.Collections;
using System.Collections.Frozen;
using System.Globalization;
using System.Reflection;
using System.Resources;

namespace Hall.Web.Wording;

/// <summary>The lists of words that stand beside the pages, each a resource of the program.</summary>
internal static class WordLists
{
    private const string Ending = "Words.resources";

    /// <summary>The words of all lists in one.</summary>
    /// <param name="culture">Whose lists; the invariant one's are Chinese.</param>
    /// <exception cref="InvalidOperationException">Two lists have one key.</exception>
    public static FrozenDictionary<string, string> Merged(CultureInfo culture)
    {
        var program = typeof(WordLists).Assembly;
        return Merged(program.GetManifestResourceNames().Where(name => name.EndsWith(Ending, StringComparison.Ordinal))
            .Select(name => (List: name[..^".resources".Length], Words: WordsOf(name, program, culture))));
    }

    /// <summary>Words of several lists in one.</summary>
    /// <exception cref="InvalidOperationException">Two lists have one key; it names both.</exception>
    internal static FrozenDictionary<string, string> Merged(
        IEnumerable<(string List, IEnumerable<KeyValuePair<string, string>> Words)> lists)
    {
        var merged = new Dictionary<string, (string Text, string List)>(StringComparer.Ordinal);
        foreach (var (list, words) in lists)
        {
            foreach (var (key, text) in words)
            {
                if (!merged.TryAdd(key, (text, list)))
                {
                    throw new InvalidOperationException(
                        $"The word '{key}' stands in {merged[key].List} and in {list}; leave it in one of them.");
                }
            }
        }

        return merged.ToFrozenDictionary(word => word.Key, word => word.Value.Text, StringComparer.Ordinal);
    }

    private static IEnumerable<KeyValuePair<string, string>> WordsOf(string name, Assembly program, CultureInfo culture) =>
        (new ResourceManager(name[..^".resources".Length], program).GetResourceSet(culture, createIfNotExists: true, tryParents: false)
            ?? throw new InvalidOperationException($"{name} has no twin for {culture}."))
        .Cast<DictionaryEntry>().Select(word => KeyValuePair.Create((string)word.Key, (string)word.Value!));
}
