using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>Who waits at which step, and who may look at what: four eyes, whoever stands in and whoever was handed what.</summary>
public static class StepLines
{
    /// <summary>
    /// What waits at a step, next first: what was given back or corrected, then by last day, those without one last, then by number.
    /// Suspended ones and those in somebody's hand are not in it.
    /// </summary>
    public static IEnumerable<Matter> LineOf(MatterBook book, RouteStep step) => book.Matters.Values
        .Where(matter => matter.Step == step && matter.Taken is null && matter.Suspended is null)
        .OrderByDescending(matter => matter.AtHead).ThenBy(matter => matter.DueOn ?? DateOnly.MaxValue).ThenBy(matter => matter.Number);

    /// <summary>What somebody has taken at a step and not decided; null when nothing.</summary>
    public static Matter? InHand(MatterBook book, RouteStep step, StaffNumber who) =>
        book.Matters.Values.FirstOrDefault(matter => matter.Step == step && matter.Taken?.By == who);

    /// <summary>The part that a step makes of somebody.</summary>
    public static MatterRole RoleOf(RouteStep step) => step switch
    {
        RouteStep.Review => MatterRole.Reviewer,
        RouteStep.Peer => MatterRole.Peer,
        _ => MatterRole.Approver,
    };

    /// <summary>The stage in which a matter is at a step.</summary>
    public static MatterStage StageOf(RouteStep step) => step switch
    {
        RouteStep.Review => MatterStage.InReview,
        RouteStep.Peer => MatterStage.InPeerCheck,
        _ => MatterStage.InApproval,
    };

    /// <summary>
    /// Whether somebody may look at a matter at a step: no part of theirs stands against it, they do not answer for it in its acceptor's
    /// place, and did not give this step back.
    /// </summary>
    public static bool MayLook(Matter matter, RouteStep step, StaffNumber who) =>
        !matter.HasOtherPart(who, RoleOf(step)) && matter.Responsible != who && !matter.GaveBack.Contains(who);
}
