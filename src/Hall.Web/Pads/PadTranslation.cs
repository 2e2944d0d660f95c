using System.Globalization;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Devices.Presses;

namespace Hall.Web.Pads;

/// <summary>What a press on a pad means in the hall: a pad's frame becomes a command.</summary>
public static class PadTranslation
{
    private const string PauseReason = "Pause key on the pad";
    private const string CallReason = "Number typed on the pad";

    /// <summary>
    /// The command of a press; null for a press that means nothing in the hall, such as a default rating that nobody pressed or a number that
    /// no ticket can have. Whatever a device may send has an answer here, and none is an exception.
    /// </summary>
    /// <param name="press">The press.</param>
    /// <param name="counter">The counter as it stands; it decides, for instance, whether the pause key pauses or resumes.</param>
    /// <param name="held">Held tickets of the hall, for the call-back key.</param>
    /// <param name="time">When it was pressed.</param>
    public static HallCommand? CommandOf(DevicePress press, CounterView counter, IReadOnlyList<Ticket> held, PressTime time = default) => press switch
    {
        RatingPressed rating when LevelOf(rating.Level) is { } level =>
            new PressPad(counter.Counter.Id, level, [], rating.Id.ToString("N", CultureInfo.InvariantCulture), PressedAt: time.PressedAt, Undated: time.IsUnknown),
        KeyPressed key => CommandOf(key, counter, held),
        _ => null,
    };

    /// <summary>The level by name; numbers exist only at boundaries. Null for a default, which is no rating, and for what is no level.</summary>
    public static FeedbackLevel? LevelOf(PadLevel level) => level switch
    {
        PadLevel.VerySatisfied => FeedbackLevel.VerySatisfied,
        PadLevel.Satisfied => FeedbackLevel.Satisfied,
        PadLevel.BasicallySatisfied => FeedbackLevel.BasicallySatisfied,
        PadLevel.Dissatisfied => FeedbackLevel.Dissatisfied,
        PadLevel.VeryDissatisfied => FeedbackLevel.VeryDissatisfied,
        _ => null,
    };

    private static CounterCommand? CommandOf(KeyPressed key, CounterView view, IReadOnlyList<Ticket> held)
    {
        var counter = view.Counter.Id;
        return key.Key switch
        {
            PadKey.Call when key.Digits.Length > 0 => NumberOf(view.Counter.Zone, key.Digits) is { } number ? new CallTicket(counter, number, CallReason) : null,
            PadKey.Call => new CallNext(counter),
            PadKey.Recall => new RecallTicket(counter),
            PadKey.Start => new StartService(counter),
            PadKey.Evaluate => new CompleteService(counter),
            PadKey.Cancel => new UndoLastAction(counter),
            PadKey.GiveUp => new MarkNoShow(counter),
            PadKey.Hold => new HoldTicket(counter),
            PadKey.CallBack when held.FirstOrDefault(ticket => ticket.Counter == counter) is { } ticket => new ReturnTicket(counter, ticket.Id),
            PadKey.Pause => view.Counter.State == CounterState.Paused ? new ResumeCounter(counter) : new PauseCounter(counter, PauseReason),
            PadKey.Transfer when key.Digits.TrimStart('0') is { Length: > 0 } whereTo => new TransferTicket(counter, null, null, new CounterId(whereTo)),
            _ => null,
        };
    }

    // Nobody has a number of ten digits; whoever leans on the keys has typed none.
    private static string? NumberOf(ZoneCode zone, string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) ? TicketNumber.Format(zone, count) : null;
}
