using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;

namespace Hall.Web.Surfaces.Teller;

/// <summary>Where a ticket is sent on to, and where it stands there: a service, a window or a zone, found in one list by typing.</summary>
public sealed partial class TransferForm
{
    private const string ToZone = "zone ";
    private const string ToCounter = "counter ";
    private IReadOnlyList<PickItem> _items = [];
    private TransferPosition _position;
    private PickItem? _chosen;
    private PickItem? _focused;
    private MudButton? _go;

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
    private bool IsAway => CounterOf(_chosen!) is { } counter && Snapshot.Counter(counter)?.Counter.GivesBack(Snapshot.At) == true;

    /// <inheritdoc />
    protected override void OnInitialized() => _items =
    [
        .. ServiceItems.Of(Snapshot.Plan, Words, service => Words[Word.CounterPickZone, service.Zone.Value]),
        .. Snapshot.Counters.Where(view => view.Counter.Id != Counter.Counter.Id).Select(view => new PickItem(
            ToCounter + view.Counter.Id.Value, Words[Word.CounterTitle, view.Counter.Id.Value], view.Counter.Id.Value,
            Words.Of(WordGroup.CounterState, view.Counter.State))),
        .. Snapshot.Plan.Configuration.Zones.Select(zone => new PickItem(
            ToZone + zone.Code.Value, $"{Words[Word.CounterPickZone, zone.Code.Value]} {zone.Names.In(Words.Language)}",
            zone.Code.Value)),
    ];

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        // What was chosen is sent by Enter.
        if (_focused != _chosen)
        {
            _focused = _chosen;
            await (_chosen is null ? Task.CompletedTask : _go!.FocusAsync().AsTask());
        }
    }

    // Two quick Enters are meant as they are: on a slow line the second one comes while the list still stands there.
    private Task PickAsync(PickItem item)
    {
        if (_chosen?.Key == item.Key)
        {
            return SendAsync();
        }

        _chosen = item;
        return Task.CompletedTask;
    }

    private void Key(KeyboardEventArgs key) => _position = key.Key switch
    {
        "1" => TransferPosition.Keep,
        "2" => TransferPosition.Front,
        "3" => TransferPosition.Back,
        _ => _position,
    };

    private static CounterId? CounterOf(PickItem item) =>
        item.Key.StartsWith(ToCounter, StringComparison.Ordinal) ? new(item.Key[ToCounter.Length..]) : null;

    private static ZoneCode? ZoneOf(PickItem item) =>
        item.Key.StartsWith(ToZone, StringComparison.Ordinal) ? new(item.Key[ToZone.Length..]) : null;

    private Task SendAsync()
    {
        var (to, zone, counter) = (_chosen!, ZoneOf(_chosen!), CounterOf(_chosen!));
        return OnSend.InvokeAsync(new TransferTicket(
            Counter.Counter.Id, zone is null && counter is null ? new ServiceCode(to.Key) : null, zone, counter, _position));
    }
}
