using Hall.Web.Wording;
using Microsoft.Extensions.Localization;
using MudBlazor;

namespace Hall.Web.Surfaces;

/// <summary>
/// What the component library says by itself, such as the names of a table's buttons, in the language of the page. The library would take
/// the thread's language, which nobody sets here.
/// </summary>
public sealed class LibraryWords(LibraryLanguage language) : ILocalizationInterceptor
{
    /// <inheritdoc />
    public LocalizedString Handle(string key, params object[] arguments)
    {
        var words = language.Words;
        return words.Find(WordGroup.Library, key) is null
            ? new(key, key, resourceNotFound: true)
            : new(key, words.Of(WordGroup.Library, key, arguments));
    }
}

/// <summary>The language of the page that one circuit shows.</summary>
public sealed class LibraryLanguage
{
    /// <summary>The words of the page; Chinese until the page has said which.</summary>
    public Words Words { get; set; } = Words.For(Words.Chinese);
}
