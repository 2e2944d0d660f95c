using System.Collections.Immutable;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.State;

/// <summary>What each event makes of one matter.</summary>
internal static class MatterChanges
{
    /// <summary>The matter after an event.</summary>
    public static Matter After(Matter matter, MatterEvent happened, DateTimeOffset at) => happened switch
    {
        MatterDropped => matter with { Stage = MatterStage.Dropped, EndedAt = at },
        MatterReferenced referenced => matter with { Reference = referenced.Reference },
        MatterToldOnce told => Told(matter, told),
        PapersSupplied supplied => Supplied(matter, supplied),
        MatterAccepted accepted => Accepted(matter, accepted, at),
        MatterDeemedAccepted deemed => matter with
        {
            Stage = MatterStage.Accepted, DeemedAccepted = true, AcceptedOn = deemed.On, PromisedDays = deemed.PromisedDays,
            DueOn = deemed.DueOn, PromisedOn = deemed.DueOn,
        },
        StepTaken or StepGivenBack or StepPassed or StepReturned or MatterCorrected => AtStep(matter, happened, at),
        MatterSuspended or MatterResumed or MatterExtended or MatterRedated or MatterOverdue => OnTime(matter, happened),
        MatterFinished finished => Finished(matter, finished, at),
        ResultTold told => matter with { Stage = MatterStage.ResultTold, ToldResultOn = told.On },
        MatterDelivered delivered => matter with
        {
            Stage = MatterStage.Delivered, ToldResultOn = matter.ToldResultOn ?? delivered.On, EndedAt = at,
            Delivery = new(delivered.Way, delivered.Fetcher, delivered.On),
        },
        MatterHandedOver handed => matter with { HandedTo = handed.To },
        MatterTakenOver taken => matter with
        {
            Responsible = taken.By, HandedTo = null, Parts = matter.AcceptedOn is null ? matter.Parts
                : With(matter.Parts, MatterRole.Acceptor, taken.By),
        },
        MatterLapsed => matter with { Stage = MatterStage.Lapsed, EndedAt = at },
        _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} does to a matter."),
    };

    private static Matter Told(Matter matter, MatterToldOnce told) => matter with
    {
        Stage = MatterStage.Told,
        Told = matter.Told.Add(new(told.Count, told.On, told.Missing, told.Note ?? "", told.By)),
        Papers = [.. matter.Papers.Select(paper => told.Missing.Contains(paper.Paper) ? new(paper.Paper, PaperState.Missing) : paper)],
    };

    private static Matter Supplied(Matter matter, PapersSupplied supplied)
    {
        var papers = matter.Papers.Select(paper => supplied.Papers.FirstOrDefault(given => given.Paper == paper.Paper) ?? paper)
            .ToImmutableArray();
        var complete = papers.All(paper => paper.State != PaperState.Missing);
        return matter with
        {
            Papers = papers,
            PapersOn = supplied.Papers.Any(paper => paper.State == PaperState.Given) ? supplied.On : matter.PapersOn,
            Stage = matter.Stage == MatterStage.Told && complete ? MatterStage.Opened : matter.Stage,
        };
    }

    private static Matter Accepted(Matter matter, MatterAccepted accepted, DateTimeOffset at) => ToStep(matter with
    {
        AcceptedOn = accepted.On, Acceptor = accepted.By, PromisedDays = accepted.PromisedDays, DueOn = accepted.DueOn,
        PromisedOn = matter.PromisedOn ?? accepted.DueOn, Route = accepted.Route,
        Parts = With(matter.Parts, MatterRole.Acceptor, accepted.By), Peer = accepted.Peer,
    }, at);

    private static Matter AtStep(Matter matter, MatterEvent happened, DateTimeOffset at) => happened switch
    {
        StepTaken taken => matter with { Taken = new(taken.By, taken.For, at), AtHead = false },
        StepGivenBack back => matter with
        {
            Taken = null, AtHead = true, GaveBack = matter.GaveBack.Add(back.By), GivenBack = matter.GivenBack + 1, Peer = back.Peer,
            WaitingSince = at,
        },
        StepPassed passed => ToStep(matter with
        {
            Passed = matter.Passed + 1, Reviewed = true, Parts = With(matter.Parts, StepLines.RoleOf(passed.Step), passed.By),
            Peer = passed.Peer, Returned = null,
        }, at),
        StepReturned returned => matter with
        {
            Stage = MatterStage.Returned, Taken = null, Reviewed = true, Returns = matter.Returns + 1, WaitingSince = null,
            Parts = With(matter.Parts, StepLines.RoleOf(returned.Step), returned.By),
            Returned = new(returned.Step, returned.By, returned.On, returned.Faults, returned.Note ?? ""),
        },
        MatterCorrected corrected => ToStep(matter with
        {
            Parts = With(matter.Parts, MatterRole.Acceptor, corrected.By), Returned = null,
        }, at) with { AtHead = true, Peer = matter.Peer },
        _ => matter,
    };

    private static Matter OnTime(Matter matter, MatterEvent happened) => happened switch
    {
        MatterSuspended stopped => matter with
        {
            DueOn = null, Suspensions = matter.Suspensions.Add(new(stopped.Ground, stopped.On, stopped.Days, stopped.Until)),
        },
        MatterResumed resumed => matter with
        {
            DueOn = resumed.DueOn, Suspensions = WithLast(matter.Suspensions, last => last with { To = resumed.On }),
        },
        MatterExtended extended => matter with
        {
            DueOn = extended.DueOn, ExtendedDays = matter.ExtendedDays + extended.Days, Extensions = matter.Extensions + 1,
        },
        MatterRedated redated => matter with
        {
            DueOn = redated.DueOn, Suspensions = matter.Suspended is null || redated.Until is null ? matter.Suspensions
                : WithLast(matter.Suspensions, last => last with { Until = redated.Until }),
        },
        MatterOverdue => matter with { IsOverdue = true },
        _ => matter,
    };

    private static Matter Finished(Matter matter, MatterFinished finished, DateTimeOffset at)
    {
        var withdrawn = finished.Outcome == MatterOutcome.Withdrawn;
        return matter with
        {
            Stage = withdrawn ? MatterStage.Withdrawn : MatterStage.Finished, Outcome = finished.Outcome, OutcomeReason = finished.Reason,
            FinishedOn = finished.On, EndedAt = withdrawn ? at : null, Taken = null, WaitingSince = null,
            Suspensions = matter.Suspended is null
                ? matter.Suspensions : WithLast(matter.Suspensions, last => last with { To = finished.On }),
        };
    }

    // Into the line of the step that is next, or ready when none is left.
    private static Matter ToStep(Matter matter, DateTimeOffset at) => matter with
    {
        Stage = matter.Passed < matter.Route.Length ? StepLines.StageOf(matter.Route[matter.Passed]) : MatterStage.Ready,
        Taken = null, GaveBack = [], AtHead = false, WaitingSince = matter.Passed < matter.Route.Length ? at : null,
    };

    private static ImmutableArray<MatterPart> With(ImmutableArray<MatterPart> parts, MatterRole role, StaffNumber by) =>
        parts.Contains(new(role, by)) ? parts : parts.Add(new(role, by));

    private static ImmutableArray<Suspension> WithLast(ImmutableArray<Suspension> suspensions, Func<Suspension, Suspension> change) =>
        suspensions.SetItem(suspensions.Length - 1, change(suspensions[^1]));
}
