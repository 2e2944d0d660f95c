using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;

namespace Hall.Core.Cases;

/// <summary>The way a complaint came.</summary>
public enum ComplaintChannel
{
    /// <summary>At a kiosk.</summary>
    Kiosk,

    /// <summary>On the phone page.</summary>
    Phone,

    /// <summary>In person, at a desk.</summary>
    Desk,

    /// <summary>By telephone.</summary>
    Telephone,

    /// <summary>By letter or in the complaints book.</summary>
    Letter,
}

/// <summary>Where a complaint stands.</summary>
public enum ComplaintStage
{
    /// <summary>It has its number.</summary>
    Registered,

    /// <summary>Somebody investigates it.</summary>
    Assigned,

    /// <summary>The citizen was answered.</summary>
    Answered,

    /// <summary>The citizen says that it is settled.</summary>
    Confirmed,

    /// <summary>Somebody proposed to set it aside as abuse; a second person of another post decides.</summary>
    AsideProposed,

    /// <summary>Over: two people of different posts found it to be abuse. It stays in the register and is shown apart.</summary>
    SetAside,
}

/// <summary>
/// A complaint: registered with a number, assigned, investigated, extended with a reason, answered, confirmed. Texts are as
/// long as GB/T 39046 Table 10 allows.
/// </summary>
public sealed partial record Complaint
{
    /// <summary>Characters of a title, at most.</summary>
    public const int LongestTitle = 200;

    /// <summary>Characters of the content, at most.</summary>
    public const int LongestContent = 1_000;

    /// <summary>Characters of an answer, at most.</summary>
    public const int LongestAnswer = 500;

    /// <summary>Its number, such as <c>TS2026-00003</c>.</summary>
    public required string Number { get; init; }

    /// <summary>A line that says what it is about.</summary>
    public required string Title { get; init; }

    /// <summary>What the citizen says.</summary>
    public required string Content { get; init; }

    /// <summary>The way it came.</summary>
    public required ComplaintChannel Channel { get; init; }

    /// <summary>When it was registered, UTC.</summary>
    public required DateTimeOffset RegisteredAt { get; init; }

    /// <summary>The leg it is about; null when that is not known.</summary>
    public ServedLeg? About { get; init; }

    /// <summary>Whether the citizen left a name or a telephone, which stand elsewhere.</summary>
    public bool Named { get; init; }

    /// <summary>Where it stands.</summary>
    public ComplaintStage Stage { get; init; }

    /// <summary>Who investigates; null until then.</summary>
    public StaffNumber? Investigator { get; init; }

    /// <summary>When it has to be answered; null once it was.</summary>
    public CaseDeadline? Due { get; init; }

    /// <summary>The deadline that was promised first; null when the calendar lacked a year.</summary>
    public DateTimeOffset? PromisedBy { get; init; }

    /// <summary>The deadline after an extension; null without one.</summary>
    public DateTimeOffset? ExtendedTo { get; init; }

    /// <summary>Why it was extended.</summary>
    public string? ExtensionReason { get; init; }

    /// <summary>The answer; null until then.</summary>
    public string? Answer { get; init; }

    /// <summary>When it was answered, UTC; null until then.</summary>
    public DateTimeOffset? AnsweredAt { get; init; }

    /// <summary>When it was settled, UTC; null until then.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>All steps, in order.</summary>
    public ImmutableArray<CaseStep> Steps { get; init; } = [];

    /// <summary>Whether it is over.</summary>
    [JsonIgnore]
    public bool IsOver => Stage is ComplaintStage.Confirmed or ComplaintStage.SetAside;

    /// <summary>What the citizen added afterwards, in order.</summary>
    public ImmutableArray<ComplaintText> Added { get => field.IsDefault ? [] : field; init; }

    /// <summary>Who proposed to set it aside, and the posts that let them; null while nobody did.</summary>
    public AsideProposal? Aside { get; init; }

    /// <summary>
    /// By when it has to be answered for the figures; null when the calendar lacked a year. Setting it aside takes it out of them, but for
    /// a deadline that had been missed by then: nobody polishes a rate by it.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? AnswerBy => (ExtendedTo ?? PromisedBy) is not { } by ? null
        : Stage == ComplaintStage.SetAside && EndedAt < by ? null : by;

    /// <summary>Registers a complaint.</summary>
    public static CaseAnswer<Complaint> Register(
        string number, string title, string content, ComplaintChannel channel, ServedLeg? about, bool named, StaffNumber? by,
        DateTimeOffset now, CaseRules rules, HallDays days)
    {
        if (by is not null && by == about?.Teller)
        {
            return new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot register it.");
        }

        var (line, text) = (FreeText.Cleaned(title), FreeText.Cleaned(content));
        if (line is null or { Length: > LongestTitle } || text is null or { Length: > LongestContent })
        {
            return new Rejection(
                CaseRule.NeedsText, $"A complaint has a title of 1 to {LongestTitle} and a text of 1 to {LongestContent} characters.");
        }

        var due = days.From(now, rules.Complaint);
        return new Complaint
        {
            Number = number, Title = line, Content = text, Channel = channel, RegisteredAt = now, About = about, Named = named, Due = due,
            PromisedBy = due.At, Steps = [new(now, by, "registered", "")],
        };
    }

