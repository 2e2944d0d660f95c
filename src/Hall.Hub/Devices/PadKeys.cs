using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Devices.Presses;

namespace Hall.Hub.Devices;

/// <summary>What a press asks of the hall: a command, or nothing, and then why.</summary>
/// <param name="Command">The command; null for nothing.</param>
/// <param name="Reason">One of <see cref="PadReason"/>; empty with a command.</param>
public readonly record struct PadMeaning(HallCommand? Command, string Reason = "");

/// <summary>Why a press asks nothing of the hall. Each has its sentence in both languages, <c>manager.press.why.…</c>.</summary>
public static class PadReason
{
    /// <summary>Nobody pressed: the pad gave its default.</summary>
    public const string DefaultRating = "default-rating";

    /// <summary>The one-metre line is between the pad and those who wait.</summary>
    public const string OneMetreLine = "one-metre-line";

    /// <summary>The digits before the function key have no meaning in the line's settings.</summary>
    public const string NoSuchFunction = "no-such-function";

    /// <summary>The digits are no number of a ticket.</summary>
    public const string NoSuchNumber = "no-such-number";

    /// <summary>No ticket is held at this counter.</summary>
    public const string NothingHeld = "nothing-held";

    /// <summary>Nothing says whereto: no digits, no setting, no further service on the ticket.</summary>
    public const string NoTarget = "no-target";

    /// <summary>Nobody waits whom this counter may call.</summary>
    public const string NobodyWaits = "nobody-waits";

    /// <summary>Nothing was to be done, or it was done already.</summary>
    public const string NothingToDo = "nothing-to-do";

    /// <summary>The rating belongs to no visit: too late, a second one, or nobody was served.</summary>
    public const string Stray = "stray";

    /// <summary>The teller's key was kept on its way for too long.</summary>
    public const string TooLate = "too-late";

    /// <summary>The citizen was called a moment ago and may be on the way: the same key again means it.</summary>
    public const string NoShowTooSoon = "no-show-too-soon";

    /// <summary>The hub could not handle it.</summary>
    public const string SetAside = "set-aside";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [DefaultRating, OneMetreLine, NoSuchFunction, NoSuchNumber, NothingHeld, NoTarget, NobodyWaits, NothingToDo, Stray, TooLate,
            NoShowTooSoon, SetAside];
}

/// <summary>
/// What the teller's keys mean at a counter as it stands: a key that has two meanings on its device, such as "call or recall", gets the one
/// that the counter's state leaves. What a rule forbids is asked all the same, so that the hall's own reason can be shown.
/// </summary>
public static class PadKeys
{
    private static readonly TimeSpan SureWithin = TimeSpan.FromSeconds(10);
    private const string PauseReason = "Pause key on the pad";
    private const string CallReason = "Number typed on the pad";

    /// <summary>The meaning of a key.</summary>
    /// <param name="key">The key with its digits.</param>
    /// <param name="view">The counter as it stands.</param>
    /// <param name="held">Held tickets of the hall, for the call-back key.</param>
    public static PadMeaning MeaningOf(KeyPressed key, CounterView view, IReadOnlyList<Ticket> held)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(view);
        ArgumentNullException.ThrowIfNull(held);
        var (counter, isCalling) = (view.Counter.Id, view.Counter.State == CounterState.Calling);
        return key.Key switch
        {
            PadKey.Call when key.Digits.Length > 0 => NumberOf(view.Counter.Zone, key.Digits) is { } number
                ? new(new CallTicket(counter, number, CallReason)) : new(null, PadReason.NoSuchNumber),
            PadKey.Call => new(isCalling ? new RecallTicket(counter) : new CallNext(counter)),
            PadKey.Recall => new(new RecallTicket(counter)),
            PadKey.Start => new(new StartService(counter)),
            PadKey.Evaluate => new(new CompleteService(counter)),
            PadKey.Finish => new(isCalling ? new MarkNoShow(counter) : new CompleteService(counter)),
            PadKey.Forward or PadKey.Transfer when WhereTo(key) is { } other => new(new TransferTicket(counter, null, null, other)),
            PadKey.Forward when view.Counter.State == CounterState.Serving && view.Current?.NextService is not null =>
                new(new CompleteService(counter)),
            PadKey.Forward or PadKey.Transfer => new(null, PadReason.NoTarget),
            PadKey.Cancel => new(new UndoLastAction(counter)),
            PadKey.GiveUp => new(new MarkNoShow(counter)),
            PadKey.Hold => new(new HoldTicket(counter)),
            PadKey.CallBack => held.FirstOrDefault(ticket => ticket.Counter == counter) is { } ticket
                ? new(new ReturnTicket(counter, ticket.Id)) : new(null, PadReason.NothingHeld),
            PadKey.Pause =>
                new(view.Counter.State == CounterState.Paused ? new ResumeCounter(counter) : new PauseCounter(counter, PauseReason)),
            PadKey.OneMetreLine => new(null, PadReason.OneMetreLine),
            _ => new(null, PadReason.NoSuchFunction),
        };
    }

    /// <summary>
    /// Asks once, as the console does, before somebody is marked as not come whose time is not over: a pad has no words, so the first press
    /// does nothing, and the second within ten seconds does it.
    /// </summary>
    /// <param name="meaning">What the key means.</param>
    /// <param name="snapshot">The hall.</param>
    /// <param name="counter">Whose pad.</param>
    /// <param name="presses">The presses before.</param>
    public static PadMeaning Sure(PadMeaning meaning, HallSnapshot snapshot, CounterId counter, PressLog presses)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        ArgumentNullException.ThrowIfNull(presses);
        return meaning.Command is MarkNoShow && snapshot.Counter(counter)?.Counter is { State: CounterState.Calling } at
            && (snapshot.At - at.Since).TotalSeconds < snapshot.Plan.Rules.NoShowAfterSeconds
            && !presses.IsJust(snapshot.Hall, counter, PadReason.NoShowTooSoon, SureWithin)
                ? new(null, PadReason.NoShowTooSoon) : meaning;
    }

    private static CounterId? WhereTo(KeyPressed key) => key.Digits.TrimStart('0') is { Length: > 0 } digits ? new CounterId(digits) : null;

    // Nobody has a number of ten digits; whoever leans on the keys has typed none.
    private static string? NumberOf(ZoneCode zone, string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0
            ? TicketNumber.Format(zone, count)
            : null;
}
