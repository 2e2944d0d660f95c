using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>Acceptance: from the day after, the days of the promise count.</summary>
internal static partial class MatterRules
{
    private static Decision Accept(HallState state, Matter matter, AcceptMatter accept, StaffNumber by, DateOnly today)
    {
        if (matter.Acceptor is not null)
        {
            return Decision.Reject(MatterCode.AlreadyAccepted, $"{matter.Number} is accepted.");
        }

        var (papers, fault) = Marked(state.Plan.Find(matter.Service), matter.Papers, accept.Papers, today,
            mayFollow: matter.Promise.PapersToFollow || matter.DeemedAccepted);
        if (fault is not null)
        {
            return fault;
        }

        if (papers.FirstOrDefault(paper => paper.State == PaperState.Missing) is { } missing)
        {
            return Decision.Reject(MatterCode.PapersMissing, $"{missing.Paper} is missing: tell it, or let it follow by a day.");
        }

        if (state.Plan.Configuration.Matters.ReferenceNeeded && matter.Reference is null)
        {
            return Decision.Reject(MatterCode.ReferenceMissing, $"{matter.Number} has no number of its case in the insurance system.");
        }

        var changed = papers.Except(matter.Papers).ToImmutableArray();
        var supplied = changed.IsEmpty
            ? null : new PapersSupplied(matter.Number, by, today, changed, accept.Counter);
        var accepted = Accepted(state, matter, AcceptedOn(matter, changed, papers, today), by, accept.Counter);
        return supplied is null ? Decision.Of(accepted) : Decision.Of(supplied, accepted);
    }

    // The clock starts the day after the complete papers came, whenever somebody gets round to pressing the key.
    private static DateOnly AcceptedOn(
        Matter matter, ImmutableArray<MatterPaper> changed, ImmutableArray<MatterPaper> papers, DateOnly today) =>
        matter.AcceptedOn ?? (changed.Any(paper => paper.State is PaperState.Given or PaperState.ToFollow)
            || papers.Any(paper => paper.State == PaperState.ToFollow) ? today : matter.PapersOn);

    private static MatterAccepted Accepted(HallState state, Matter matter, DateOnly on, StaffNumber by, CounterId? counter)
    {
        var days = matter.AcceptedOn is null ? matter.Promise.DaysFor(matter.Items) : matter.PromisedDays;
        var route = matter.Promise.RouteFor(matter.Items);
        var due = matter.AcceptedOn is null ? DueOf(state, on, days) : matter.DueOn;
        return new(matter.Number, by, on, days, due, route,
            PeerDraw.Of(state, matter with { Route = route, Parts = matter.Parts.Add(new(MatterRole.Acceptor, by)) }, 0), counter);
    }

    private static DateOnly? DueOf(HallState state, DateOnly acceptedOn, int days) =>
        state.Matters.Calendar is { } calendar ? PromisedDay.On(calendar, acceptedOn, days, []).Day : null;
}
