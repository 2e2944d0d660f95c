using System.Collections.Immutable;
using System.Text.Json.Serialization;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Core.Matters;

/// <summary>
/// A matter (办件): what a citizen came for and what lives on until its result is in their hands. Immutable. It holds no names: who the
/// citizen is stands with the contacts.
/// </summary>
public sealed record Matter
{
    /// <summary>Its number.</summary>
    public required MatterNumber Number { get; init; }

    /// <summary>Number of the first matter of the same receipt: its own, but where an employer opened several at once.</summary>
    public required MatterNumber Receipt { get; init; }

    /// <summary>The service.</summary>
    public required ServiceCode Service { get; init; }

    /// <summary>Where it stands.</summary>
    public MatterStage Stage { get; init; }

    /// <summary>When it was opened, UTC.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>Hall-local day on which it was opened.</summary>
    public required DateOnly OpenedOn { get; init; }

    /// <summary>The window where it was opened.</summary>
    public required CounterId Counter { get; init; }

    /// <summary>The visit in which it was opened.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>The stay of that visit, from 1.</summary>
    public required int Leg { get; init; }

    /// <summary>Who opened it: asked first.</summary>
    public required StaffNumber Opener { get; init; }

    /// <summary>Who answers for it now.</summary>
    public required StaffNumber Responsible { get; init; }

    /// <summary>To whom it was handed and who has not taken it yet; null when to nobody.</summary>
    public StaffNumber? HandedTo { get; init; }

    /// <summary>Its papers.</summary>
    public ImmutableArray<MatterPaper> Papers { get => field.IsDefault ? [] : field; init; }

    /// <summary>Hall-local day on which papers last came: the day from which <c>toldOnceDays</c> count.</summary>
    public required DateOnly PapersOn { get; init; }

    /// <summary>How many things it is about, from 1.</summary>
    public int Items { get; init; } = 1;

    /// <summary>Number of the case in the insurance system, up to 50 characters; null when it has none.</summary>
    public string? Reference { get; init; }

    /// <summary>How the result was asked for.</summary>
    public DeliveryWay DeliverBy { get; init; }

    /// <summary>What the service promised when it was opened.</summary>
    public required Promise Promise { get; init; }

    /// <summary>What was told missing, in order; the first notice is the one that was promised.</summary>
    public ImmutableArray<ToldNotice> Told { get => field.IsDefault ? [] : field; init; }

    /// <summary>Hall-local day of acceptance; null before.</summary>
    public DateOnly? AcceptedOn { get; init; }

    /// <summary>Who accepted it; null before, and while it counts as accepted without having been looked at.</summary>
    public StaffNumber? Acceptor { get; init; }

    /// <summary>Whether nobody told in time what was missing, so that it counts as accepted.</summary>
    public bool DeemedAccepted { get; init; }

    /// <summary>Working days that were promised.</summary>
    public int PromisedDays { get; init; }

    /// <summary>Working days that were added by extensions.</summary>
    public int ExtendedDays { get; init; }

    /// <summary>How often it was extended.</summary>
    public int Extensions { get; init; }

    /// <summary>Last hall-local day; null before acceptance, while suspended, and while the calendar lacks the year.</summary>
    public DateOnly? DueOn { get; init; }

    /// <summary>The day that the receipt says; null where it said none. It stays, whatever happens to <see cref="DueOn"/>.</summary>
    public DateOnly? PromisedOn { get; init; }

    /// <summary>The day from which it is overdue was reached; it stays overdue.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>The steps, in order.</summary>
    public ImmutableArray<RouteStep> Route { get => field.IsDefault ? [] : field; init; }

    /// <summary>How many of them are passed.</summary>
    public int Passed { get; init; }

    /// <summary>Who has it for the step; null while it waits.</summary>
    public StepWork? Taken { get; init; }

    /// <summary>The peer whom the hall drew; null where it drew none yet.</summary>
    public StaffNumber? Peer { get; init; }

    /// <summary>Since when it waits at its step, UTC.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>Who gave this step back, so that somebody else gets it.</summary>
    public ImmutableArray<StaffNumber> GaveBack { get => field.IsDefault ? [] : field; init; }

    /// <summary>How often steps were given back.</summary>
    public int GivenBack { get; init; }

    /// <summary>Whether it stands at the head of its line: given back, or corrected.</summary>
    public bool AtHead { get; init; }

    /// <summary>Whether a reviewer, peer or leader has looked at it once: what comes after is no first look.</summary>
    public bool Reviewed { get; init; }

    /// <summary>How often it was returned.</summary>
    public int Returns { get; init; }

    /// <summary>Why it is with the acceptor again; null when it is not.</summary>
    public StepReturn? Returned { get; init; }

    /// <summary>Who was what in it: who did a step stays, substitutes and hand-overs included.</summary>
    public ImmutableArray<MatterPart> Parts { get => field.IsDefault ? [] : field; init; }

    /// <summary>When the clock stood, in order; the last one may last.</summary>
    public ImmutableArray<Suspension> Suspensions { get => field.IsDefault ? [] : field; init; }

    /// <summary>With what it was finished; null before.</summary>
    public MatterOutcome? Outcome { get; init; }

    /// <summary>The reason in writing of a refusal; null without one.</summary>
    public string? OutcomeReason { get; init; }

    /// <summary>Hall-local day on which it was finished; null before.</summary>
    public DateOnly? FinishedOn { get; init; }

    /// <summary>Hall-local day on which the citizen was first told or given the result; null before.</summary>
    public DateOnly? ToldResultOn { get; init; }

    /// <summary>How the result came to the citizen; null before.</summary>
    public MatterDelivery? Delivery { get; init; }

    /// <summary>Whether it was drawn to be looked at again.</summary>
    public bool IsDrawn { get; init; }

    /// <summary>When it ended, UTC; null while it is open.</summary>
    public DateTimeOffset? EndedAt { get; init; }

    /// <summary>The suspension that lasts; null when the clock runs.</summary>
    [JsonIgnore]
    public Suspension? Suspended => Suspensions is [.., { To: null } open] ? open : null;

    /// <summary>The step that it is at; null when it is at none.</summary>
    [JsonIgnore]
    public RouteStep? Step => Stage.IsAtStep() && Passed < Route.Length ? Route[Passed] : null;

    /// <summary>The papers that are missing: neither given nor waived nor to follow.</summary>
    [JsonIgnore]
    public IEnumerable<string> MissingPapers =>
        Papers.Where(paper => paper.State == PaperState.Missing).Select(paper => paper.Paper);

    /// <summary>The papers that follow.</summary>
    [JsonIgnore]
    public IEnumerable<MatterPaper> FollowingPapers => Papers.Where(paper => paper.State == PaperState.ToFollow);

    /// <summary>Whether nothing is looked at behind the window (即办件).</summary>
    [JsonIgnore]
    public bool IsInstant => Route.IsEmpty;

    /// <summary>Whether this is its acceptor, or one who took it over or corrected it.</summary>
    public bool IsAcceptor(StaffNumber who) => Parts.Contains(new(MatterRole.Acceptor, who));

    /// <summary>Whether somebody had another part in it than this one.</summary>
    /// <param name="who">Staff number.</param>
    /// <param name="role">The part that they would have.</param>
    public bool HasOtherPart(StaffNumber who, MatterRole role) => Parts.Any(part => part.By == who && part.Role != role);
}
