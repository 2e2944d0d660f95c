using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Hub.Demonstration;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;

namespace Hall.Web.Surfaces.Teller;

/// <summary>The teller's console: one screen, keyboard first, one obvious next action.</summary>
public sealed partial class CounterPage
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);
    private static readonly CounterAction[] Foot = [CounterAction.Undo, CounterAction.Help];
    private CounterConsole? _desk;
    private CounterAction? _open;
    private string _teller = "";
    private long _lookedAt = -1;
    private long _lookedWhen;
    private bool _listens;
    private IDisposable? _taken;
    private IJSObjectReference? _keys;
    private DotNetObjectReference<CounterPage>? _self;

    /// <summary>The counter's number in the address.</summary>
    [Parameter]
    public string Counter { get; set; } = "";

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    [Inject]
    private IServiceProvider Provided { get; set; } = default!;

    private bool Demo => Provided.GetService<HubOptions>()?.Demo == true;

    private HashSet<StaffNumber> Occupied => [.. Snapshot!.Counters.Select(view => view.Counter.Teller).OfType<StaffNumber>()];

    // What is held where nobody is any more would be called back by nobody: whoever may serve it sees it too.
    private IEnumerable<Ticket> HeldHere =>
        Snapshot!.Held.Where(ticket => ticket.Counter == _desk!.Counter || (IsLeft(ticket) && MayCall(ticket)));

    private bool IsLeft(Ticket ticket) =>
        ticket.Counter is not { } at || Snapshot!.Counter(at) is not { } view || view.Counter.AwaySince(Now) is not null;

    private bool MayCall(Ticket ticket) =>
        _desk?.View is { } view && Core.Dispatch.Dispatcher.MayCall(Snapshot!.Plan, view.Counter, ticket);

    private IEnumerable<ZoneWaiting> Crowded =>
        Snapshot!.Zones.Where(zone => zone.LongestSeconds > 2 * 60 * Snapshot.Plan.Rules.TargetMinutes)
            .OrderByDescending(zone => zone.LongestSeconds).Take(1);

    private bool NoShowDue => _desk?.View is { Counter.State: Core.Counters.CounterState.Calling } view
        && (Now - view.Counter.Since).TotalSeconds >= Snapshot!.Plan.Rules.NoShowAfterSeconds;

    /// <summary>A key was pressed anywhere on the page outside a field.</summary>
    /// <param name="key"><c>space</c>, <c>escape</c>, a letter or digit, or <c>ctrl+z</c>; <c>painted</c> presses nothing and answers when
    /// what was entered before it has been carried out.</param>
    /// <returns>Whether something is asked now: what is typed next is meant for the question.</returns>
    [JSInvokable]
    public async Task<bool> PressAsync(string key)
    {
        if (_desk?.View is null || !MaySit)
        {
            return false;
        }

        if (key == "painted")
        {
            await _sending;
            return IsAsked;
        }

        if (IsAsked)
        {
            if (key == "escape")
            {
                CloseDialog();
                StateHasChanged();
            }

            return IsAsked;
        }

        if (key is [>= '1' and <= '9'])
        {
            await TickAsync(key[0] - '1');
        }
        else if ((key == "space" ? _desk.Primary : CounterKeys.Find(key, _desk.View.Current is null)) is { } action)
        {
            await ActAsync(action);
        }

        StateHasChanged();
        return IsAsked;
    }

    /// <inheritdoc />
    protected override void OnInitialized()
    {
        base.OnInitialized();
        if (Engine is not null)
        {
            _desk = new(Engine, new CounterId(Counter), Time)
            {
                MayAct = () => MaySit,
                Sitting = () => _seat is { } seat ? new StaffNumber(seat.Person.Staff) : null,
                Note = new(Engine, new CounterId(Counter), Time)
                {
                    Begin = work => Begin(work), MayAct = () => MaySit, Changed = () => Begin(StateHasChanged),
                },
            };
            _teller = Demo ? FirstFree() : "";
        }
    }

    /// <inheritdoc />
    protected override async Task OnInitializedAsync()
    {
        if (RendererInfo.IsInteractive)
        {
            await SitDownAsync();
            Begin(LoadOwnAsync);
        }

        if (_desk?.View is not null)
        {
            await _desk.LookAsync(CounterConsole.QueueShown);
        }
    }

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_desk?.View is null)
        {
            return;
        }

        // The counter may come with a publication while its page stands open.
        if (!_listens)
        {
            _listens = true;
            _taken = Provided.GetService<IDemonstrationTakeover>()?.Take(Engine!.Id, _desk.Counter);
            _self = DotNetObjectReference.Create(this);
            _keys = await Script.InvokeAsync<IJSObjectReference>("import", "./assets/counter-keys.js");
            await _keys.InvokeVoidAsync("listen", _self);
        }

        // Who is next changes with time too: by the cap on waiting and by the reserve.
        if (Snapshot is { } snapshot && (snapshot.Version != _lookedAt || Time.GetElapsedTime(_lookedWhen) >= LookEvery))
        {
            (_lookedAt, _lookedWhen) = (snapshot.Version, Time.GetTimestamp());
            if (!await _desk.LookAsync(CounterConsole.QueueShown))
            {
                _lookedAt = -1;
                return;
            }

            await TellAsync();
            StateHasChanged();
        }
    }

    /// <inheritdoc />
    public override async ValueTask DisposeAsync()
    {
        // What was typed just now is not lost with the page.
        if (_desk?.Note is { } note)
        {
            await note.SaveAsync();
            note.Dispose();
        }

        _taken?.Dispose();
        _seat?.Dispose();
        try
        {
            if (_keys is not null)
            {
                await _keys.InvokeVoidAsync("leave");
                await _keys.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The browser is gone, and its listener with it.
        }

        _self?.Dispose();
        await base.DisposeAsync();
    }

    private bool MustCheck(Ticket ticket) => Snapshot!.Plan.Rules.Holders.CheckAtCall && MaySit
        && ticket is { State: TicketState.Called, HolderHash: not null, HolderChecked: false };

    private Task<bool> CheckAsync(CheckHolder check) => _desk!.SendAsync(check);

    private string FirstFree()
    {
        var free = Snapshot!.Plan.Configuration.Tellers.Where(teller => !Occupied.Contains(teller.Teller)).ToList();
        var own = free.Find(teller => teller.Teller.Value.EndsWith(Counter.PadLeft(2, '0'), StringComparison.Ordinal));
        return (own ?? free.FirstOrDefault())?.Teller.Value ?? "";
    }
}
