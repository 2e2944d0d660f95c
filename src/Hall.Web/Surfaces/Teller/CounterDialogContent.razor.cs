using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Snapshots;
using Hall.Web.Wording;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Hall.Web.Surfaces.Teller;

/// <summary>The questions that an action needs answered before it can be sent: why, which number, where to, and what becomes of
/// others.</summary>
public sealed partial class CounterDialogContent
{
    // How long a pause for each reason usually takes, minutes; who was sent here need not wait for the end of a long one.
    private static readonly int[] PauseMinutes = [10, 60, 10, 30];
    private static readonly CounterAction[] HelpOrder =
    [
        CounterAction.Recall, CounterAction.NoShow, CounterAction.Hold, CounterAction.Transfer, CounterAction.Pause,
        CounterAction.CallNumber, CounterAction.Undo, CounterAction.Close,
    ];

    private ElementReference _box;
    private Asking? _focused;
    private int? _pause;
    private string _number = "";
    private string _reason = "";

    private enum Asking
    {
        Help,
        CallNumber,
        Transfer,
        Pause,
        Sent,
        SecondNumber,
    }

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter.</summary>
    [Parameter, EditorRequired] public CounterView Counter { get; set; } = default!;

    /// <summary>Which action is asked about; null when none.</summary>
    [Parameter] public CounterAction? Open { get; set; }

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
        CounterAction.Close => Asking.Sent,
        CounterAction.Pause => _pause is null ? Asking.Pause : Asking.Sent,
        CounterAction.Transfer => Asking.Transfer,
        CounterAction.CallNumber => Asking.CallNumber,
        _ => Asking.Help,
    };

    private bool CanCall => _number.Trim().Length > 0 && _reason.Trim().Length > 0;

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
        (_number, _reason) = ("", "");

        // Where there is a field or a usual answer, the focus is there.
        if (Question is Asking.Pause or Asking.Help)
        {
            await _box.FocusAsync();
        }
    }

    private Task KeyAsync(KeyboardEventArgs key) => (Question, key.Key) switch
    {
        (Asking.CallNumber, "Enter") when CanCall => CallAsync(),
        (Asking.Pause,
            _) when int.TryParse(key.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var digit) && digit >= 1
                && digit <= PauseMinutes.Length =>
            PauseAsync(digit),
        (Asking.Sent, "1") => LeaveAsync(SentTickets.GiveBack),
        (Asking.Sent, "2") => LeaveAsync(SentTickets.Keep),
        (Asking.SecondNumber, "1") => EndOtherAsync(),
        _ => Task.CompletedTask,
    };

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

    private Task CallAsync() =>
        OnSend.InvokeAsync(new CallTicket(Counter.Counter.Id, _number.Trim().ToUpperInvariant(), _reason.Trim()));
}
