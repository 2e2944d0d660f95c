using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>Who answers for what, who is away, and who is on duty.</summary>
internal static partial class MatterRules
{
    private const int MostAbsenceDays = 366;
    private const int MostRosterDays = 400;

    private static Decision HandOver(Matter matter, HandOverMatter hand, StaffNumber by)
    {
        if (by != matter.Responsible && !hand.AsManager)
        {
            return NotAnswering(matter, by);
        }

        if (string.IsNullOrWhiteSpace(hand.To.Value) || hand.To == matter.Responsible)
        {
            return Decision.Malformed("to", $"{matter.Number} is handed to somebody else than {matter.Responsible}.");
        }

        if (Conflicts(matter, hand.To) is { } conflict)
        {
            return conflict;
        }

        return matter.HandedTo == hand.To
            ? Decision.Nothing : Decision.Of(new MatterHandedOver(matter.Number, matter.Responsible, hand.To, by));
    }

    private static Decision TakeOverOf(Matter matter, StaffNumber by) => matter.HandedTo == by
        ? Conflicts(matter, by) ?? Decision.Of(new MatterTakenOver(matter.Number, by))
        : Decision.Reject(MatterCode.NotYours, $"{matter.Number} was not handed to {by}.");

    // Whoever looked at it, or is looking at it, cannot answer for its acceptance as well.
    private static Decision? Conflicts(Matter matter, StaffNumber who) =>
        matter.HasOtherPart(who, MatterRole.Acceptor) || matter.Taken?.By == who
            ? Decision.Reject(MatterCode.NeedsAnotherPerson, $"{who} looks at {matter.Number} and cannot answer for it, too.")
            : null;

    private static Decision Ask(HallState state, AskFirst ask) =>
        Unfit("place", ask.Place, LongestReason, needed: true) ?? Unfit("text", ask.Text, LongestText, needed: true)
            ?? Decision.Of(new EnquiryOpened(state.Matters.NextEnquiry, ask.Place.Trim(), ask.Text.Trim(), ask.By));

    private static Decision Answer(HallState state, AnswerEnquiry answer) =>
        Unfit("text", answer.Text, LongestText, needed: true) ?? (state.Matters.Enquiries.ContainsKey(answer.Enquiry)
            ? Decision.Of(new EnquiryAnswered(answer.Enquiry, answer.Text.Trim(), answer.By))
            : Decision.Reject(MatterCode.UnknownEnquiry, Invariant($"No open question has the number {answer.Enquiry}.")));

    private static Decision Declare(HallState state, DeclareAbsence declare, DateOnly today)
    {
        if (declare.To < declare.From || declare.To < today || declare.To.DayNumber - declare.From.DayNumber > MostAbsenceDays)
        {
            return Decision.Malformed("to",
                Invariant($"An absence ends on its first day or later, not before today, within {MostAbsenceDays} days."));
        }

        if (string.IsNullOrWhiteSpace(declare.Staff.Value))
        {
            return Decision.Malformed("staff", "A staff number is needed.");
        }

        var declared = new AbsenceDeclared(declare.Staff, declare.From, declare.To, declare.By);
        var then = MatterBooks.After(state.Matters, declared, state.LastEventAt);
        return Decision.Of(declared) with
        {
            Warnings = PostHolders.EmptyOf(state.Plan, then, declare.Staff, declare.From, declare.To).Any()
                ? [MatterCode.SubstituteAbsent] : [],
        };
    }

    private static Decision SetRosterOf(HallState state, SetRoster set, DateOnly today)
    {
        if (set.Days is not { Count: > 0 and <= MostRosterDays } || set.Days.Any(day => day is null || day.Day < today)
            || set.Days.DistinctBy(day => day.Day).Count() != set.Days.Count)
        {
            return Decision.Malformed("days", Invariant($"A roster has 1 to {MostRosterDays} days, none before today, each once."));
        }

        // Who is a manager is known to the accounts, not to the hall: its list has only those who serve at a window.
        return set.Days.Any(day => day.Manager is { } manager && string.IsNullOrWhiteSpace(manager.Value))
            ? Decision.Malformed("days", "A staff number is needed.")
            : Decision.Of(new RosterSet([.. set.Days.OrderBy(day => day.Day)], set.By));
    }
}
