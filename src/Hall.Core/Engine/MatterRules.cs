using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>The rules of matters: pure, like <see cref="HallRules"/>, a file for each concept.</summary>
internal static partial class MatterRules
{
    private const int LongestReason = 200;
    private const int LongestText = 500;

    /// <summary>Decides what a command about matters does; null for one that is not about them.</summary>
    public static Decision? Decide(HallState state, HallCommand command, DateTimeOffset now)
    {
        var today = state.Plan.DayOf(now);
        return command switch
        {
            MatterCommand about => About(state, about, today),
            TakeStep take => Take(state, take, today),
            AskFirst ask => Ask(state, ask),
            AnswerEnquiry answer => Answer(state, answer),
            DeclareAbsence declare => Declare(state, declare, today),
            SetRoster set => SetRosterOf(state, set, today),
            PublishWorkCalendar publish => Publish(state, publish, today),
            RecordCheck record => Record(state, record, today),
            PassDeadlines pass => Pass(state, pass),
            DrawChecks draw => Draw(state, draw),
            _ => null,
        };
    }

    private static Decision About(HallState state, MatterCommand command, DateOnly today)
    {
        if (state.Matters.Find(command.Matter) is not { } matter)
        {
            return Decision.Reject(MatterCode.UnknownMatter, $"The hall has no open matter {command.Matter}.");
        }

        if (matter.Stage.IsEnded())
        {
            return Decision.Reject(MatterCode.MatterEnded, $"{matter.Number} has ended.");
        }

        if (Actor(state, command) is not { } by)
        {
            return command.Counter is { } unknown && !state.Counters.ContainsKey(unknown)
                ? Decision.Reject(RejectionCode.UnknownCounter, $"The hall has no counter {unknown}.")
                : Decision.Reject(MatterCode.NobodyActs, "Nobody is signed in for it, neither here nor at the window.");
        }

        return command switch
        {
            DropMatter drop => Drop(matter, drop, by, today),
            NoteReference note => Reference(matter, note, by),
            TellOnce tell => Tell(matter, tell, by, today),
            SupplyPapers supply => Supply(state, matter, supply, by, today),
            AcceptMatter accept => Accept(state, matter, accept, by, today),
            GiveBackStep back => GiveBack(state, matter, back, by),
            PassStep => Pass(state, matter, by, today),
            ReturnStep back => Return(state, matter, back, by, today),
            CorrectMatter correct => Correct(matter, correct, by, today),
            SuspendMatter suspend => Suspend(state, matter, suspend, by, today),
            ResumeMatter => Resume(state, matter, by, today),
            ExtendMatter extend => Extend(state, matter, extend, by, today),
            FinishMatter finish => Finish(matter, finish, by, today),
            TellResult tell => Tell(matter, tell, by, today),
            DeliverMatter deliver => Deliver(matter, deliver, by, today),
            HandOverMatter hand => HandOver(matter, hand, by),
            TakeOver => TakeOverOf(matter, by),
            _ => throw new InvalidOperationException($"No rule says what {command.GetType().Name} does."),
        };
    }

    // A program may act for whoever sits at its window in what a window does in front of the citizen, and in nothing else.
    private static StaffNumber? Actor(HallState state, MatterCommand command) => command switch
    {
        { By: { } person } => person,
        TellOnce or SupplyPapers or AcceptMatter when command.Counter is { } at && state.Counters.TryGetValue(at, out var counter) =>
            counter.Teller,
        _ => null,
    };

    /// <summary>What stands against an act on a matter whose clock runs; null when nothing does.</summary>
    private static Decision? UnlessRunning(Matter matter) => matter.Stage switch
    {
        < MatterStage.Accepted => Decision.Reject(MatterCode.NotAccepted, $"{matter.Number} is not accepted yet."),
        >= MatterStage.Finished => Decision.Reject(MatterCode.AlreadyFinished, $"{matter.Number} is finished."),
        _ => null,
    };

    private static Decision SuspendedNow(Matter matter) =>
        Decision.Reject(MatterCode.MatterSuspended, $"The clock of {matter.Number} stands; resume it first.");

    private static Decision? Unfit(string field, string? text, int longest, bool needed) =>
        (needed && string.IsNullOrWhiteSpace(text)) || text?.Trim().Length > longest
            ? Decision.Malformed(field, Invariant($"A text of {(needed ? 1 : 0)} to {longest} characters is needed."))
            : null;

    private static string? Kept(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
