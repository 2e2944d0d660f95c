using Hall.Core.Configuration;
using Hall.Core.Search;
using Hall.Core.Snapshots;
using Hall.Hub.Kiosks;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Kiosk;

/// <summary>A matter found in the words that people use: typed on the screen, on a keyboard, or with an input method.</summary>
public sealed partial class KioskSearch : IDisposable
{
    /// <summary>How many are shown before the others are asked for.</summary>
    public const int First = 4;

    private const int Longest = ServiceFinder.LongestQuery;
    private const int LongestShown = 20;
    private static readonly string[][] Letters =
    [
        ["Q", "W", "E", "R", "T", "Y", "U", "I", "O", "P"], ["A", "S", "D", "F", "G", "H", "J", "K", "L"],
        ["Z", "X", "C", "V", "B", "N", "M"],
    ];
    private static readonly string[][] NineKeys =
    [
        ["2ABC", "3DEF", "4GHI"], ["5JKL", "6MNO", "7PQRS"], ["8TUV", "9WXYZ"],
    ];

    private ElementReference _field;
    private bool _nine;
    private bool _all;
    private string _inVain = "";
    private bool _isTyped;
    private bool _isChosen;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>What was typed.</summary>
    [Parameter, EditorRequired] public string Query { get; set; } = "";

    /// <summary>It was typed on.</summary>
    [Parameter] public EventCallback<string> QueryChanged { get; set; }

    /// <summary>A matter was chosen.</summary>
    [Parameter] public EventCallback<Service> ServiceChosen { get; set; }

    /// <summary>Whoever cannot type looks by what it is about.</summary>
    [Parameter] public EventCallback Browse { get; set; }

    /// <summary>Somebody should come.</summary>
    [Parameter] public EventCallback HelpAsked { get; set; }

    [Inject]
    private UnfoundWords Searches { get; set; } = default!;

    [Inject]
    private TakenServices Taken { get; set; } = default!;

    private Findings Found { get; set; } = Findings.None;

    // What letters or keys were taken for; nothing where it is what was typed.
    private string? Meaning =>
        Found is { AreSimilar: false, Understood: { } met } && !met.Equals(Query.Trim(), StringComparison.OrdinalIgnoreCase) ? met : null;

    private string Shortened => Query.Trim() is { Length: > LongestShown } query ? $"{query[..LongestShown]}…" : Query.Trim();

    /// <inheritdoc />
    protected override void OnParametersSet() => Found = Find(Query);

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // A keyboard that somebody has plugged in types into the field at once.
        if (firstRender)
        {
            await _field.FocusAsync(preventScroll: true);
        }
    }

    /// <summary>What was looked for in vain is counted when the citizen has given it up.</summary>
    public void Dispose()
    {
        GiveUp();
        if (_isTyped && !_isChosen && Query.Trim().Length > 0 && Found.All.Count > 0)
        {
            Searches.Note(Snapshot.Hall, Query, found: true, Snapshot.BusinessDay);
        }
    }

    private Findings Find(string query) =>
        ServiceFinder.Find(Snapshot.Plan.Configuration, query, SearchPlace.Of(Snapshot, Words.Language, Taken));

    private Task ChooseAsync(Service service)
    {
        _isChosen = true;
        return ServiceChosen.InvokeAsync(service);
    }

    private async Task TypeAsync(string query)
    {
        (_all, _isTyped) = (false, true);
        await QueryChanged.InvokeAsync(query.Length > Longest ? query[..Longest] : query);
        if (query.Trim().Length == 0)
        {
            GiveUp();
        }
        else if (Find(query).All.Count == 0)
        {
            _inVain = query.Length >= _inVain.Length ? query : _inVain;
        }
        else if (query.StartsWith(_inVain, StringComparison.Ordinal))
        {
            // It was only the beginning of something that there is.
            _inVain = "";
        }
    }

    private void GiveUp()
    {
        if (_inVain.Length > 0)
        {
            Searches.Note(Snapshot.Hall, _inVain, found: false, Snapshot.BusinessDay);
        }

        _inVain = "";
    }

    private Task PressAsync(char key) => Query.Length < Longest ? TypeAsync(Query + key) : Task.CompletedTask;

    private Task DeleteAsync() => TypeAsync(Query.Length > 0 ? Query[..^1] : Query);
}
