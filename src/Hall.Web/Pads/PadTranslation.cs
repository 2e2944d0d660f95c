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

    /// <summary>The command of a press; null for a press that means nothing in the hall, such as a default rating that nobody pressed.</summary>
    /// <param name="press">The press.</param>
    /// <param name="counter">The counter as it stands; it decides, for instance, whether the pause key pauses or resumes.</param>
    /// <param name="held">Held tickets of the hall, for the call-back key.</param>
    /// <param name="pressedAt">When it was pressed, by the hall's time, for a press that was kept on its way; null for now.</param>
    public static HallCommand? CommandOf(DevicePress press, CounterView counter, IReadOnlyList<Ticket> held, DateTimeOffset? pressedAt = null) => press switch
    {
        RatingPressed { Level: PadLevel.Default } => null,
        RatingPressed rating => new PressPad(counter.Counter.Id, LevelOf(rating.Level), [], rating.Id.ToString("N", CultureInfo.InvariantCulture), PressedAt: pressedAt),
        KeyPressed key => CommandOf(key, counter, held),
        _ => null,
    };

    /// <summary>The level by name; numbers exist only at boundaries.</summary>
    public static FeedbackLevel LevelOf(PadLevel level) => level switch
    {
        PadLevel.VerySatisfied => FeedbackLevel.VerySatisfied,
        PadLevel.Satisfied => FeedbackLevel.Satisfied,
        PadLevel.BasicallySatisfied => FeedbackLevel.BasicallySatisfied,
        PadLevel.Dissatisfied => FeedbackLevel.Dissatisfied,
        PadLevel.VeryDissatisfied => FeedbackLevel.VeryDissatisfied,
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "A default is not a rating."),
    };

    private static CounterCommand? CommandOf(KeyPressed key, CounterView view, IReadOnlyList<Ticket> held)
    {
        var counter = view.Counter.Id;
        return key.Key switch
        {
            PadKey.Call when key.Digits.Length > 0 => new CallTicket(counter, NumberOf(view.Counter.Zone, key.Digits), CallReason),
            PadKey.Call => new CallNext(counter),
            PadKey.Recall => new RecallTicket(counter),
            PadKey.Start => new StartService(counter),
            PadKey.Evaluate => new CompleteService(counter),
            PadKey.Cancel => new UndoLastAction(counter),
            PadKey.GiveUp => new MarkNoShow(counter),
            PadKey.Hold => new HoldTicket(counter),
            PadKey.CallBack when held.FirstOrDefault(ticket => ticket.Counter == counter) is { } ticket => new ReturnTicket(counter, ticket.Id),
            PadKey.Pause => view.Counter.State == CounterState.Paused ? new ResumeCounter(counter) : new PauseCounter(counter, PauseReason),
            PadKey.Transfer when key.Digits.Length > 0 => new TransferTicket(counter, null, null, new CounterId(key.Digits.TrimStart('0'))),
            _ => null,
        };
    }

    private static string NumberOf(ZoneCode zone, string digits) =>
        TicketNumber.Format(zone, int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture));
}
