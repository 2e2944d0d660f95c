using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;

namespace Hall.Core.Cases;

/// <summary>More of the same ticket, and complaints that are none.</summary>
public sealed partial record Complaint
{
    /// <summary>Texts of a complaint at most: the first, and what was added to it.</summary>
    public const int MostTexts = 5;

    /// <summary>Whether it is about somebody, by what was said first or added: they have no part in it.</summary>
    public bool Concerns(StaffNumber who) => who == About?.Teller || Added.Any(text => who == text.About?.Teller);

    /// <summary>Adds what the same visit's citizen says now, while it is open.</summary>
    /// <param name="title">A line that says what it is about.</param>
    /// <param name="content">What the citizen says.</param>
    /// <param name="about">The leg it is about; null when that is not known.</param>
    /// <param name="named">Whether a name or a telephone was left with it.</param>
    /// <param name="by">Who wrote it down; null for the citizen.</param>
    /// <param name="now">When, UTC.</param>
    public CaseAnswer<Complaint> Add(string title, string content, ServedLeg? about, bool named, StaffNumber? by, DateTimeOffset now)
    {
        if (by is { } writer && (Concerns(writer) || writer == about?.Teller))
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{writer} is complained of and cannot write it down.");
        }

        if (IsOver)
        {
            return NotNow();
        }

        if (1 + Added.Length >= MostTexts)
        {
            return new Rejection(CaseRule.NoMoreTexts, $"{Number} has its {MostTexts} texts; more is said to whoever investigates it.");
        }

        var (line, text) = (FreeText.Cleaned(title), FreeText.Cleaned(content));
        return line is null or { Length: > LongestTitle } || text is null or { Length: > LongestContent }
            ? NeedsText(LongestContent)
            : (this with { Named = Named || named, Added = Added.Add(new(now, line, text, about)) }).Then(Stage, now, by, "added", "");
    }

    /// <summary>
    /// Proposes to set it aside as abuse, with a reason; it stays in the register. A second person of another post decides.
    /// </summary>
    /// <param name="by">Who proposes.</param>
    /// <param name="posts">All posts of that person.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">When, UTC.</param>
    public CaseAnswer<Complaint> ProposeAside(StaffNumber by, IReadOnlyList<string> posts, string reason, DateTimeOffset now)
    {
        if (Concerns(by))
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot set it aside.");
        }

        if (Stage is not (ComplaintStage.Registered or ComplaintStage.Assigned))
        {
            return NotNow();
        }

        if (FeedbackText.Clean(reason) is null || reason.Length > CaseStep.LongestText)
        {
            return NeedsText(CaseStep.LongestText);
        }

        return Then(ComplaintStage.AsideProposed, now, by, "aside-proposed", reason) with { Aside = new(by, posts) };
    }

    /// <summary>
    /// Decides on the proposal: neither whoever worked on it or is complained of, and in a supervising post that the proposer does not
    /// hold.
    /// </summary>
    /// <param name="by">Who decides.</param>
    /// <param name="supervising">The posts in which that person supervises.</param>
    /// <param name="agreed">Whether it is set aside.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">When, UTC.</param>
    public CaseAnswer<Complaint> DecideAside(
        StaffNumber by, IReadOnlyList<string> supervising, bool agreed, string reason, DateTimeOffset now)
    {
        if (Stage != ComplaintStage.AsideProposed || Aside is not { } proposal)
        {
            return NotNow();
        }

        if (Concerns(by))
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot decide.");
        }

        if (by == proposal.By || Worked(by))
        {
            return new Rejection(CaseRule.SamePerson, $"{by} worked on it; another person decides.");
        }

        if (supervising.All(proposal.Posts.Contains))
        {
            return new Rejection(CaseRule.SamePost, $"{proposal.By} holds the same post; somebody of another post decides.");
        }

        return FeedbackText.Clean(reason) is null || reason.Length > CaseStep.LongestText ? NeedsText(CaseStep.LongestText)
            : agreed ? Then(ComplaintStage.SetAside, now, by, "aside-agreed", reason) with { EndedAt = now, Due = null }
            : Then(Investigator is null ? ComplaintStage.Registered : ComplaintStage.Assigned, now, by, "aside-refused", reason)
                with { Aside = null };
    }
}