    /// <summary>Names the person who investigates, never the one complained of; may be done again until it is answered.</summary>
    public CaseAnswer<Complaint> Assign(StaffNumber by, StaffNumber investigator, DateTimeOffset now) =>
        Stage is not (ComplaintStage.Registered or ComplaintStage.Assigned) ? NotNow()
        : Concerns(by) ? new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot choose who investigates it.")
        : Concerns(investigator) ? new Rejection(CaseRule.IsTheOneRated, $"{investigator} is complained of and cannot investigate it.")
        : Then(ComplaintStage.Assigned, now, by, "assigned", investigator.Value) with { Investigator = investigator };

    /// <summary>Writes down what was found.</summary>
    public CaseAnswer<Complaint> Investigate(StaffNumber by, string text, DateTimeOffset now) =>
        Refused(by, text, CaseStep.LongestText) is { } refused ? refused : Then(ComplaintStage.Assigned, now, by, "investigated", text);

    /// <summary>Extends the deadline, with a reason. A deadline that was missed stays missed.</summary>
    public CaseAnswer<Complaint> Extend(StaffNumber by, DateTimeOffset to, string reason, DateTimeOffset now) =>
        Refused(by, reason, CaseStep.LongestText) is { } refused ? refused
        : StandingAt(now) == CaseStanding.Missed
            ? new Rejection(CaseRule.AlreadyMissed, "The deadline has passed and cannot be extended any more.")
        : to <= now || (Due?.At is { } due && to <= due) ? new Rejection(CaseRule.NotLater, "The new deadline is not after the old one.")
        : Then(ComplaintStage.Assigned, now, by, "extended", reason)
            with { Due = new(now, to), ExtendedTo = to, ExtensionReason = FreeText.RedactedButOffices(reason.Trim()) };

    /// <summary>Answers the citizen.</summary>
    public CaseAnswer<Complaint> Reply(StaffNumber by, string text, DateTimeOffset now) =>
        Refused(by, text, LongestAnswer) is { } refused ? refused
        : Then(ComplaintStage.Answered, now, by, "answered", text)
            with { Answer = FreeText.RedactedButOffices(text.Trim()), AnsweredAt = now, Due = null };

    /// <summary>
    /// The citizen says whether it is settled; if not, it is investigated again under a new deadline. Where somebody of the hall
    /// writes down that it is settled, that is another person than whoever worked on it.
    /// </summary>
    public CaseAnswer<Complaint> Confirm(StaffNumber? by, bool settled, string text, DateTimeOffset now, CaseRules rules, HallDays days) =>
        Stage != ComplaintStage.Answered ? NotNow()
        : by is { } writer && Concerns(writer) ? new Rejection(CaseRule.IsTheOneRated, $"{by} is complained of and cannot confirm it.")
        : by is not null && settled && Worked(by.Value)
            ? new Rejection(CaseRule.SamePerson, $"{by} investigated it; another person writes down that it is settled.")
        : text.Length > CaseStep.LongestText || (!settled && FeedbackText.Clean(text) is null) ? NeedsText(CaseStep.LongestText)
        : settled ? Then(ComplaintStage.Confirmed, now, by, "confirmed", text) with { EndedAt = now }
        : Then(ComplaintStage.Assigned, now, by, "not-settled", text) with { AnsweredAt = null, Due = days.From(now, rules.Complaint) };

    /// <summary>
    /// Whether somebody calls the citizen: whoever is named for it, and, once it is answered, a supervisor who did not work on it
    /// and asks whether it is settled. Never the one complained of, and nobody once it is over.
    /// </summary>
    /// <param name="who">Who wants to call.</param>
    /// <param name="supervises">Whether that person supervises cases.</param>
    public bool IsCalledBy(StaffNumber who, bool supervises) =>
        !IsOver && !Concerns(who) && (who == Investigator || (supervises && Stage == ComplaintStage.Answered && !Worked(who)));

    /// <summary>How it stands towards its deadline.</summary>
    public CaseStanding StandingAt(DateTimeOffset now) => Due is null ? CaseStanding.Done : Due.StandingAt(now);

    /// <summary>Whole working days by which the answer was or is late; nought when in time.</summary>
    public int OverdueDays(DateTimeOffset now, HallDays days) => (ExtendedTo ?? PromisedBy) is { } by
        ? days.Calendar.Between(days.DayOf(by.AddTicks(-1)), days.DayOf(AnsweredAt ?? EndedAt ?? now))
        : 0;

    private Rejection? Refused(StaffNumber by, string text, int longest) => Concerns(by)
        ? new(CaseRule.IsTheOneRated, $"{by} is complained of and cannot investigate it.")
        : Stage != ComplaintStage.Assigned ? NotNow()
        : Investigator != by ? new(CaseRule.NotNamed, $"{Investigator} is named for it, not {by}.")
        : FeedbackText.Clean(text) is null || text.Length > longest ? NeedsText(longest) : null;

    // Who did any of the work stays one of its investigators, also after it was given to somebody else.
    private bool Worked(StaffNumber by) => by == Investigator
        || Steps.Any(step => step.By == by && (step.Kind is "investigated" or "extended" or "answered" or "aside-proposed"));

    private Complaint Then(ComplaintStage stage, DateTimeOffset now, StaffNumber? by, string kind, string text) => this with
    {
        Stage = stage,
        Steps = Steps.Add(new(now, by, kind, kind switch
        {
            "assigned" => text,
            "extended" or "answered" => FreeText.RedactedButOffices(text.Trim()),
            _ => FreeText.Redacted(text.Trim()),
        })),
    };

    private static Rejection NotNow() => new(CaseRule.NotNow, "It is not the turn of this step.");

    private static Rejection NeedsText(int longest) => new(CaseRule.NeedsText, $"A text of 1 to {longest} characters is needed.");
}
