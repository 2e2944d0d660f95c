using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.IdCards;
using Hall.Devices.Supervision;
using Hall.Hub.Devices;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Web.Devices;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;

namespace Hall.Web.Surfaces.Teller;

/// <summary>
/// In a hall that looks at identities again before it begins: the card on the window's reader, the number typed, or the reason why not.
/// What is typed is hashed and forgotten at once.
/// </summary>
public sealed partial class HolderCheck : IDisposable
{
    private string _number = "";
    private string _reason = "";
    private bool _waives;
    private bool _unread;

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter.</summary>
    [Parameter, EditorRequired] public CounterId Counter { get; set; } = default!;

    /// <summary>What was shown, or why nothing.</summary>
    [Parameter] public EventCallback<CheckHolder> OnCheck { get; set; }

    [Inject]
    private ICardReading Cards { get; set; } = default!;

    [Inject]
    private ILogger<HolderCheck> Logger { get; set; } = default!;

    [Inject]
    private IHallDirectory Halls { get; set; } = default!;

    [Inject]
    private HubSecret Secret { get; set; } = default!;

    private HallId Hall => Snapshot.Plan.Configuration.Hall;

    private string Place => CardReaders.WindowOf(Counter);

    private ReaderState Reader => Cards.At(Snapshot, Place);

    /// <inheritdoc />
    public void Dispose() => Cards.Seen -= OnCard;

    /// <inheritdoc />
    protected override void OnInitialized() => Cards.Seen += OnCard;

    private void OnCard(CardSeen seen)
    {
        if (seen.Hall == Hall && seen.Place == Place)
        {
            InvokeAsync(() => TakeAsync(seen)).GoOn(Logger, "Taking a card that was shown at a window");
        }
    }

    private async Task TakeAsync(CardSeen seen)
    {
        _unread = seen.Sign is CardSign.Pulled or CardSign.Unknown;
        if (seen.Holder is { } holder)
        {
            await OnCheck.InvokeAsync(new(Counter, holder));
        }

        StateHasChanged();
    }

    private async Task CheckAsync()
    {
        var number = _number;
        _number = "";
        var holder = Halls.Find(Hall) is { } hall ? await HolderHash.InAsync(Secret, hall, number) : HolderHash.Of(Secret, Hall, number);
        await OnCheck.InvokeAsync(new(Counter, holder));
    }

    private Task WaiveAsync() => OnCheck.InvokeAsync(new(Counter, null, _reason.Trim()));
}
