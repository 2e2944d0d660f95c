using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Core.Cases;

public sealed partial record ReviewCase
{
    /// <summary>Names the person who reviews it; may be done again while it is open.</summary>
    public CaseAnswer<ReviewCase> Assign(StaffNumber by, StaffNumber reviewer, DateTimeOffset now)
    {
        if (IsOver)
        {
            return NotNow("The case is over.");
        }

        if (by == About.Teller)
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} was rated and cannot choose who reviews it.");
        }

        if (reviewer == About.Teller)
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{reviewer} was rated and cannot review it.");
        }

        return Then(Stage == ReviewStage.Opened ? ReviewStage.Assigned : Stage, now, by, "assigned", reviewer.Value, Due)
            with { Reviewer = reviewer };
    }

    /// <summary>The citizen was heard; of an anonymous review, the facts were looked at instead.</summary>
    public CaseAnswer<ReviewCase> Hear(StaffNumber by, string text, DateTimeOffset now, CaseRules rules, HallDays days) =>
        Refused(by, text, ReviewStage.Assigned) is { } refused
            ? refused : Then(ReviewStage.Heard, now, by, "heard", text, days.From(now, rules.Mend));

    /// <summary>Says what is to be done. A complex case gets the ledger's deadline.</summary>
    public CaseAnswer<ReviewCase> Classify(
        StaffNumber by, ReviewClass kind, string text, DateTimeOffset now, CaseRules rules, HallDays days)
    {
        if (Refused(by, text, ReviewStage.Heard) is { } refused)
        {
            return refused;
        }

        var due = kind == ReviewClass.Ledger ? days.From(now, rules.Ledger) : Due ?? days.From(now, rules.Mend);
        return Then(ReviewStage.Mending, now, by, $"classified-{kind}", text, due) with { Class = kind, MendBy = due.At };
    }

    /// <summary>Proposes to set the review aside as mistaken or malicious, with a reason. A second person decides.</summary>
    public CaseAnswer<ReviewCase> ProposeAside(StaffNumber by, string reason, DateTimeOffset now) =>
        Refused(by, reason, ReviewStage.Heard) is { } refused
            ? refused : Then(ReviewStage.AsideProposed, now, by, "aside-proposed", reason, Due);

    /// <summary>A second person, neither the reviewer nor the one rated, decides on the proposal.</summary>
    public CaseAnswer<ReviewCase> DecideAside(StaffNumber by, bool agreed, string reason, DateTimeOffset now)
    {
        if (Stage != ReviewStage.AsideProposed)
        {
            return NotNow("Nobody proposed to set it aside.");
        }

        if (Second(by) is { } refused)
        {
            return refused;
        }

        return NoText(reason) is { } none ? none
            : agreed ? Then(ReviewStage.SetAside, now, by, "aside-agreed", reason, null) with { EndedAt = now }
            : Then(ReviewStage.Heard, now, by, "aside-refused", reason, Due);
    }

    /// <summary>The remedy or the explanation is done.</summary>
    public CaseAnswer<ReviewCase> Mend(StaffNumber by, string text, DateTimeOffset now, CaseRules rules, HallDays days)
    {
        if (Refused(by, text, ReviewStage.Mending) is { } refused)
        {
            return refused;
        }

        var mended = this with { MendedAt = now };

        // Nobody can call back a citizen who left no name: the supervisor's look at the file is what remains.
        return Named
            ? mended.Then(ReviewStage.Mended, now, by, "mended", text, days.From(now, rules.CallBack))
            : mended.Then(ReviewStage.Confirmed, now, by, "mended", text, days.From(now, rules.SecondCallBack));
    }

    /// <summary>
    /// The citizen left a name or a telephone after the rating. A case that went on as an anonymous one goes back to the call-back,
    /// which every review under a real name is owed.
    /// </summary>
    public CaseAnswer<ReviewCase> LeaveName(DateTimeOffset now, CaseRules rules, HallDays days) =>
        IsOver ? NotNow("The case is over.")
        : Named ? this
        : Stage is ReviewStage.Confirmed or ReviewStage.Checked
            ? (this with { Named = true }).Then(ReviewStage.Mended, now, null, "name-left", "", days.From(now, rules.CallBack))
            : (this with { Named = true }).Then(Stage, now, null, "name-left", "", Due);

    /// <summary>The citizen said afterwards why, on the phone, where the pad had no keys for it.</summary>
    public ReviewCase Explain(IEnumerable<string> reasons, string? comment, DateTimeOffset now) =>
        (this with { Reasons = [.. Reasons.Union(reasons)], Comment = Comment ?? comment }).Then(Stage, now, null, "explained", "", Due);

    /// <summary>The citizen was called back.</summary>
    public CaseAnswer<ReviewCase> CallBack(StaffNumber by, string text, DateTimeOffset now)
    {
        if (!Named)
        {
            return new Rejection(CaseRule.NobodyToCall, "The citizen left no name and cannot be called.");
        }

        return Refused(by, text, ReviewStage.Mended) is { } refused ? refused
            : Then(ReviewStage.CalledBack, now, by, "called-back", text, Due) with { CalledBackAt = now };
    }

    /// <summary>The citizen says whether it is settled; if not, it is mended again.</summary>
    /// <param name="by">Who wrote the answer down; null when the citizen gave it on the page of the case.</param>
    /// <param name="settled">Whether it is.</param>
    /// <param name="text">What the citizen said; may be empty when it is settled.</param>
    /// <param name="now">When, UTC.</param>
    /// <param name="rules">The hall's deadlines.</param>
    /// <param name="days">The working days.</param>
    public CaseAnswer<ReviewCase> Confirm(StaffNumber? by, bool settled, string text, DateTimeOffset now, CaseRules rules, HallDays days)
    {
        if (Stage != ReviewStage.CalledBack)
        {
            return NotNow("The citizen says whether it is settled after the call-back.");
        }

        if (by == About.Teller)
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} was rated and cannot confirm it.");
        }

        if (text.Length > CaseStep.LongestText || (!settled && FeedbackText.Clean(text) is null))
        {
            return NoText("")!;
        }

        return settled
            ? Then(ReviewStage.Confirmed, now, by, "confirmed", text, days.From(now, rules.SecondCallBack))
            : Then(ReviewStage.Mending, now, by, "not-settled", text, days.From(now, rules.Mend))
                with { MendedAt = null, CalledBackAt = null };
    }

    /// <summary>A supervisor, another person than the reviewer, has called a second time, or looked at an anonymous file.</summary>
    public CaseAnswer<ReviewCase> CallBackAgain(StaffNumber by, string text, DateTimeOffset now) =>
        Stage != ReviewStage.Confirmed ? NotNow("The second call-back follows the citizen's confirmation.")
        : Second(by) is { } refused ? refused
        : NoText(text) is { } none ? none
        : Then(ReviewStage.Checked, now, by, "called-back-again", text, Due);

    /// <summary>
    /// Closes it. A case under a real name is not closed without the call-back, the confirmation and the second call-back.
    /// </summary>
    public CaseAnswer<ReviewCase> Close(StaffNumber by, DateTimeOffset now) => Stage switch
    {
        ReviewStage.Closed or ReviewStage.SetAside => NotNow("The case is over."),
        _ when by == About.Teller => new Rejection(CaseRule.IsTheOneRated, $"{by} was rated and cannot close it."),
        _ when Named && CalledBackAt is null => new Rejection(CaseRule.NotCalledBack, "The citizen was not called back."),
        ReviewStage.CalledBack => new Rejection(CaseRule.NotConfirmed, "The citizen has not said that it is settled."),
        ReviewStage.Confirmed => new Rejection(CaseRule.NoSecondCallBack, "A supervisor has not called a second time."),
        ReviewStage.Checked => Then(ReviewStage.Closed, now, by, "closed", "", null) with { EndedAt = now },
        _ => NotNow("The case is not mended yet."),
    };

    /// <summary>
    /// Whether somebody calls the citizen: whoever is named for it, and a supervisor for the second call-back, once it is that
    /// call's turn. Never the one rated, and nobody once it is over.
    /// </summary>
    /// <param name="who">Who wants to call.</param>
    /// <param name="supervises">Whether that person supervises cases.</param>
    public bool IsCalledBy(StaffNumber who, bool supervises) => !IsOver && who != About.Teller
        && (who == Reviewer || (supervises && Stage == ReviewStage.Confirmed && Second(who) is null));

    private Rejection? Refused(StaffNumber by, string text, ReviewStage stage)
    {
        if (by == About.Teller)
        {
            return new(CaseRule.IsTheOneRated, $"{by} was rated and cannot review it.");
        }

        if (Stage != stage)
        {
            return NotNow($"The case is at {Stage}; this step belongs to {stage}.");
        }

        return Reviewer != by ? new Rejection(CaseRule.NotNamed, $"{Reviewer} is named for it, not {by}.") : NoText(text);
    }

    // Who did any of the work stays one of its reviewers, also after the case was given to somebody else.
    private Rejection? Second(StaffNumber by) => by == About.Teller
        ? new(CaseRule.IsTheOneRated, $"{by} was rated and cannot decide.")
        : by == Reviewer || Steps.Any(step => step.By == by && IsReviewing(step.Kind))
            ? new(CaseRule.SamePerson, $"{by} reviewed it; another person decides.")
            : null;

    private static bool IsReviewing(string kind) =>
        kind is "heard" or "aside-proposed" or "mended" or "called-back" || kind.StartsWith("classified-", StringComparison.Ordinal);

    private static Rejection? NoText(string text) => FeedbackText.Clean(text) is null or { Length: > CaseStep.LongestText }
        ? new(CaseRule.NeedsText, $"A text of 1 to {CaseStep.LongestText} characters is needed.")
        : null;

    private static Rejection NotNow(string sentence) => new(CaseRule.NotNow, sentence);
}
