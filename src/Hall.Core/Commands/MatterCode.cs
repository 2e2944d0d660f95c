namespace Hall.Core.Commands;

/// <summary>The stable codes of what the rules of matters forbid. Each is listed with its sentence in <c>docs/ERRORS.md</c>.</summary>
public static class MatterCode
{
#pragma warning disable CS1591 // The sentence beside each use says what the code means.
    public const string UnknownMatter = "unknown-matter";
    public const string UnknownPaper = "unknown-paper";
    public const string UnknownFault = "unknown-fault";
    public const string UnknownGround = "unknown-ground";
    public const string UnknownEnquiry = "unknown-enquiry";
    public const string UnknownCheck = "unknown-check";
    public const string NoPromise = "no-promise";
    public const string NobodyActs = "nobody-acts";
    public const string NotAccepted = "not-accepted";
    public const string AlreadyAccepted = "already-accepted";
    public const string MatterAccepted = "matter-accepted";
    public const string MatterEnded = "matter-ended";
    public const string NothingMissing = "nothing-missing";
    public const string PapersMissing = "papers-missing";
    public const string ReferenceMissing = "reference-missing";
    public const string NothingToReview = "nothing-to-review";
    public const string IsTheAcceptor = "is-the-acceptor";
    public const string NeedsAnotherPerson = "needs-another-person";
    public const string NotYourPost = "not-your-post";
    public const string Absent = "absent";
    public const string StepInHand = "step-in-hand";
    public const string NotYours = "not-yours";
    public const string FaultNeeded = "fault-needed";
    public const string NotReturned = "not-returned";
    public const string SuspendedAlready = "suspended-already";
    public const string SuspendedTooLong = "suspended-too-long";
    public const string NotSuspended = "not-suspended";
    public const string MatterSuspended = "matter-suspended";
    public const string NeedsLeader = "needs-leader";
    public const string NotALeader = "not-a-leader";
    public const string DeadlineMissed = "deadline-missed";
    public const string ExtendedAlready = "extended-already";
    public const string StepMissing = "step-missing";
    public const string NotFinished = "not-finished";
    public const string AlreadyFinished = "already-finished";
    public const string OtherWay = "other-way";
    public const string NeedsTakingOver = "needs-taking-over";
    public const string NotDrawn = "not-drawn";
    public const string DayOver = "day-over";

    /// <summary>A warning: whoever stands in is away, too.</summary>
    public const string SubstituteAbsent = "substitute-absent";
#pragma warning restore CS1591
}
