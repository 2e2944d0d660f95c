using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Snapshots;
using Hall.Web.Configurations;
using Hall.Web.Engine;
using Hall.Web.People;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;

namespace Hall.Web.Surfaces.Configuration;

/// <summary>The hall's configuration: a draft, what it would change, its publication, and every version that ever was.</summary>
public sealed partial class ConfigurationPage
{
    private const long LargestFile = 8 * 1024 * 1024;
    private const int Versions = 30;
    private ConfigurationDraft? _draft;
    private IReadOnlyList<ConfigurationDifference> _differences = [];
    private IReadOnlyList<ConfigurationFault> _faults = [];
    private IReadOnlyList<ConfigurationVersion> _versions = [];
    private string _why = "";
    private string? _said;
    private bool _refused;
    private bool _mayEdit;
    private bool _mayPublish;
    private string _by = "";

    /// <summary>Who is signed in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    [Inject]
    private ConfigurationDrafts Drafts { get; set; } = default!;

    [Inject]
    private ConfigurationVersions Known { get; set; } = default!;

    private HallConfiguration Edited => _draft?.Configuration ?? Snapshot!.Plan.Configuration;

    /// <summary>Services that people wait for and that the draft no longer has.</summary>
    private List<ServiceWaiting> Orphans =>
        [.. Snapshot!.Waiting.Where(waiting => waiting.Count > 0 && Edited.Services.All(service => service.Code != waiting.Service))];

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (Who is { } who)
        {
            var user = (await who).User;
            (_mayEdit, _mayPublish, _by) = (user.May(Permission.ConfigurationEdit), user.May(Permission.ConfigurationPublish), user.Staff() ?? "");
        }

        if (Engine is not null)
        {
            await LookAsync();
        }
    }

    private async Task LookAsync()
    {
        _draft = Drafts.Find(Engine!.Id);
        _versions = await Known.LatestAsync(Engine.Id, Versions, CancellationToken.None);
        _differences = _draft is null ? [] : ConfigurationComparison.Of(Snapshot!.Plan.Configuration, _draft.Configuration);
    }

    private async Task EditAsync(HallConfiguration edited)
    {
        (_faults, _said) = ([], null);
        var reading = HallConfigurationReader.Read(HallConfigurationReader.Write(edited));
        if (reading.Configuration is not { } sound)
        {
            _faults = reading.Faults;
            return;
        }

        var draft = new ConfigurationDraft(_draft?.Base ?? _versions[0].Sequence, _by, Time.GetUtcNow(), sound);
        if (!Drafts.Save(Engine!.Id, _draft?.At, draft))
        {
            (_refused, _said) = (true, Words["configuration.meanwhile"]);
        }

        await LookAsync();
    }

    private async Task ImportAsync(InputFileChangeEventArgs chosen)
    {
        (_faults, _said) = ([], null);
        if (chosen.File.Size > LargestFile)
        {
            (_refused, _said) = (true, Words["configuration.tooLarge", LargestFile / 1024 / 1024]);
            return;
        }

        using var reader = new StreamReader(chosen.File.OpenReadStream(LargestFile));
        var reading = HallConfigurationReader.Read(await reader.ReadToEndAsync());
        if (reading.Configuration is not { } configuration)
        {
            (_faults, _refused, _said) = (reading.Faults, true, Words["configuration.faulty", reading.Faults.Count]);
        }
        else if (configuration.Hall != Engine!.Id)
        {
            (_refused, _said) = (true, Words["configuration.otherHall", configuration.Hall, Engine.Id]);
        }
        else
        {
            await EditAsync(configuration);
        }
    }

    private async Task Discard()
    {
        Drafts.Discard(Engine!.Id);
        (_faults, _said) = ([], null);
        await LookAsync();
    }

    private async Task PublishAsync()
    {
        var latest = (await Known.LatestAsync(Engine!.Id, 1, CancellationToken.None))[0].Sequence;
        if (_draft is not { } draft)
        {
            return;
        }

        if (draft.Base != latest)
        {
            // What is compared on the page is the version in force, so that a second press publishes what was seen.
            Drafts.Save(Engine.Id, draft.At, draft with { Base = latest, At = Time.GetUtcNow() });
            (_refused, _said) = (true, Words["configuration.otherVersion"]);
            await LookAsync();
            return;
        }

        try
        {
            var outcome = await Engine.ExecuteAsync(new PublishConfiguration(draft.Configuration, _by.Length == 0 ? null : new(_by), _why.Trim()));
            _refused = outcome.Rejection is not null;
            _said = outcome.Rejection is { } rejection ? Words.Find($"rejection.{rejection.Code}") ?? rejection.Message : Words["configuration.published"];
            if (!_refused)
            {
                Drafts.Discard(Engine.Id);
                _why = "";
            }

            await LookAsync();
        }
        catch (JournalUnavailableException)
        {
            (_refused, _said) = (true, Words[$"rejection.{RejectionCode.JournalUnavailable}"]);
        }
    }
}
