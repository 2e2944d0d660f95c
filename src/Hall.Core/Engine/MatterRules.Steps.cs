using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>
/// Steps behind the window: whoever presses "next" never chooses, and nobody is two of acceptor, peer, reviewer and approver.
/// </summary>
internal static partial class MatterRules
{
    private const int MostFaults = 20;

    private static Decision Take(HallState state, TakeStep take, DateOnly today)
    {
        if (!Enum.IsDefined(take.Step))
        {
            return Decision.Malformed("step", "There is no such step.");
        }

        var (refused, standsFor) = MayTake(state, take, today);
        if (refused is not null)
        {
            return refused;
        }

        if (StepLines.InHand(state.Matters, take.Step, take.By) is { } has)
        {
            return Decision.Reject(MatterCode.StepInHand, $"{take.By} has {has.Number} before them: pass it, return it or give it back.");
        }

        var line = StepLines.LineOf(state.Matters, take.Step).Where(matter => IsFor(state, matter, take)).ToList();
        return line.Find(matter => StepLines.MayLook(matter, take.Step, take.By)) is { } next
            ? Decision.Of(new StepTaken(next.Number, take.Step, take.By, standsFor))
            : NoneFor(line, take);
    }

    private static (Decision? Refused, StaffNumber? For) MayTake(HallState state, TakeStep take, DateOnly today)
    {
        var (answer, standsFor) = HoldsOf(state, take.Step, take.By, today);
        return answer switch
        {
            PostAnswer.Away => (Decision.Reject(MatterCode.Absent, $"{take.By} is declared away today."), null),
            PostAnswer.NotTheirs => (Decision.Reject(MatterCode.NotYourPost, $"{take.By} does not hold this post today."), null),
            _ => (null, standsFor),
        };
    }

    /// <summary>Whether a step is somebody's on a day, and for whom they stand in.</summary>
    public static (PostAnswer Answer, StaffNumber? For) HoldsOf(HallState state, RouteStep step, StaffNumber who, DateOnly today)
    {
        if (PostHolders.PostOf(step) is { } post)
        {
            return PostHolders.Ask(state.Plan, state.Matters, post, who, today);
        }

        if (state.Matters.IsAway(who, today))
        {
            return (PostAnswer.Away, null);
        }

        return (state.Counters.Values.Any(counter => counter.Teller == who) ? PostAnswer.Holds : PostAnswer.NotTheirs, null);
    }

    /// <summary>Whether a peer check is somebody's: drawn for them, or for nobody who sits at a window now.</summary>
    public static bool IsFor(HallState state, Matter matter, TakeStep take)
    {
        if (take.Step != RouteStep.Peer)
        {
            return true;
        }

        var able = PeerDraw.Able(state, matter.Service).Where(teller => !state.Matters.IsAway(teller, state.BusinessDay)).ToList();
        return able.Contains(take.By) && (matter.Peer is not { } drawn || drawn == take.By || !able.Contains(drawn));
    }

    private static Decision NoneFor(List<Matter> line, TakeStep take)
    {
        if (line.Count == 0)
        {
            return Decision.Reject(MatterCode.NothingToReview, "Nothing waits.");
        }

        return line.TrueForAll(matter => matter.IsAcceptor(take.By))
            ? Decision.Reject(MatterCode.IsTheAcceptor, $"What waits was accepted by {take.By}, and somebody else looks at it.")
            : Decision.Reject(MatterCode.NeedsAnotherPerson, $"{take.By} had another part in what waits, or gave it back.");
    }

    private static Decision GiveBack(HallState state, Matter matter, GiveBackStep back, StaffNumber by)
    {
        if (Unfit("reason", back.Reason, LongestReason, needed: true) is { } unfit)
        {
            return unfit;
        }

        return matter is not { Step: { } step, Taken: { } taken } || taken.By != by
            ? NotWith(matter, by)
            : Decision.Of(new StepGivenBack(matter.Number, step, by, back.Reason.Trim(),
                PeerDraw.Of(state, matter with { GaveBack = matter.GaveBack.Add(by) }, matter.Passed)));
    }

    private static Decision Pass(HallState state, Matter matter, StaffNumber by, DateOnly today)
    {
        if (matter is not { Step: { } step, Taken: { } taken } || taken.By != by)
        {
            return NotWith(matter, by);
        }

        if (matter.Suspended is not null)
        {
            return SuspendedNow(matter);
        }

        var parts = matter.Parts.Add(new(StepLines.RoleOf(step), by));
        return Decision.Of(new StepPassed(matter.Number, step, by, taken.For, today, !matter.Reviewed,
            PeerDraw.Of(state, matter with { Parts = parts, GaveBack = [] }, matter.Passed + 1)));
    }

    private static Decision Return(HallState state, Matter matter, ReturnStep back, StaffNumber by, DateOnly today)
    {
        if (matter is not { Step: { } step, Taken: { } taken } || taken.By != by)
        {
            return NotWith(matter, by);
        }

        if (matter.Suspended is not null)
        {
            return SuspendedNow(matter);
        }

        if (Unfit("note", back.Note, LongestText, needed: false) is { } unfit)
        {
            return unfit;
        }

        return back.Faults is not { Count: > 0 }
            ? Decision.Reject(MatterCode.FaultNeeded, "Whoever returns a matter says what is wrong with it.")
            : UnfitFaults(state, back.Faults) ?? Decision.Of(new StepReturned(
                matter.Number, step, by, taken.For, today, !matter.Reviewed, [.. back.Faults], Kept(back.Note)));
    }

    private static Decision? UnfitFaults(HallState state, IReadOnlyList<string> faults)
    {
        if (faults.Count > MostFaults || faults.Distinct().Count() != faults.Count)
        {
            return Decision.Malformed("faults", Invariant($"Up to {MostFaults} faults are named, each once."));
        }

        return faults.FirstOrDefault(code => state.Plan.Configuration.Matters.Faults.All(fault => fault.Code != code)) is { } unknown
            ? Decision.Reject(MatterCode.UnknownFault, $"The hall has no fault {unknown}.")
            : null;
    }

    private static Decision Correct(Matter matter, CorrectMatter correct, StaffNumber by, DateOnly today)
    {
        if (Unfit("note", correct.Note, LongestText, needed: true) is { } unfit)
        {
            return unfit;
        }

        if (matter.Stage != MatterStage.Returned)
        {
            return Decision.Reject(MatterCode.NotReturned, $"{matter.Number} was not returned.");
        }

        if (!matter.IsAcceptor(by) && matter.Responsible != by)
        {
            return NotAnswering(matter, by);
        }

        return matter.HasOtherPart(by, MatterRole.Acceptor)
            ? Decision.Reject(MatterCode.NeedsAnotherPerson, $"{by} looked at {matter.Number} and does not correct it, too.")
            : Decision.Of(new MatterCorrected(matter.Number, by, today, correct.Note.Trim()));
    }

    private static Decision NotWith(Matter matter, StaffNumber by) =>
        Decision.Reject(MatterCode.NotYours, $"{matter.Number} is not before {by}.");

    private static Decision NotAnswering(Matter matter, StaffNumber by) => matter.HandedTo == by
        ? Decision.Reject(MatterCode.NeedsTakingOver, $"{matter.Number} was handed to {by}, who has to take it over first.")
        : Decision.Reject(MatterCode.NotYours, $"{matter.Responsible} answers for {matter.Number}.");
}
