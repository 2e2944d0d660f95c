using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Engine;

/// <summary>The end of a matter: finished, told, and in the citizen's hands.</summary>
internal static partial class MatterRules
{
    private static Decision Finish(Matter matter, FinishMatter finish, StaffNumber by, DateOnly today)
    {
        if (!Enum.IsDefined(finish.Outcome))
        {
            return Decision.Malformed("outcome", "A matter is done, refused or withdrawn.");
        }

        if (Unfit("reason", finish.Reason, LongestText, needed: finish.Outcome == MatterOutcome.Refused) is { } unfit)
        {
            return unfit;
        }

        if (matter.Stage.IsFinished())
        {
            return Decision.Reject(MatterCode.AlreadyFinished, $"{matter.Number} is finished.");
        }

        return (finish.Outcome == MatterOutcome.Withdrawn ? null : Unready(matter, finish.Outcome))
            ?? Decision.Of(new MatterFinished(matter.Number, finish.Outcome, by, today, Kept(finish.Reason)));
    }

    private static Decision? Unready(Matter matter, MatterOutcome outcome)
    {
        if (matter.AcceptedOn is null)
        {
            return Decision.Reject(MatterCode.NotAccepted, $"{matter.Number} is not accepted yet.");
        }

        if (matter.Stage != MatterStage.Ready)
        {
            return Decision.Reject(MatterCode.StepMissing, $"{matter.Number} has not passed every step.");
        }

        if (matter.Suspended is not null)
        {
            return SuspendedNow(matter);
        }

        return outcome == MatterOutcome.Done && matter.Papers.Any(paper => paper.State is PaperState.ToFollow or PaperState.Missing)
            ? Decision.Reject(MatterCode.PapersMissing, $"A paper of {matter.Number} has not followed yet.")
            : null;
    }

    private static Decision Tell(Matter matter, TellResult tell, StaffNumber by, DateOnly today)
    {
        if (!Enum.IsDefined(tell.Way))
        {
            return Decision.Malformed("way", "There is no such way.");
        }

        return matter.Stage switch
        {
            MatterStage.Finished => Decision.Of(new ResultTold(matter.Number, by, today, tell.Way)),
            MatterStage.ResultTold => Decision.Nothing,
            _ => Unfinished(matter),
        };
    }

    private static Decision Deliver(Matter matter, DeliverMatter deliver, StaffNumber by, DateOnly today)
    {
        if (!Enum.IsDefined(deliver.Way) || !Enum.IsDefined(deliver.Fetcher))
        {
            return Decision.Malformed("way", "There is no such way, or no such fetcher.");
        }

        if (matter.Stage is not (MatterStage.Finished or MatterStage.ResultTold))
        {
            return Unfinished(matter);
        }

        var agent = deliver.Fetcher == ResultFetcher.Agent;
        if (Unfit("reason", deliver.Reason, LongestReason, needed: agent) is { } unfit)
        {
            return unfit;
        }

        return deliver.Way != matter.DeliverBy && Kept(deliver.Reason) is null
            ? Decision.Reject(MatterCode.OtherWay, $"The result of {matter.Number} was asked for in another way; say why.")
            : Decision.Of(new MatterDelivered(matter.Number, by, today, deliver.Way, deliver.Fetcher, Kept(deliver.Reason)));
    }

    private static Decision Unfinished(Matter matter) =>
        Decision.Reject(MatterCode.NotFinished, $"{matter.Number} is not finished yet.");
}
