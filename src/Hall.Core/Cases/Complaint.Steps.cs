using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;

namespace Hall.Core.Cases;

public sealed partial record Complaint
{
    /// <summary>Names the person who investigates, never the one complained of; may be done again until it is answered.</summary>
    public CaseAnswer<Complaint> Assign(StaffNumber by, StaffNumber investigator, DateTimeOffset now)
    {
        if (Stage is not (ComplaintStage.Registered or ComplaintStage.Assigned))
        {
            return NotNow();
        }

        if (Concerns(by))
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot choose who investigates it.");
        }

        if (Concerns(investigator))
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{investigator} is complained of and cannot investigate it.");
        }

        return Then(ComplaintStage.Assigned, now, by, "assigned", investigator.Value) with { Investigator = investigator };
    }

    /// <summary>Writes down what was found.</summary>
    public CaseAnswer<Complaint> Investigate(StaffNumber by, string text, DateTimeOffset now) =>
        Refused(by, text, CaseStep.LongestText) is { } refused ? refused : Then(ComplaintStage.Assigned, now, by, "investigated", text);

    /// <summary>Extends the deadline, with a reason. A deadline that was missed stays missed.</summary>
    public CaseAnswer<Complaint> Extend(StaffNumber by, DateTimeOffset to, string reason, DateTimeOffset now)
    {
        if (Refused(by, reason, CaseStep.LongestText) is { } refused)
        {
            return refused;
        }

        if (StandingAt(now) == CaseStanding.Missed)
        {
            return new Rejection(CaseRule.AlreadyMissed, "The deadline has passed and cannot be extended any more.");
        }

        if (to <= now || (Due?.At is { } due && to <= due))
        {
            return new Rejection(CaseRule.NotLater, "The new deadline is not after the old one.");
        }

        return Then(ComplaintStage.Assigned, now, by, "extended", reason) with { Due = new(now, to), ExtendedTo = to,
            ExtensionReason = FreeText.RedactedButOffices(reason.Trim()) };
    }

    /// <summary>Answers the citizen.</summary>
    public CaseAnswer<Complaint> Reply(StaffNumber by, string text, DateTimeOffset now) =>
        Refused(by, text, LongestAnswer) is { } refused ? refused
        : Then(ComplaintStage.Answered, now, by, "answered", text)
            with { Answer = FreeText.RedactedButOffices(text.Trim()), AnsweredAt = now, Due = null };

    /// <summary>
    /// The citizen says whether it is settled; if not, it is investigated again under a new deadline. Where somebody of the hall
    /// writes down that it is settled, that is another person than whoever worked on it.
    /// </summary>
    public CaseAnswer<Complaint> Confirm(StaffNumber? by, bool settled, string text, DateTimeOffset now, CaseRules rules, HallDays days)
    {
        if (Stage != ComplaintStage.Answered)
        {
            return NotNow();
        }

        if (by is { } writer && Concerns(writer))
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot confirm it.");
        }

        if (by is not null && settled && Worked(by.Value))
        {
            return new Rejection(CaseRule.SamePerson, $"{by} investigated it; another person writes down that it is settled.");
        }

        if (text.Length > CaseStep.LongestText || (!settled && FeedbackText.Clean(text) is null))
        {
            return NeedsText(CaseStep.LongestText);
        }

        if (settled)
        {
            return Then(ComplaintStage.Confirmed, now, by, "confirmed", text) with { EndedAt = now };
        }

        return Then(ComplaintStage.Assigned, now, by, "not-settled", text) with { AnsweredAt = null,
            Due = days.From(now, rules.Complaint) };
    }
}
