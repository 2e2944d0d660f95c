using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Data;
using Hall.Storage.Ratings;

namespace Hall.Hub.Verification;

/// <summary>What the journal tells of ratings and of presses that changed nothing, in sums.</summary>
/// <param name="parts">What the hall's parts were called and where they belonged.</param>
/// <param name="floor">The first ticket that is looked at.</param>
/// <param name="fromBeginning">Whether the whole journal is played: whose visit a second press was for may lie before any later
/// event.</param>
internal sealed class RatingsCheck(PartHistory parts, long floor, bool fromBeginning) : IHallCheck
{
    private readonly HashSet<(TicketId, int)> _followedUp = [];
    private readonly Dictionary<CounterId, string> _ratedLast = [];
    private readonly TallyDeltas _deltas = new();

    /// <summary>Ratings by ranges of tickets.</summary>
    public MarkSums Ratings { get; } = new();

    /// <summary>Presses that changed nothing, as they stand in tallies, by the hall's day.</summary>
    public MarkSums Strays { get; } = new();

    /// <summary>What was set aside, and by which case.</summary>
    public HashSet<(long Ticket, int Leg, string Case)> Asides { get; } = [];

    /// <summary>Whether a tally's column can be counted by what was played.</summary>
    public bool Counts(TallyPlace place, int column) =>
        fromBeginning || place.Scope != TallyScope.Teller || TallyColumns.All[column].Counted is not null;

    /// <inheritdoc />
    public void After(HallState state, JournalEntry entry)
    {
        switch (entry.Event)
        {
            case FeedbackGiven given:
                _ratedLast[given.Counter] = given.Teller.Value;
                Add(given.Ticket, RatingMarks.Of(given.Ticket.Value, given.Leg, RatingOccasion.First, entry.At,
                    RatingMarks.Word(given.Level), Joined(given.Reasons), given.Comment)
                    .And(given.Counter.Value).And(given.Teller.Value).And(given.Channel.ToString()));
                break;
            case FeedbackExplained why:
                Add(why.Ticket, RatingMarks.Of(why.Ticket.Value, why.Leg, RatingOccasion.Reasons, entry.At, RatingMarks.Word(why.Level),
                    Joined(why.Reasons), why.Comment));
                break;
            case FeedbackFollowedUp again when _followedUp.Add((again.Ticket, again.Leg)):
                Add(again.Ticket, RatingMarks.Of(again.Ticket.Value, again.Leg, RatingOccasion.FollowUp, entry.At,
                    RatingMarks.Word(again.Level), "", again.Comment));
                break;
            case FeedbackSetAside aside when aside.Ticket.Value >= floor:
                Asides.Add((aside.Ticket.Value, aside.Leg, aside.Case));
                break;
            case UnmatchedPressCounted stray:
                var local = state.Plan.Local(entry.At);
                _deltas.Strayed(DateOnly.FromDateTime(local).DayNumber, local.Hour,
                    parts.ZoneOf(TallyScope.Counter, stray.Counter.Value, entry.At, entry.Sequence) ?? "", stray.Counter.Value,
                    stray.Kind, stray.Kind == Hall.Core.Feedback.UnmatchedPressKind.Second ? _ratedLast.GetValueOrDefault(stray.Counter)
                        : null);
                TallyMarks.Add(Strays, _deltas, Counts);
                break;
        }
    }

    private void Add(TicketId ticket, Mark mark)
    {
        if (ticket.Value >= floor)
        {
            Ratings.Add(VisitsCheck.KeyOf(ticket.Value), mark);
        }
    }

    private static string Joined(System.Collections.Immutable.ImmutableArray<string> reasons) =>
        reasons.IsDefaultOrEmpty ? "" : string.Join(' ', reasons);
}
