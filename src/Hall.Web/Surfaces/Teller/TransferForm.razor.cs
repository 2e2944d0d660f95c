using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Web.Surfaces.Staff;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace Hall.Web.Surfaces.Teller;

/// <summary>Where a ticket is sent on to, and where it stands there.</summary>
public sealed partial class TransferForm
{
    private const int Most = 30;
    private Destination _kind;
    private TransferPosition _position;
    private string? _chosen;
    private bool _isChosenNow;
    private MudButton? _go;

    private enum Destination
    {
        Service,
        Zone,
        Counter,
    }

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter that sends.</summary>
    [Parameter, EditorRequired] public CounterView Counter { get; set; } = default!;

    /// <summary>The teller thought better of it.</summary>
    [Parameter] public EventCallback OnCancel { get; set; }

    /// <summary>The command.</summary>
    [Parameter] public EventCallback<HallCommand> OnSend { get; set; }

    // Nobody is sent to a window where nobody is; the teller is told before it is sent.
    private bool IsAway =>
        _kind == Destination.Counter && _chosen is { } counter && Snapshot.Counter(new(counter))?.Counter.GivesBack(Snapshot.At) == true;

    private IEnumerable<Choice<string>> Choices => _kind switch
    {
        Destination.Zone => Snapshot.Plan.Configuration.Zones.Select(zone =>
            new Choice<string>(zone.Code.Value, $"{zone.Code.Value} {zone.Names.In(Words.Language)}")),
        Destination.Counter => Snapshot.Counters.Where(view => view.Counter.Id != Counter.Counter.Id).Select(view =>
            new Choice<string>(view.Counter.Id.Value,
                $"{Words[Word.CounterTitle, view.Counter.Id.Value]} · {Words.Of(WordGroup.CounterState, view.Counter.State)}")),
        _ => ServiceChoices.Of(Snapshot.Plan, Words.Language),
    };

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What was chosen is sent by Enter.
        if (_isChosenNow && _go is not null)
        {
            _isChosenNow = false;
            await _go.FocusAsync();
        }
    }

    private void Turn(Destination kind) => (_kind, _chosen) = (kind, null);

    private void Choose(string? chosen) => (_chosen, _isChosenNow) = (chosen, chosen is not null);

    private Task SendAsync() => OnSend.InvokeAsync(new TransferTicket(
        Counter.Counter.Id,
        _kind == Destination.Service ? new ServiceCode(_chosen!) : null,
        _kind == Destination.Zone ? new ZoneCode(_chosen!) : null,
        _kind == Destination.Counter ? new CounterId(_chosen!) : null,
        _position));
}
