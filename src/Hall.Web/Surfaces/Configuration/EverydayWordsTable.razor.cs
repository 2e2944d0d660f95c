using Hall.Core.Identifiers;
using Hall.Core.Search;
using Hall.Hub.Configurations;
using Hall.Hub.Kiosks;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>Everyday words that come from outside: a table, and what citizens looked for in vain.</summary>
public sealed partial class EverydayWordsTable
{
    private const int MostShown = 40;
    private const int FirstShown = 12;
    private readonly Dictionary<string, string?> _to = new(StringComparer.Ordinal);
    private IReadOnlyList<EverydayWordsFault> _faults = [];
    private string? _said;
    private bool _all;

    /// <summary>The draft.</summary>
    [CascadingParameter]
    public DraftEditor Editor { get; set; } = default!;

    [Inject]
    private UnfoundWords Searches { get; set; } = default!;

    private HallId Hall => new(Editor.Tree.Text("hall"));

    private IReadOnlyList<UnfoundWord> Unfound => Searches.Of(Hall);

    private List<Choice<string>> Services =>
        [.. Enumerable.Range(0, Editor.Tree.Count("services")).Select(i => ChoiceOf(Invariant($"services[{i}]")))];

    private string HowOften(UnfoundWord word) => string.Join(" · ", new[]
    {
        word.Nothing > 0 ? Editor.Words[Word.DraftUnfoundNothing, word.Nothing] : "",
        word.Left > 0 ? Editor.Words[Word.DraftUnfoundLeft, word.Left] : "",
    }.Where(part => part.Length > 0));

    private Choice<string> ChoiceOf(string at)
    {
        var (code, name) = (Editor.Tree.Text($"{at}.code"), Editor.Tree.Text($"{at}.names.{Editor.Words.Language}"));
        return new(code, $"{code} {(name.Length > 0 ? name : Editor.Tree.Text($"{at}.names.zh-CN"))}");
    }

    private IEnumerable<Choice<string>> Find(string typed)
    {
        var all = Services;
        return Editor.Sound is { } sound
            ? ServiceFinder.Find(sound, typed, new() { Language = Editor.Words.Language }).All
                .SelectMany(found => all.Where(choice => choice.Value == found.Service.Code.Value))
            : all.Where(choice => choice.Name.Contains(typed.Trim(), StringComparison.CurrentCultureIgnoreCase));
    }

    private async Task AddAsync(string word)
    {
        var place = Services.FindIndex(choice => choice.Value == _to.GetValueOrDefault(word));
        if (place < 0)
        {
            return;
        }

        _to.Remove(word);
        await Editor.ChangeAsync(tree =>
            tree.Add(Invariant($"services[{place}].aka.{EverydayWordsImport.LanguageOfWord(word)}"), word));
        Searches.Forget(Hall, word);
    }

    private async Task ImportAsync(InputFileChangeEventArgs picked)
    {
        (_faults, _said) = ([], null);
        if (picked.File.Size > EverydayWordsImport.LongestFile)
        {
            _said = Editor.Words[Word.DraftWordsLarge, EverydayWordsImport.LongestFile / 1024 / 1024];
            return;
        }

        using var bytes = new MemoryStream();
        await using (var file = picked.File.OpenReadStream(EverydayWordsImport.LongestFile))
        {
            await file.CopyToAsync(bytes);
        }

        var added = 0;
        var table = EverydayWordsImport.TextOf(bytes.ToArray());
        var trial = new JsonPathEditor(Editor.Tree.ToString());
        (added, _faults) = EverydayWordsImport.Take(table, trial);
        _said = Editor.Words[_faults.Count > 0 ? Word.DraftWordsRefused : Word.DraftWordsTaken, _faults.Count > 0 ? _faults.Count : added];
        if (added > 0)
        {
            await Editor.ChangeAsync(tree => EverydayWordsImport.Take(table, tree));
        }
    }
}
