using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Hall.Web.Surfaces.Teller;

/// <summary>The questions that an action needs answered before it can be sent: why, which number, where to, and what becomes of
/// others.</summary>
public sealed partial class CounterDialogContent
{
    private static IReadOnlyList<int> PauseMinutes => CounterPause.Minutes;

    private static readonly CounterAction[] HelpOrder =
    [
        CounterAction.Recall, CounterAction.NoShow, CounterAction.Change, CounterAction.Add, CounterAction.Drop, CounterAction.Transfer,
        CounterAction.Hold, CounterAction.Return, CounterAction.Pause, CounterAction.CallNumber, CounterAction.Undo, CounterAction.Close,
    ];

    private ElementReference _box;
    private Asking? _focused;
    private int? _pause;

    private enum Asking
    {
        Help,
        CallNumber,
        Transfer,
        Pause,
        Sent,
        SecondNumber,
        Close,
        NoShow,
        Change,
        Add,
        Drop,
        Return,
    }

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter.</summary>
    [Parameter, EditorRequired] public CounterView Counter { get; set; } = default!;

    /// <summary>Which action is asked about; null when none.</summary>
    [Parameter] public CounterAction? Open { get; set; }

    /// <summary>The matter that becomes another; null for the present one.</summary>
    [Parameter] public ServiceCode? From { get; set; }

    /// <summary>Whom this window can call back.</summary>
    [Parameter] public IReadOnlyList<Ticket> Held { get; set; } = [];

    /// <summary>The other number that stands against what the teller wants; null when none does.</summary>
    [Parameter] public SecondNumber? Asked { get; set; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    [Parameter] public CounterNotice? Notice { get; set; }

    /// <summary>The teller thought better of it.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>The answer as a command.</summary>
    [Parameter] public EventCallback<HallCommand> OnSend { get; set; }

    private Asking? Question => Asked is not null ? Asking.SecondNumber : Open switch
    {
        null => null,
        CounterAction.Close => Sent.Count > 0 ? Asking.Sent : Asking.Close,
        CounterAction.NoShow => Asking.NoShow,
        CounterAction.Change => Asking.Change,
        CounterAction.Add => Asking.Add,
        CounterAction.Drop => Asking.Drop,
        CounterAction.Return => Asking.Return,
        CounterAction.Pause => _pause is null ? Asking.Pause : Asking.Sent,
        CounterAction.Transfer => Asking.Transfer,
        CounterAction.CallNumber => Asking.CallNumber,
        _ => Asking.Help,
    };

    private int CalledSeconds => Math.Max(0, (int)(Snapshot.At - Counter.Counter.Since).TotalSeconds);

    private IReadOnlyList<PickItem> Matters => [.. CounterConsole.Open(Counter.Current).Select((code, place) => new PickItem(
        code.Value, Snapshot.Plan.NameOf(code, Words.Language), Hint: place == 0 ? Words[Word.CounterMatterNow] : ""))];

    private IReadOnlyList<PickItem> HeldItems => [.. Held.Select(ticket => new PickItem(
        ticket.Number, ticket.Number, Hint: Snapshot.Plan.NameOf(ticket.Service, Words.Language)))];

    private IReadOnlyList<string> Sent => Counter.Sent ?? [];

    private int KeepsMinutes => _pause is { } reason ? PauseMinutes[reason - 1] : Core.Counters.Counter.LongPauseMinutes;

    /// <inheritdoc />
    protected override void OnParametersSet() => _pause = Open == CounterAction.Pause ? _pause : null;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_focused == Question)
        {
            return;
        }

        _focused = Question;

        // Where there is a field or a usual answer, the focus is there.
        if (Question is Asking.Pause or Asking.Help or Asking.Drop or Asking.Return)
        {
            await _box.FocusAsync();
        }
    }

    private Task KeyAsync(KeyboardEventArgs key) => (Question, DigitOf(key.Key)) switch
    {
        (Asking.Pause, { } digit) when digit <= PauseMinutes.Count => PauseAsync(digit),
        (Asking.Drop, { } digit) when digit <= Matters.Count => DropAsync(Matters[digit - 1].Key),
        (Asking.Return, { } digit) when digit <= Held.Count => ReturnAsync(Held[digit - 1].Number),
        (Asking.Sent, 1) or (Asking.Close, 1) => LeaveAsync(SentTickets.GiveBack),
        (Asking.Sent, 2) => LeaveAsync(SentTickets.Keep),
        (Asking.SecondNumber, 1) => EndOtherAsync(),
        (Asking.NoShow, 1) => NoShowAsync(),
        _ => Task.CompletedTask,
    };

    private static int? DigitOf(string key) => key is [>= '1' and <= '9'] ? key[0] - '0' : null;

    private Task NoShowAsync() => OnSend.InvokeAsync(new MarkNoShow(Counter.Counter.Id));

    private Task DropAsync(string code) => OnSend.InvokeAsync(new CorrectService(Counter.Counter.Id, new ServiceCode(code), null));

    private Task ReturnAsync(string number) =>
        OnSend.InvokeAsync(new ReturnTicket(Counter.Counter.Id, Held.First(ticket => ticket.Number == number).Id));

    private async Task PauseAsync(int reason)
    {
        _pause = reason;
        if (Sent.Count == 0 || PauseMinutes[reason - 1] <= Core.Counters.Counter.LongPauseMinutes)
        {
            await LeaveAsync(SentTickets.GiveBack);
        }
    }

    private Task LeaveAsync(SentTickets sent) => OnSend.InvokeAsync(_pause is { } reason
        ? new PauseCounter(Counter.Counter.Id, Words.Of(WordGroup.CounterPause, reason), PauseMinutes[reason - 1], sent)
        : new CloseCounter(Counter.Counter.Id, sent));

    private Task EndOtherAsync() => OnSend.InvokeAsync(Asked!.Command);
}
