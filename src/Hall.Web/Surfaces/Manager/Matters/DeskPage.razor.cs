using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Hub.Identity;
using Hall.Web.Surfaces.Matters;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Manager.Matters;

/// <summary>The desk behind the windows: whoever holds a post presses "next" and never chooses, passes or returns what is given.</summary>
public sealed partial class DeskPage
{
    private readonly HashSet<string> _faults = [];
    private ImmutableArray<DeskLine>? _lines;
    private string _note = "";
    private string? _refused;
    private bool _busy;

    [Inject]
    private PeopleRegister People { get; set; } = default!;

    private StaffNumber Me => new(Actor);

    /// <inheritdoc />
    protected override async Task OnParametersSetAsync()
    {
        await base.OnParametersSetAsync();
        if (RendererInfo.IsInteractive)
        {
            await LookAsync();
        }
    }

    /// <inheritdoc />
    protected override void OnTick() => Begin(LookAsync);

    private async Task LookAsync()
    {
        if (Engine is not null)
        {
            _lines = await Engine.AskAsync(new MatterDesk(Me));
            StateHasChanged();
        }
    }

    private HallVerdict VerdictOf(ImmutableArray<DeskLine> lines)
    {
        if (lines.IsEmpty)
        {
            return new(true, false, Words[Word.MatterDeskNoPost], Words[Word.MatterDeskNoPostLead], null);
        }

        var (mine, over) = (lines.Sum(line => line.Mine),
            lines.SelectMany(line => line.Line).Count(view => view.Standing == MatterStanding.Overdue));
        return lines.Any(line => line.InHand is not null)
            ? new(true, false, Words[Word.MatterDeskInHand], Words[Word.MatterDeskWaiting, mine], null)
            : mine == 0 ? new(true, false, Words[Word.MatterDeskEmpty], Words[Word.MatterDeskEmptyLead], null)
            : new(false, over > 0, Words[Word.MatterDeskWaiting, mine], over > 0 ? Words[Word.MatterDeskOver, over] : "", null);
    }

    private string NameOf(string staff) => People.FindStaff(staff)?.Name is { Length: > 0 } name ? $"{name} {staff}" : staff;

    private void Mark(string fault, bool on) => _ = on ? _faults.Add(fault) : _faults.Remove(fault);

    private Task<bool> TakeAsync(RouteStep step) => DoAsync(new TakeStep(step, Me));

    // The next one comes by itself, so that nobody is tempted to look what it is.
    private async Task PassAsync(MatterView view, RouteStep step)
    {
        if (await DoAsync(new PassStep(view.Matter.Number) { By = Me }) && _lines?.FirstOrDefault(line => line.Step == step)?.Mine > 0)
        {
            await TakeAsync(step);
        }
    }

    private Task<bool> ReturnAsync(MatterView view) =>
        DoAsync(new ReturnStep(view.Matter.Number, [.. _faults.Order(StringComparer.Ordinal)], Note) { By = Me });

    private Task<bool> GiveBackAsync(MatterView view) => DoAsync(new GiveBackStep(view.Matter.Number, _note.Trim()) { By = Me });

    private string? Note => _note.Trim() is { Length: > 0 } note ? note : null;

    private async Task<bool> DoAsync(HallCommand command)
    {
        _busy = true;
        _refused = await MatterText.DoAsync(Engine!, command, Words);
        _busy = false;
        if (_refused is null)
        {
            _faults.Clear();
            _note = "";
        }

        await LookAsync();
        return _refused is null;
    }
}
