namespace Hall.Core.Commands;

/// <summary>A rule forbids it; nothing has changed.</summary>
/// <param name="Code">Stable, kebab-case; see <see cref="RejectionCode"/>.</param>
/// <param name="Message">A sentence for people, in English; surfaces translate the code.</param>
/// <param name="Field">The field of the command that is at fault, as the API names it; empty when it is the whole.</param>
public sealed record Rejection(string Code, string Message, string Field = "")
{
    /// <summary>The numbers that stand against it, such as those the person holds already; null where none do.</summary>
    public IReadOnlyList<string>? Numbers { get; init; }
}

/// <summary>The stable codes of rejections. Each is listed with its sentence in <c>docs/ERRORS.md</c>.</summary>
public static class RejectionCode
{
#pragma warning disable CS1591 // The sentence beside each use says what the code means.
    public const string UnknownHall = "unknown-hall";
    public const string UnknownService = "unknown-service";
    public const string UnknownCounter = "unknown-counter";
    public const string UnknownTicket = "unknown-ticket";
    public const string UnknownTeller = "unknown-teller";
    public const string UnknownZone = "unknown-zone";
    public const string UnknownPriority = "unknown-priority";
    public const string UnknownReason = "unknown-reason";
    public const string UnknownRequest = "unknown-request";
    public const string Malformed = "malformed";
    public const string ServiceNotOffered = "service-not-offered";
    public const string QuotaFull = "quota-full";
    public const string ClosedForToday = "closed-for-today";
    public const string EmergencyClosed = "emergency-closed";
    public const string CannotBeServedToday = "cannot-be-served-today";
    public const string AlreadyHolding = "already-holding";
    public const string AgentLimit = "agent-limit";
    public const string NoHolder = "no-holder";
    public const string HolderDiffers = "holder-differs";
    public const string HolderUnchecked = "holder-unchecked";
    public const string CounterClosed = "counter-closed";
    public const string CounterPaused = "counter-paused";
    public const string CounterNotPaused = "counter-not-paused";
    public const string CounterOccupied = "counter-occupied";
    public const string CounterBusy = "counter-busy";
    public const string TellerElsewhere = "teller-elsewhere";
    public const string NoCurrentTicket = "no-current-ticket";
    public const string NotStarted = "not-started";
    public const string AlreadyStarted = "already-started";
    public const string NotWaiting = "not-waiting";
    public const string PostponeLimit = "postpone-limit";
    public const string NotHeld = "not-held";
    public const string NotNoShow = "not-no-show";
    public const string NotServableHere = "not-servable-here";
    public const string TicketEnded = "ticket-ended";
    public const string RecallLimit = "recall-limit";
    public const string NothingToUndo = "nothing-to-undo";
    public const string NotServed = "not-served";
    public const string AlreadyRated = "already-rated";
    public const string ReasonOfOtherLevel = "reason-of-other-level";
    public const string ReasonNeeded = "reason-needed";
    public const string WouldStarve = "would-starve";
    public const string ChangedMeanwhile = "changed-meanwhile";
    public const string HallNotFounded = "hall-not-founded";
    public const string JournalUnavailable = "journal-unavailable";
#pragma warning restore CS1591
}
