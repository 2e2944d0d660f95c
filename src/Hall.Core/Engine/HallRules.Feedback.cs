using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision Give(HallState state, GiveFeedback given) => WithTicket(state, given.Ticket, ticket =>
    {
        if (FaultIn(given.Level, given.Reasons) is { } fault)
        {
            return fault;
        }

        var comment = FeedbackText.Clean(given.Comment);
        if (comment is { Length: > FeedbackText.Longest })
        {
            return TooLong();
        }

        if (given.Leg is { } wanted && (wanted < 1 || wanted > ticket.Legs.Length || !IsRatable(ticket.Legs[wanted - 1])))
        {
            return Decision.Reject(RejectionCode.NotServed, $"{ticket.Number} was not served in leg {wanted}, or is still being served.");
        }

        var served = ticket.Legs.Where(IsRatable).ToList();
        if (served.Count == 0)
        {
            return Decision.Reject(RejectionCode.NotServed, $"{ticket.Number} was not served yet.");
        }

        var leg = given.Leg is { } number ? ticket.Legs[number - 1] : served.LastOrDefault(leg => leg.Rating is null);
        if (leg is null or { Rating: not null })
        {
            return Decision.Reject(RejectionCode.AlreadyRated, $"{ticket.Number} was rated already.");
        }

        // Whoever can say why says it here; a pad may have no keys for it, and its citizen is asked by the code on the slip.
        return given.Level is FeedbackLevel.Dissatisfied or FeedbackLevel.VeryDissatisfied && given.Reasons.Count == 0 && comment is null
            ? Decision.Reject(RejectionCode.ReasonNeeded, "A bad review needs a reason or a text; no name is needed.")
            : Decision.Of(new FeedbackGiven(ticket.Id, leg.Number, leg.Counter, leg.Teller, given.Level, [.. given.Reasons.Distinct()],
                comment, given.Channel, ""));
    });

    private static Decision Press(HallState state, Counter counter, PressPad press, DateTimeOffset now)
    {
        if (FaultIn(press.Level, press.Reasons) is { } fault)
        {
            return fault;
        }

        if (press.PressId.Length > 0 && state.HasSeenPress(press.PressId))
        {
            return Decision.Nothing;
        }

        if (press.Undated)
        {
            return Decision.Of(new UnmatchedPressCounted(counter.Id, UnmatchedPressKind.Undated, press.PressId));
        }

        var at = press.PressedAt < now ? press.PressedAt.Value : now;
        var asked = MinuteAt(state, counter, at);
        if (press.Ticket is { } meant && asked?.Ticket != meant)
        {
            return Decision.Of(new UnmatchedPressCounted(counter.Id, StrayOf(state, counter, meant), press.PressId));
        }

        if (asked is not { } minute || !state.Tickets.TryGetValue(minute.Ticket, out var ticket))
        {
            return Decision.Of(new UnmatchedPressCounted(counter.Id, UnmatchedPressKind.Orphan, press.PressId));
        }

        var leg = ticket.Legs[minute.Leg - 1];
        if (leg.Rating is not null)
        {
            return Decision.Of(new UnmatchedPressCounted(counter.Id, UnmatchedPressKind.Second, press.PressId));
        }

        return at > minute.Until
            ? Decision.Of(new UnmatchedPressCounted(counter.Id, UnmatchedPressKind.Late, press.PressId))
            : Decision.Of(new FeedbackGiven(ticket.Id, leg.Number, leg.Counter, leg.Teller, press.Level, [.. press.Reasons.Distinct()],
                null,
                FeedbackChannel.Pad, press.PressId));
    }

    // A pad that asks about another window's visit was moved or misnamed; one whose visit goes on after all has nothing to ask about;
    // one that lags behind its own window is late.
    private static UnmatchedPressKind StrayOf(HallState state, Counter counter, TicketId meant)
    {
        if (!state.Tickets.TryGetValue(meant, out var ticket))
        {
            return UnmatchedPressKind.Late;
        }

        var here = ticket.Legs.Where(leg => leg.Counter == counter.Id).ToList();
        return here.Count == 0 ? UnmatchedPressKind.Foreign : here.Any(IsRatable) ? UnmatchedPressKind.Late : UnmatchedPressKind.Orphan;
    }

    // A press that was kept while the hub was out of reach belongs to the visit that had ended then, not to a later one.
    private static RatingWindow? MinuteAt(HallState state, Counter counter, DateTimeOffset at)
    {
        if (counter.Feedback is not { } latest || latest.AskedAt <= at)
        {
            return counter.Feedback;
        }

        var span = TimeSpan.FromSeconds(state.Plan.Rules.FeedbackSeconds);
        var ended = state.Tickets.Values
            .SelectMany(ticket =>
                ticket.Legs.Where(leg => leg.Counter == counter.Id && IsRatable(leg)).Select(leg => (ticket.Id, Leg: leg)))
            .Where(pair => pair.Leg.EndedAt <= at && at <= pair.Leg.EndedAt + span)
            .OrderByDescending(pair => pair.Leg.EndedAt);
        return ended.Select(pair => new RatingWindow(pair.Id, pair.Leg.Number, pair.Leg.EndedAt!.Value, pair.Leg.EndedAt.Value + span))
            .FirstOrDefault();
    }

    private static Decision SetAside(SetFeedbackAside aside) =>
        aside.Leg < 1 || !Enum.IsDefined(aside.Level) || string.IsNullOrWhiteSpace(aside.Case)
        ? Decision.Malformed("leg", "A rating is set aside by leg, level and the number of its case.")
        : Decision.Of(new FeedbackSetAside(aside.Ticket, aside.Leg, aside.Level, aside.RatedOn, aside.Case, aside.By));

    private static Decision FollowUp(FollowUpFeedback again)
    {
        if (again.Leg < 1 || !Enum.IsDefined(again.Level) || string.IsNullOrWhiteSpace(again.Case))
        {
            return Decision.Malformed("leg", "A follow-up names the leg, a level and the number of its case.");
        }

        var comment = FeedbackText.Clean(again.Comment);
        return comment is { Length: > FeedbackText.Longest }
            ? TooLong()
            : Decision.Of(new FeedbackFollowedUp(again.Ticket, again.Leg, again.Level, comment, again.Case));
    }

    private static Decision Explain(HallState state, ExplainFeedback explained) => WithTicket(state, explained.Ticket, ticket =>
    {
        if (ticket.Legs.FirstOrDefault(found => found.Number == explained.Leg) is not { Rating: { } level } leg)
        {
            return Decision.Reject(RejectionCode.NotServed, $"{ticket.Number} was not rated in leg {explained.Leg}.");
        }

        if (FaultIn(level, explained.Reasons) is { } fault)
        {
            return fault;
        }

        var comment = FeedbackText.Clean(explained.Comment);
        return comment is { Length: > FeedbackText.Longest } ? TooLong()
            : explained.Reasons.Count == 0 && comment is null ? Decision.Malformed("reasons", "A reason or a text is needed.")
            : leg.Explained ? Decision.Reject(RejectionCode.AlreadyRated, $"Why {ticket.Number} was rated so is known already.")
            : Decision.Of(new FeedbackExplained(ticket.Id, leg.Number, level, [.. explained.Reasons.Distinct()], comment));
    });

    // While the citizen can still rate there is no silence yet.
    private static Decision EnterDefault(HallState state, EnterDefaultFeedback silent) =>
        silent.Leg < 1 ? Decision.Malformed("leg", "Legs are counted from 1.")
        : state.Tickets.ContainsKey(silent.Ticket) ? Decision.Nothing
        : Decision.Of(new FeedbackDefaulted(silent.Ticket, silent.Leg, FeedbackLevel.BasicallySatisfied));

    private static Decision TooLong() => Decision.Malformed("comment", $"A comment has at most {FeedbackText.Longest} characters.");

    private static Decision? FaultIn(FeedbackLevel level, IReadOnlyList<string> reasons)
    {
        if (!Enum.IsDefined(level))
        {
            return Decision.Malformed("level", "There are five levels, by name.");
        }

        foreach (var code in reasons)
        {
            if (ReasonCatalogue.Find(code) is not { } reason)
            {
                return Decision.Reject(RejectionCode.UnknownReason, $"There is no reason {code}.");
            }

            if (reason.Level != level)
            {
                return Decision.Reject(RejectionCode.ReasonOfOtherLevel, $"Reason {code} belongs to {reason.Level}, not {level}.");
            }
        }

        return null;
    }

    private static bool IsRatable(Leg leg) => leg is { Served: true, EndedAt: not null };
}
