using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Devices.Agents;
using Hall.Devices.Discovery;
using Hall.Devices.Lines;
using Hall.Hub.Accounts;
using Hall.Hub.Agents;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;
using Hall.Web.Identity;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using MudBlazor;

namespace Hall.Web.Surfaces.Manager.Devices;

/// <summary>Every device of every window as it is now, what it said last, and what it does when it is tried.</summary>
public sealed partial class DevicesPage
{
    private IReadOnlyList<DeviceLink> _lines = [];
    private IReadOnlyList<AgentPresence> _agents = [];
    private IReadOnlyList<FrameNote> _frames = [];
    private IReadOnlyList<PortProposal>? _proposals;
    private (string Line, string Text, bool Bad) _said = ("", "", false);
    private string? _open;
    private string? _busy;
    private string? _framesFault;
    private string? _discoverFault;
    private string _computer = "";
    private string _actor = "";
    private bool _looking;
    private bool _reading;
    private bool _may;

    /// <summary>Name of the device line that is looked at closely; null for all.</summary>
    [SupplyParameterFromQuery(Name = "line")]
    public string? LineAsked { get; set; }

    /// <summary>Who looks; null where nobody signs in.</summary>
    [CascadingParameter]
    public Task<AuthenticationState>? Who { get; set; }

    [Inject]
    private DeviceLinks Links { get; set; } = default!;

    [Inject]
    private DeviceOrders Orders { get; set; } = default!;

    [Inject]
    private DeviceTrials Trials { get; set; } = default!;

    [Inject]
    private PressLog Log { get; set; } = default!;

    [Inject]
    private HubAlerts Hub { get; set; } = default!;

    [Inject]
    private FaultCalls Calls { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private IReadOnlyList<BreadcrumbItem> Above => _open is null ? []
        : [new(Words[Word.ManagerDevices], Address), new(_open, null, disabled: true)];

    private string Address => $"/{Hall}/manager/devices";

    // Whoever comes to mend it sees that they are awaited, since when and by whom.
    private IEnumerable<(string Said, DateTimeOffset At, string By)> SentFor => Hub.All
        .Where(alert => alert.Hall is not { } hall || hall == Hall)
        .Select(alert => (alert, call: Calls.Of(alert))).Where(pair => pair.call is not null)
        .Select(pair => (HubAlertWords.Of(pair.alert, Words).Title, pair.call!.At,
            pair.call.By.Length == 0 ? Words[Word.LiveSomebody] : pair.call.By));

    private IEnumerable<string> Computers =>
        Snapshot!.Plan.Configuration.DeviceLines.Select(line => line.Agent).Where(agent => agent.Length > 0).Distinct();

    /// <inheritdoc />
    protected override bool ShouldRender()
    {
        Look();
        return true;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        Look();
    }

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        var who = Who is null ? null : (await Who).User;
        (_may, _actor) = (who is null || who.May(Permission.HallSteer), who?.Staff() ?? "");
        var open = _lines.FirstOrDefault(line => line.Definition.Name == LineAsked)?.Definition.Name;
        if (open != _open)
        {
            (_open, _frames, _framesFault) = (open, [], null);
            await ReadFramesAsync();
        }
    }

    /// <inheritdoc />
    protected override void OnTick() => Begin(ReadFramesAsync);

    private void Look() =>
        (_lines, _agents) = Snapshot is { } snapshot ? (Links.Of(snapshot), Links.AgentsOf(snapshot)) : ([], []);

    private List<PressNote> PressesOf(DeviceLink line) =>
        [.. line.Definition.Counters.Values.Distinct().SelectMany(counter => Log.Of(Snapshot!.Hall, counter))
            .OrderByDescending(press => press.At).Take(PressLog.Most)];

    private void Open(string line) =>
        Navigation.NavigateTo(_open == line ? Address : $"{Address}?line={Uri.EscapeDataString(line)}");

    private async Task ReadFramesAsync()
    {
        if (_reading || _open is null || Engine is null || _lines.FirstOrDefault(line => line.Definition.Name == _open) is not { } line)
        {
            return;
        }

        _reading = true;
        try
        {
            var answer = await Orders.CarryOutAsync(Engine, line.Definition, OrderTo(line, OrderKind.Frames), CancellationToken.None);
            _frames = answer.Frames ?? [];
            _framesFault = answer.Done ? null : LinkReasons.In(Words, answer.Sentence);
        }
        finally
        {
            _reading = false;
        }
    }

    private async Task TryAsync(DeviceLink line, DeviceTrial trial)
    {
        if (Engine is null || !_may || _busy is not null)
        {
            _said = (line.Definition.Name, Words[Word.ManagerReadonly], true);
            return;
        }

        _busy = line.Definition.Name;
        try
        {
            var answer =
                await Trials.CarryOutAsync(Engine, line.Definition, _actor, trial.Test, trial.Counter, trial.Text, CancellationToken.None);
            var result = answer.Test ?? TestResult.Failed;
            _said = (line.Definition.Name, Said(answer, result), result != TestResult.Done);
        }
        catch (JournalUnavailableException)
        {
            // A trial stands in the audit before it is made.
            _said = (line.Definition.Name, Words[Word.RejectionJournalUnavailable], true);
        }
        finally
        {
            _busy = null;
        }
    }

    private string Said(OrderAnswer answer, TestResult result) => answer switch
    {
        { Printed: { } outcome } => FrameMeanings.In(Words, Invariant($"slip: {outcome}, copies {answer.Copies}. {answer.Sentence}")),
        { Test: null, Sentence.Length: > 0 } => LinkReasons.In(Words, answer.Sentence),
        _ => Words.Of(WordGroup.ManagerDevicesTest, result),
    };

    private async Task DiscoverAsync()
    {
        if (Engine is null || !_may)
        {
            _discoverFault = Words[Word.ManagerReadonly];
            return;
        }

        (_looking, _proposals, _discoverFault) = (true, null, null);
        try
        {
            var answer = await Orders.DiscoverAsync(Engine, _computer, CancellationToken.None);
            _proposals = answer.Proposals;
            _discoverFault = answer.Done ? null : LinkReasons.In(Words, answer.Sentence);
        }
        finally
        {
            _looking = false;
        }
    }

    private DeviceOrder OrderTo(DeviceLink line, OrderKind kind) => new(Guid.CreateVersion7(), kind, Hall, line.Definition.Name);
}

/// <summary>A trial that somebody asked for.</summary>
/// <param name="Test">Which.</param>
/// <param name="Counter">Whose device.</param>
/// <param name="Text">What it shall show.</param>
public sealed record DeviceTrial(DeviceTest Test, string Counter, string Text);
