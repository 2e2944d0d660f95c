using System.Globalization;
using System.Resources;
using Microsoft.Extensions.Localization;

namespace Hall.Web.Wording;

/// <summary>
/// The words of the surfaces in one language. The language is asked for, never taken from the thread, because one circuit may
/// show two. <c>Words.resx</c> has those of the citizens' surfaces, <c>StaffWords.resx</c> those of tellers and managers.
/// </summary>
public sealed class Words : IStringLocalizer
{
    /// <summary>The default language.</summary>
    public const string Chinese = "zh-CN";

    /// <summary>The other one.</summary>
    public const string English = "en";

    private static readonly ResourceManager[] Sources =
    [
        new("Hall.Web.Wording.Words", typeof(Words).Assembly),
        new("Hall.Web.Wording.StaffWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Phone.PhoneWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Teller.CounterWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Manager.ManagerWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Balance.BalanceWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Configuration.ConfigurationWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Configuration.DraftWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Configuration.FaultWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Configuration.PlaceWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Help.HelpWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Manager.Ratings.RatingWords", typeof(Words).Assembly),
        new("Hall.Web.Surfaces.Manager.Cases.CaseWords", typeof(Words).Assembly),
    ];

    private static readonly Words InChinese = new(Chinese);
    private static readonly Words InEnglish = new(English);
    private readonly CultureInfo _culture;

    private Words(string language)
    {
        Language = language;
        _culture = CultureInfo.GetCultureInfo(language);
    }

    /// <summary><c>zh-CN</c> or <c>en</c>.</summary>
    public string Language { get; }

    /// <summary>How numbers and dates are written in this language.</summary>
    public CultureInfo Culture => _culture;

    /// <summary>The sentence for this key; the key itself when there is none.</summary>
    public string this[string key] => Find(key) ?? key;

    /// <summary>The sentence for this key with its places filled.</summary>
    public string this[string key, params object?[] arguments] => string.Format(_culture, this[key], arguments);

    LocalizedString IStringLocalizer.this[string name] => new(name, this[name], Find(name) is null);

    LocalizedString IStringLocalizer.this[string name, params object[] arguments] => new(name, this[name, arguments], Find(name) is null);

    /// <summary>Things named one after the other, in one line.</summary>
    public string List(IEnumerable<string> things) => string.Join(Language == English ? ", " : "、", things);

    /// <summary>The words of a language; any but English is Chinese.</summary>
    public static Words For(string? language) => Known(language) == English ? InEnglish : InChinese;

    /// <summary>The language that is meant, <c>zh-CN</c> or <c>en</c>.</summary>
    public static string Known(string? language) =>
        language?.StartsWith(English, StringComparison.OrdinalIgnoreCase) == true ? English : Chinese;

    /// <summary>The sentence for a key; null when there is none.</summary>
    public string? Find(string key)
    {
        foreach (var source in Sources)
        {
            if (source.GetString(key, _culture) is { } text)
            {
                return text;
            }
        }

        return null;
    }

    /// <inheritdoc />
    public IEnumerable<LocalizedString> GetAllStrings(bool includeParentCultures) =>
        Keys(_culture, includeParentCultures).Select(key => new LocalizedString(key, this[key]));

    /// <summary>The keys that a culture's own resources have.</summary>
    public static IReadOnlyCollection<string> Keys(CultureInfo culture, bool withParents)
    {
        var keys = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var source in Sources)
        {
            if (source.GetResourceSet(culture, createIfNotExists: true, tryParents: withParents) is { } set)
            {
                foreach (System.Collections.DictionaryEntry entry in set)
                {
                    keys.Add((string)entry.Key);
                }
            }
        }

        return keys;
    }
}
