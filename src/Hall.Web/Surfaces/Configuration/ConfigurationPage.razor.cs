using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Hub.Accounts;
using Hall.Hub.Configurations;
using Hall.Web.Identity;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>The hall's configuration: a draft by section, what it would change, its publication, and every version that ever was.</summary>
public sealed partial class ConfigurationPage
{
    private const string Skills = "skills";
    private const int Versions = 30;
    private const int MostFaults = 60;
    private static readonly IReadOnlyList<(string Section, string[] Paths)> Tabs = [(Skills, []), .. DraftSections.All];
    private DraftEditor? _editor;
    private ConfigurationDraft? _draft;
    private string _seen = "";
    private HallPlan? _live;
    private ScheduledPublication? _schedule;
    private ConcurrentEdit? _meanwhile;
    private PlaceSentences _places = default!;
    private PlaceSentences? _importPlaces;
    private IReadOnlyList<ConfigurationDifference> _differences = [];
    private IReadOnlyList<ConfigurationFault> _importFaults = [];
    private IReadOnlyList<ConfigurationVersion>? _versions;
    private string? _refused;
    private bool _imported;
    private bool _couldEdit;

    /// <summary>Which section the address names.</summary>
    [SupplyParameterFromQuery(Name = "section")]
    public string? Section { get; set; }

    [Inject]
    private ConfigurationDrafts Drafts { get; set; } = default!;

    [Inject]
    private ConfigurationVersions Known { get; set; } = default!;

    [Inject]
    private ConfigurationSchedule Schedule { get; set; } = default!;

    [Inject]
    private NavigationManager Address { get; set; } = default!;

    [Inject]
    private ISnackbar Edge { get; set; } = default!;

    private string Shown => Tabs.Any(tab => tab.Section == Section) ? Section! : Skills;

    private IReadOnlyList<ConfigurationFault> Faults => _importFaults.Count > 0 ? _importFaults : _draft?.Faults ?? [];

    /// <inheritdoc />
    protected override TimeSpan? TickEvery => TimeSpan.FromSeconds(1);

    // Asked at every paint and every change: a role may be taken away while its owner edits.
    private bool MayEdit => May(Permission.ConfigurationEdit);

    private bool MayPublish => May(Permission.ConfigurationPublish);

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Engine is not null)
        {
            _versions = await Known.LatestAsync(Engine.Id, Versions, CancellationToken.None);
        }
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (Engine is not null && (_editor is null || _couldEdit != MayEdit))
        {
            Look();
        }
    }

    /// <inheritdoc />
    protected override void OnTick()
    {
        _schedule = Schedule.Find(Engine!.Id);
        var now = Drafts.Find(Engine.Id);
        if (now?.Revision == _draft?.Revision && Engine.Snapshot.Plan.Sequence <= _live?.Sequence)
        {
            return;
        }

        // Every change here is saved at once, so there is nothing of the reader's own that this could overwrite.
        if (now is not null && now.Revision != _draft?.Revision && now.By != Actor)
        {
            _meanwhile = new(now.By, ConfigurationComparison.Of(_seen, now.Text), []);
        }

        Look();
    }

    private IEnumerable<(string File, string Sentence, Action Understood)> SetAside
    {
        get
        {
            if (Drafts.SetAside(Engine!.Id) is { } draft)
            {
                yield return (draft, Word.ConfigurationAsideDraft, () => Drafts.Acknowledge(Engine.Id));
            }

            if (Schedule.SetAside(Engine.Id) is { } order)
            {
                yield return (order, Word.ConfigurationAsideSchedule, () => Schedule.Acknowledge(Engine.Id));
            }
        }
    }

    private void Turn(string section) => Address.NavigateTo($"/{Hall}/manager/configuration?section={section}");

    private static string SectionOf(string path) =>
        DraftSections.All.FirstOrDefault(section => section.Paths.Any(known => path.Split('.', '[')[0] == known)).Section ?? Skills;

    private void Look(HallPlan? inForce = null)
    {
        var snapshot = inForce ?? Engine!.Snapshot.Plan;
        _live = snapshot.Sequence >= (_live?.Sequence ?? 0) ? snapshot : _live!;
        var live = HallConfigurationReader.Write(_live.Configuration);
        (_draft, _schedule) = (Drafts.Find(Engine!.Id), Schedule.Find(Engine.Id));
        _seen = _draft?.Text ?? live;
        _differences = _draft is null ? [] : ConfigurationComparison.Of(live, _draft.Text);
        _places = new(Words, _seen, live);
        _couldEdit = MayEdit;
        _editor = new(_seen, _draft?.Faults ?? [], Words, _couldEdit, SaveAsync)
        {
            Sound = _draft is null ? _live.Configuration : _draft.Configuration,
        };
    }

    private Task SaveAsync(string text)
    {
        (_importFaults, _importPlaces, _refused, _imported) = ([], null, null, false);
        if (!Allowed(MayEdit))
        {
            return Task.CompletedTask;
        }

        try
        {
            Keep(text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // What was typed stays in the editor, and goes into the file with the next change.
            _refused = Words[Word.RejectionJournalUnavailable];
            StateHasChanged();
            return Task.CompletedTask;
        }

        Look();
        StateHasChanged();
        return Task.CompletedTask;
    }

    private void Keep(string text)
    {
        var (seen, before) = (_draft?.Revision ?? 0, _seen);
        while (Drafts.Save(Engine!.Id, seen, _draft?.Base ?? _live!.Sequence, Actor, Now, text) is null)
        {
            // Somebody was quicker: both changes go into one draft, and the reader is told what the other did.
            var there = Drafts.Find(Engine.Id)!;
            text = ConfigurationMerge.Of(before, text, there.Text, out var conflicts);
            _meanwhile = new(there.By, ConfigurationComparison.Of(before, there.Text), conflicts);
            (seen, before) = (there.Revision, there.Text);
        }
    }

    private Task TakeMineAsync(ConfigurationConflict conflict)
    {
        var rest = _meanwhile! with { Conflicts = [.. _meanwhile.Conflicts.Where(other => other != conflict)] };
        _meanwhile = rest;
        return ConfigurationMerge.Put(_seen, conflict.Path, conflict.Mine) is { } text ? SaveAsync(text) : Task.CompletedTask;
    }

    private bool Allowed(bool may)
    {
        if (!may)
        {
            _refused = Words[Word.PeopleFaultPermission];
            StateHasChanged();
        }

        return may;
    }

    private void Discard()
    {
        if (!Allowed(MayEdit))
        {
            return;
        }

        (_importFaults, _importPlaces, _refused, _meanwhile) = ([], null, null, null);
        if (_draft is { } seen && !Drafts.Discard(Engine!.Id, seen.Revision) && Drafts.Find(Engine.Id) is { } there)
        {
            _meanwhile = new(there.By, ConfigurationComparison.Of(_seen, there.Text), []);
        }

        Look();
    }

    private async Task CancelOrderAsync()
    {
        if (!Allowed(MayPublish))
        {
            return;
        }

        await Schedule.CancelAsync(Engine!.Id, Actor);
        Look();
    }
}
