using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;

namespace Hall.Core.Cases;

/// <summary>The leg that a case or a complaint is about.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Number">Its number, such as <c>A012</c>.</param>
/// <param name="Leg">The leg, from 1.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Teller">Who served.</param>
/// <param name="Service">The service.</param>
public sealed record ServedLeg(TicketId Ticket, string Number, int Leg, CounterId Counter, StaffNumber Teller, ServiceCode Service);

/// <summary>
/// A bad review from the press to the end of its case: somebody is named, the citizen is heard, the matter is classified and
/// mended, the citizen is called back and says whether it is settled, and a supervisor calls a second time. Verbs return the
/// case after the step, or the rule that forbids it; a case never changes in place.
/// </summary>
public sealed partial record ReviewCase
{
    /// <summary>Its number, such as <c>CP2026-00012</c>.</summary>
    public required string Number { get; init; }

    /// <summary>What was rated.</summary>
    public required ServedLeg About { get; init; }

    /// <summary>The level, one of the lowest two.</summary>
    public required FeedbackLevel Level { get; init; }

    /// <summary>Reason codes.</summary>
    public ImmutableArray<string> Reasons { get; init; } = [];

    /// <summary>What the citizen wrote; null when nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>Hall-local day of the rating.</summary>
    public required DateOnly RatedOn { get; init; }

    /// <summary>Whether the citizen left a telephone, which stands elsewhere.</summary>
    public bool Named { get; init; }

    /// <summary>When it opened, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Where it stands.</summary>
    public ReviewStage Stage { get; init; }

    /// <summary>Who is named for it; null until then.</summary>
    public StaffNumber? Reviewer { get; init; }

    /// <summary>What is to be done; null until it was classified.</summary>
    public ReviewClass? Class { get; init; }

    /// <summary>What is due next; null when nothing is.</summary>
    public CaseDeadline? Due { get; init; }

    /// <summary>The deadline of the remedy; kept after the remedy for the rate mended in time.</summary>
    public DateTimeOffset? MendBy { get; init; }

    /// <summary>When it was mended, UTC; null until then.</summary>
    public DateTimeOffset? MendedAt { get; init; }

    /// <summary>When the citizen was called back, UTC; null until then.</summary>
    public DateTimeOffset? CalledBackAt { get; init; }

    /// <summary>When it ended, UTC; null until then.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>All steps, in order.</summary>
    public ImmutableArray<CaseStep> Steps { get; init; } = [];

    /// <summary>Whether it is over.</summary>
    [JsonIgnore]
    public bool IsOver => Stage is ReviewStage.Closed or ReviewStage.SetAside;

    /// <summary>Opens a case.</summary>
    /// <exception cref="ArgumentException">The review is not a bad one.</exception>
    public static ReviewCase Open(
        string number, ServedLeg about, FeedbackLevel level, IEnumerable<string> reasons, string? comment, DateOnly ratedOn, bool named,
        DateTimeOffset now, CaseRules rules, HallDays days)
    {
        if (level is not (FeedbackLevel.Dissatisfied or FeedbackLevel.VeryDissatisfied))
        {
            throw new ArgumentException("Only a bad review opens a case.", nameof(level));
        }

        return new()
        {
            Number = number, About = about, Level = level, Reasons = [.. reasons], Comment = comment, RatedOn = ratedOn, Named = named,
            OpenedAt = now,
            Due = days.From(now, rules.Contact), Steps = [new(now, null, "opened", "")],
        };
    }

    /// <summary>How it stands towards what is due next.</summary>
    public CaseStanding StandingAt(DateTimeOffset now) => IsOver || Due is null ? CaseStanding.Done : Due.StandingAt(now);

    /// <summary>
    /// The deadline by which it counts as mended in time or not: that of the remedy, and of a case that nobody classified yet what is due
    /// next. Who never says what is to be done has not mended it either. Null when it was set aside, or the calendar cannot tell.
    /// </summary>
    [JsonIgnore]
    public DateTimeOffset? MendDeadline => Stage == ReviewStage.SetAside ? null : Class is null ? Due?.At : MendBy;

    /// <summary>Whether it had to be mended and was, in time; null while that is open or nothing had to be mended.</summary>
    public bool? MendedInTime(DateTimeOffset now) => CaseDeadline.WasInTime(MendDeadline, MendedAt, now);

    private ReviewCase Then(ReviewStage stage, DateTimeOffset now, StaffNumber? by, string kind, string text, CaseDeadline? due) =>
        this with
    {
        Stage = stage, Due = due, Steps = Steps.Add(new(now, by, kind, kind == "assigned" ? text : FreeText.Redacted(text.Trim()))),
    };
}
