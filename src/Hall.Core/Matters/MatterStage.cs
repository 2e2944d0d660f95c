namespace Hall.Core.Matters;

/// <summary>Where a matter stands. It has one stage at a time; a suspension lies over it.</summary>
public enum MatterStage
{
    /// <summary>Opened at a window: papers are missing and not told, or nobody has accepted yet.</summary>
    Opened,

    /// <summary>What is missing was told; the papers have not come.</summary>
    Told,

    /// <summary>
    /// Counts as accepted because nobody told what was missing in time: the clock runs, and somebody has to look at the papers.
    /// </summary>
    Accepted,

    /// <summary>Waits for a reviewer, or is with one.</summary>
    InReview,

    /// <summary>Waits for a peer, or is with one.</summary>
    InPeerCheck,

    /// <summary>Waits for a leader, or is with one.</summary>
    InApproval,

    /// <summary>Came back to whoever accepted it; the clock runs on.</summary>
    Returned,

    /// <summary>Every step of the route is passed: it can be finished.</summary>
    Ready,

    /// <summary>Done or refused; the citizen does not know yet.</summary>
    Finished,

    /// <summary>The citizen was told the result.</summary>
    ResultTold,

    /// <summary>The result is in the citizen's hands. Ended.</summary>
    Delivered,

    /// <summary>The citizen took it back. Ended.</summary>
    Withdrawn,

    /// <summary>Opened in error and taken out before acceptance. Ended.</summary>
    Dropped,

    /// <summary>The papers that were told missing never came. Ended.</summary>
    Lapsed,
}

/// <summary>What a stage means to the rules and to those outside.</summary>
public static class MatterStages
{
    /// <summary>Whether the matter has ended: nothing changes in it any more.</summary>
    public static bool IsEnded(this MatterStage stage) => stage >= MatterStage.Delivered;

    /// <summary>Whether a result is there: finished, told or delivered.</summary>
    public static bool IsFinished(this MatterStage stage) => stage is >= MatterStage.Finished and <= MatterStage.Delivered;

    /// <summary>Whether the clock runs, or would but for a suspension: from accepted to ready.</summary>
    public static bool IsRunning(this MatterStage stage) => stage is >= MatterStage.Accepted and <= MatterStage.Ready;

    /// <summary>Whether it is in the line of a step.</summary>
    public static bool IsAtStep(this MatterStage stage) => stage is >= MatterStage.InReview and <= MatterStage.InApproval;

    /// <summary>
    /// The exchange's <c>proStatus</c>: 1 from opened to accepted, 2 from review to ready, 3 from finished on (a matter that ended
    /// without a result, too).
    /// </summary>
    public static int ProStatus(this MatterStage stage) => stage switch
    {
        <= MatterStage.Accepted => 1,
        <= MatterStage.Ready => 2,
        _ => 3,
    };
}
