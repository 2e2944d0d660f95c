using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Devices.Presses;

namespace Hall.Hub.Devices;

/// <summary>What a press on a pad means in the hall: a pad's frame becomes a command.</summary>
public static class PadTranslation
{
    /// <summary>
    /// The command of a press; none, with the reason, for a press that means nothing in the hall, such as a default rating that nobody pressed or a
    /// number that no ticket can have. Whatever a device may send has an answer here, and none is an exception.
    /// </summary>
    /// <param name="press">The press.</param>
    /// <param name="counter">The counter as it stands; it decides, for instance, whether the pause key pauses or resumes.</param>
    /// <param name="held">Held tickets of the hall, for the call-back key.</param>
    /// <param name="time">When it was pressed.</param>
    public static PadMeaning MeaningOf(DevicePress press, CounterView counter, IReadOnlyList<Ticket> held, PressTime time = default) => press switch
    {
        RatingPressed rating when LevelOf(rating.Level) is { } level => new(
            new PressPad(counter.Counter.Id, level, [], rating.Id.ToString("N", CultureInfo.InvariantCulture), PressedAt: time.PressedAt, Undated: time.IsUnknown)),
        RatingPressed => new(null, PadReason.DefaultRating),
        KeyPressed key => PadKeys.MeaningOf(key, counter, held),
        _ => new(null, PadReason.NothingToDo),
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
}
