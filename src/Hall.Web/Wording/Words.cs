using System.Collections.Frozen;
using System.Globalization;
using Microsoft.Extensions.Localization;

namespace Hall.Web.Wording;

/// <summary>
/// The words of the surfaces in one language. The language is asked for, never taken from the thread, because one circuit may
/// show two. Every <c>…Words.resx</c> of the program is a list of them, its <c>…Words.en.resx</c> the English one.
/// </summary>
public sealed class Words : IStringLocalizer
{
    /// <summary>The default language.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>The other one.</summary>
    public const string English = "en";

    private static readonly Words InChinese = new(Chinese, WordLists.Merged(CultureInfo.InvariantCulture));
    private static readonly Words InEnglish = new(English, WordLists.Merged(CultureInfo.GetCultureInfo(English)));
    private readonly FrozenDictionary<string, string> _sentences;
    private readonly CountFormat _format;

    private Words(string language, FrozenDictionary<string, string> sentences)
    {
        Language = language;
        Culture = CultureInfo.GetCultureInfo(language);
        _format = new(Culture);
        _sentences = sentences;
    }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>How numbers and dates are written in this language.</summary>
    public CultureInfo Culture { get; }

    /// <summary>The sentence for this key, a constant of <see cref="Word"/>; the key itself when there is none.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>The sentence for this key with its places filled; one thing is said otherwise than several, see
    /// <see cref="CountFormat"/>.</summary>
    public string this[string key, params object?[] arguments] => string.Format(_format, this[key], arguments);

    LocalizedString IStringLocalizer.this[string name] => new(name, this[name], Find(name) is null);

    LocalizedString IStringLocalizer.this[string name, params object[] arguments] => new(name, this[name, arguments], Find(name) is null);

    /// <summary>Things named one after the other, in one line.</summary>
    public string List(IEnumerable<string> things) => string.Join(Language == English ? ", " : "、", things);

    /// <summary>The words of a language; any but English is Chinese.</summary>
    public static Words For(string? language) => Known(language) == English ? InEnglish : InChinese;

    /// <summary>The language that is meant, <c>zh-CN</c> or <c>en</c>.</summary>
    public static string Known(string? language) =>
        language?.StartsWith(English, StringComparison.OrdinalIgnoreCase) == true ? English : Chinese;

    /// <summary>The word of one of a kind, such as a level, a role, a state.</summary>
    /// <param name="group">The kind, a constant of <see cref="WordGroup"/>.</param>
    /// <param name="member">Which: a value of an enumeration, a code. A further part of the key may follow a point.</param>
    /// <param name="arguments">What fills the places of the sentence.</param>
    public string Of<T>(string group, T member, params object?[] arguments) =>
        arguments.Length == 0 ? this[Invariant($"{group}.{member}")] : this[Invariant($"{group}.{member}"), arguments];

    /// <summary>The sentence for a key; null when there is none.</summary>
    public string? Find(string key) => _sentences.GetValueOrDefault(key);

    /// <summary>The word of one of a kind, as <see cref="Of{T}"/>; null when there is none.</summary>
    public string? Find<T>(string group, T member) => Find(Invariant($"{group}.{member}"));

    /// <inheritdoc />
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        _sentences.Select(word => new LocalizedString(word.Key, word.Value));

    /// <summary>The keys of all sentences, sorted.</summary>
    public IReadOnlyCollection<string> Keys => field ??= [.. _sentences.Keys.Order(StringComparer.Ordinal)];
}
