using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Hub.Ratings;
using Hall.Web.Wording;
using Microsoft.JSInterop;

namespace Hall.Web.Surfaces.Teller;

/// <summary>What the keys and buttons of the console do, and what is asked first.</summary>
public sealed partial class CounterPage
{
    private ServiceCode? _from;
    private bool? _hadSomebody;
    private OwnFigure? _own;
    private DateTimeOffset? _cameAt;
    private Task _sending = Task.CompletedTask;

    private bool IsAsked => _open is not null || _desk?.Asked is not null;

    private async Task ActAsync(CounterAction action)
    {
        switch (action)
        {
            case CounterAction.Open:
                await OpenAsync();
                break;
            case CounterAction.Help:
                _open = action;
                break;
            case CounterAction.Return when _desk!.Can(action):
                await ReturnAsync(action);
                break;
            case CounterAction.Transfer or CounterAction.Pause or CounterAction.CallNumber or CounterAction.Change or CounterAction.Add
                or CounterAction.Drop or CounterAction.Close when _desk!.Can(action):
            case CounterAction.NoShow when _desk!.Can(action) && _desk.IsTooSoonForNoShow:
                Ask(action);
                break;
            default:
                await _desk!.DoAsync(action);
                break;
        }
    }

    private void Ask(CounterAction action)
    {
        _desk!.Tell(null);
        (_open, _from) = (action, null);
    }

    // Whoever alone was put aside needs no choice.
    private async Task ReturnAsync(CounterAction action)
    {
        switch (HeldHere.ToList())
        {
            case []:
                _desk!.Tell(new(Word.CounterReturnNobody, "", false));
                break;
            case [var only]:
                await ReturnAsync(only.Id);
                break;
            default:
                Ask(action);
                break;
        }
    }

    private async Task OpenAsync()
    {
        if (_teller.Trim() is { Length: > 0 } teller)
        {
            await _desk!.SendAsync(new OpenCounter(_desk.Counter, new(teller)));
            return;
        }

        _desk!.Tell(new(Word.CounterSigninEmpty, "", true));
    }

    private async Task CorrectAsync((CounterAction Action, ServiceCode? Matter) what)
    {
        if (what.Action == CounterAction.Drop && what.Matter is { } dropped)
        {
            await _desk!.SendAsync(new CorrectService(_desk.Counter, dropped, null));
            return;
        }

        Ask(what.Action);
        _from = what.Matter;
    }

    private Task<bool> ReturnAsync(TicketId ticket) => _desk!.SendAsync(new ReturnTicket(_desk.Counter, ticket));

    private Task TickAsync((string Paper, bool Has) tick) => _desk!.View?.Current is { } ticket
        ? _desk.WriteAsync(new TickPaper(_desk.Counter, ticket.Service, tick.Paper, tick.Has)) : Task.CompletedTask;

    private Task TickAsync(int place)
    {
        var papers = _desk!.View?.Current is { } ticket ? CounterPapers.Of(Snapshot!.Plan, ticket.Service, Language) : [];
        return place >= papers.Count ? Task.CompletedTask
            : TickAsync((papers[place], !CounterPapers.IsBrought(Snapshot!.Plan, _desk.View!.Current!, papers[place])));
    }

    private void CloseDialog()
    {
        _open = null;
        _desk!.LeaveIt();
    }

    private Task SendFromDialogAsync(HallCommand command) => _sending = SendAndCloseAsync(command);

    private async Task SendAndCloseAsync(HallCommand command)
    {
        // What was typed into the dialog stands there until it was taken.
        if (await _desk!.SendAsync(command) || command is PauseCounter)
        {
            _open = null;
        }
    }

    private string FootOf(CounterAction action) => action == CounterAction.Undo && _desk!.Undoable is { } last
        ? Words[Word.CounterUndoWhat, UndoWords.Of(last, Snapshot!.Plan, Words)] : Words.Of(WordGroup.CounterAct, action);

    // How the teller's own months were, up to yesterday; never what was given today.
    private async Task LoadOwnAsync()
    {
        var staff = _seat?.Person.Staff ?? _desk?.View?.Counter.Teller?.Value;
        if (staff is not null && Provided.GetService<OwnFigures>() is { } figures)
        {
            _own = (await figures.OfAsync(Engine!, staff)).FirstOrDefault(figure => figure.Own is not null);
            StateHasChanged();
        }
    }

    // Who sits in front of another program sees the tab, and nothing else of this page.
    private string Title(CounterView view) => HasCome(view)
        ? Words[Word.CounterArrivedTitle, _desk!.Queue.Count, Words[Word.CounterTitle, Counter]]
        : $"{Words[Word.CounterTitle, Counter]} · {view.Number ?? Words.Of(WordGroup.CounterState, view.Counter.State)}";

    // For a minute: whoever looks away is to see it at once, and nobody is to look at amber all day.
    private bool HasJustCome(CounterView view) => HasCome(view) && _cameAt is { } at && Now - at < TimeSpan.FromMinutes(1);

    private bool HasCome(CounterView view) => view.Counter.State == CounterState.Idle && _desk!.Queue.Count > 0;

    // A teller who was idle while nobody waited is told of the first who comes, once.
    private async Task TellAsync()
    {
        if (_desk?.View is not { } view)
        {
            return;
        }

        var idle = view.Counter.State == CounterState.Idle;
        var come = idle && _hadSomebody == false && _desk.Queue.Count > 0 && MaySit;
        _hadSomebody = idle ? _desk.Queue.Count > 0 : null;
        _cameAt = come ? Now : idle ? _cameAt : null;
        if (come && _keys is not null)
        {
            var first = _desk.Queue[0].Ticket;
            await _keys.InvokeVoidAsync("arrived", Words[Word.CounterArrived, first.Number],
                Snapshot!.Plan.NameOf(first.Service, Language), $"{Hall}/{Counter}");
        }
    }
}
