using System.Globalization;
using Hall.Core.Engine;
using Hall.Core.Snapshots;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Hall.Web.Surfaces.Teller;

/// <summary>The questions that an action needs answered before it can be sent: why, which number, where to.</summary>
public sealed partial class DeskDialogs
{
    private const int PauseReasons = 4;
    private static readonly DeskAction[] HelpOrder =
    [
        DeskAction.Recall, DeskAction.NoShow, DeskAction.Hold, DeskAction.Transfer, DeskAction.Pause, DeskAction.CallNumber, DeskAction.Undo,
        DeskAction.Close,
    ];

    private ElementReference _box;
    private DeskAction? _focused;
    private string _number = "";
    private string _reason = "";

    /// <summary>The words.</summary>
    [Parameter, EditorRequired] public Words Words { get; set; } = default!;

    /// <summary>The hall.</summary>
    [Parameter, EditorRequired] public HallSnapshot Snapshot { get; set; } = default!;

    /// <summary>The counter.</summary>
    [Parameter, EditorRequired] public CounterView Counter { get; set; } = default!;

    /// <summary>Which question is open; null when none.</summary>
    [Parameter] public DeskAction? Open { get; set; }

    /// <summary>What went wrong last; null when nothing did.</summary>
    [Parameter] public DeskNotice? Notice { get; set; }

    /// <summary>The teller thought better of it.</summary>
    [Parameter] public EventCallback OnClose { get; set; }

    /// <summary>The answer as a command.</summary>
    [Parameter] public EventCallback<HallCommand> OnSend { get; set; }

    private bool CanCall => _number.Trim().Length > 0 && _reason.Trim().Length > 0;

    /// <inheritdoc />
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (Open is null)
        {
            _focused = null;
        }
        else if (_focused != Open)
        {
            _focused = Open;
            (_number, _reason) = ("", "");
            await _box.FocusAsync();
        }
    }

    private async Task KeyAsync(KeyboardEventArgs key)
    {
        if (key.Key == "Enter" && Open == DeskAction.CallNumber && CanCall)
        {
            await CallAsync();
        }
        else if (Open == DeskAction.Pause && int.TryParse(key.Key, NumberStyles.None, CultureInfo.InvariantCulture, out var digit)
            && digit is >= 1 and <= PauseReasons)
        {
            await PauseAsync(Words[$"counter.pause.{digit}"]);
        }
    }

    private Task PauseAsync(string reason) => OnSend.InvokeAsync(new PauseCounter(Counter.Counter.Id, reason));

    private Task CallAsync() =>
        OnSend.InvokeAsync(new CallTicket(Counter.Counter.Id, _number.Trim().ToUpperInvariant(), _reason.Trim()));
}
