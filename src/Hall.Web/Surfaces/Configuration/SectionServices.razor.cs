using System.Text.Json.Nodes;
using Hall.Web.Surfaces.Staff;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>The draft's services: found by name, opened one at a time, moved and removed. A row is its place in the file.</summary>
public sealed partial class SectionServices
{
    private static readonly string[] Searched = ["code", "names.zh-CN", "names.en", "initials"];
    private static readonly string[] Languages = ["zh-CN", "en"];
    private DataTable<int>? _table;
    private string _find = "";
    private bool _faulty;
    private int _page;
    private int? _open;

    /// <summary>The draft.</summary>
    [CascadingParameter]
    public DraftEditor Editor { get; set; } = default!;

    private List<int> Found => [.. Enumerable.Range(0, Editor.Tree.Count("services")).Where(Fits)];

    private static string At(int place) => Invariant($"services[{place}]");

    private string LooksOf(int place, int row) => Editor.FaultsUnder(At(place)) > 0 ? "faulty" : "";

    private bool Fits(int place) =>
        (!_faulty || Editor.FaultsUnder(At(place)) > 0)
            && (_find.Trim().Length == 0 || Searched.Any(field =>
                Editor.Tree.Text($"{At(place)}.{field}").Contains(_find.Trim(), StringComparison.OrdinalIgnoreCase))
                || EverydayWords(place).Any(word => word.Contains(_find.Trim(), StringComparison.OrdinalIgnoreCase)));

    private IEnumerable<string> EverydayWords(int place) => Languages.SelectMany(language =>
        Enumerable.Range(0, Editor.Tree.Count($"{At(place)}.aka.{language}"))
            .Select(i => Editor.Tree.Text(Invariant($"{At(place)}.aka.{language}[{i}]"))));

    private string Kind(string at) => Editor.Tree.Text($"{at}.kind") == "special" ? "Special" : "General";

    private string NameOf(string at) =>
        Editor.Tree.Text($"{at}.names.{Editor.Words.Language}") is { Length: > 0 } name ? name : Editor.Tree.Text($"{at}.names.zh-CN");

    private Task ToggleAsync(int place)
    {
        _open = _open == place ? null : place;
        return _table!.ToggleHierarchyVisibilityAsync(place);
    }

    // What is open is known by its place, which another service has after a move.
    private async Task CloseAsync()
    {
        if (_open is { } open)
        {
            await ToggleAsync(open);
        }
    }

    private async Task MoveAsync(int place, int by)
    {
        var stays = _open == place ? place + by : _open == place + by ? place : _open;
        await CloseAsync();
        await Editor.ChangeAsync(tree => tree.Move("services", place, by));
        if (stays is { } open)
        {
            await ToggleAsync(open);
        }
    }

    private async Task RemoveAsync(int place)
    {
        await CloseAsync();
        await Editor.PutAsync(At(place), null);
    }

    private async Task AddAsync()
    {
        await CloseAsync();
        var place = Editor.Tree.Count("services");
        (_find, _faulty, _page) = ("", false, place / DataTable<int>.UsualRows);
        var fresh = JsonNode.Parse("""{"code":"","zone":"","kind":"general","minutes":6,"names":{"zh-CN":""}}""")!;
        fresh["zone"] = Editor.Tree.Text("zones[0].code");
        await Editor.ChangeAsync(tree => tree.Add("services", fresh));
        await ToggleAsync(place);
    }
}
