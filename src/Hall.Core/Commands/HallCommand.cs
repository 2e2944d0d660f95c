using System.Collections.Immutable;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Core.Commands;

/// <summary>
/// A wish to change the hall. Every change, from whatever surface, is one of these; the rules answer with events or a
/// <see cref="Rejection"/>. Immutable and serialisable.
/// </summary>
public abstract record HallCommand;

/// <summary>
/// Publishes a configuration; the first one founds the hall. It replaces the whole document, so it says which one it was made from:
/// where another is in force meanwhile, nothing happens.
/// </summary>
public sealed record PublishConfiguration(HallConfiguration Configuration, StaffNumber? By = null, string? Why = null) : HallCommand
{
    /// <summary>
    /// The <see cref="HallPlan.Sequence"/> of the configuration that it was made from; null for the one that founds the hall.
    /// </summary>
    public long? BasedOn { get; init; }

    /// <summary>
    /// What becomes of those who wait for services that go; who is not named here keeps the place and is served in the zone.
    /// </summary>
    public ImmutableArray<GoneService> Gone { get; init; } = [];
}

/// <summary>
/// Brings the hall's list of tellers up to date with the accounts: who is not named in either list stays as they are. A list that would
/// be empty stays too, because an empty one means that anybody may open a counter.
/// </summary>
/// <param name="Serving">Who may serve, as windows show them.</param>
/// <param name="Gone">Who may not serve any more.</param>
public sealed record SetTellers(IReadOnlyList<TellerDefinition> Serving, IReadOnlyList<StaffNumber> Gone) : HallCommand;

/// <summary>A service that a new configuration takes out.</summary>
/// <param name="Service">The service that goes.</param>
/// <param name="Becomes">The service that those who wait for it get instead, in their place; null when their tickets end.</param>
public sealed record GoneService(ServiceCode Service, ServiceCode? Becomes);

/// <summary>Begins a business day and ends the one before; the engine sends it when the hall's date has changed.</summary>
public sealed record OpenBusinessDay(DateOnly Day) : HallCommand;

/// <summary>A manager sets the hall's clock right after a jump; time may go back by it.</summary>
public sealed record CorrectClock(DateTimeOffset To) : HallCommand;

/// <summary>
/// A manager changes how the next is chosen; it takes effect at the next call. Refused when it would starve a class or a service.
/// </summary>
/// <param name="Change">What is changed.</param>
/// <param name="By">Who does it, for the record; null when nobody is known.</param>
public sealed record ChangeDispatch(DispatchChange Change, string? By = null) : HallCommand;

/// <summary>
/// Gives one free counter its next ticket, in a hall that gives them: of those that have rested and may call somebody, the one with the
/// longest idle time of the day. Nothing to do is no error; the engine sends it until there is nothing to do.
/// </summary>
public sealed record AssignNext : HallCommand;

/// <summary>
/// Gives those back who were sent to a counter that has been away for too long. Nothing to do is no error; the engine sends it.
/// </summary>
public sealed record GiveBackTickets : HallCommand;

/// <summary>Issues a ticket for one or several services.</summary>
/// <param name="Services">Services in the order in which they are done, 1 to 10.</param>
/// <param name="Priority">Class of priority.</param>
/// <param name="Language">Language of the citizen.</param>
/// <param name="Kiosk">Where; null from a desk or another system.</param>
/// <param name="HolderHash">Keyed hash of the holder's identity; null when it was not asked.</param>
/// <param name="ForAnother">
/// Whether the holder comes for somebody else: counted against the hall's limit for agents, not as the holder's own number.
/// </param>
/// <param name="PhoneHash">Keyed hash of a telephone by which the ticket can be found; null when none was given.</param>
public sealed record IssueTicket(
    IReadOnlyList<ServiceCode> Services, PriorityCode Priority, string Language = "zh-CN", KioskId? Kiosk = null, string? HolderHash = null,
    bool ForAnother = false, string? PhoneHash = null)
    : HallCommand;

/// <summary>The citizen leaves.</summary>
public sealed record AbandonTicket(TicketId Ticket) : HallCommand;

/// <summary>The citizen lets others pass: called after that many more places.</summary>
public sealed record PostponeTicket(TicketId Ticket, int Places) : HallCommand;

/// <summary>Adds a service to a living visit.</summary>
public sealed record AddService(TicketId Ticket, ServiceCode Service) : HallCommand;

/// <summary>What a citizen came for was another service: it becomes that one, and the number keeps its place by time of issue.</summary>
/// <param name="Ticket">The ticket; it must wait or be held.</param>
/// <param name="From">A service of the visit that nobody has begun.</param>
/// <param name="To">A service that the visit does not have yet.</param>
public sealed record ChangeService(TicketId Ticket, ServiceCode From, ServiceCode To) : HallCommand;

/// <summary>Gives a priority by hand, with a reason.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Priority">Its class from now on.</param>
/// <param name="Reason">Why, 1 to 200 characters.</param>
/// <param name="By">Who gives it, for the audit; null when nobody is known.</param>
public sealed record ChangePriority(TicketId Ticket, PriorityCode Priority, string Reason, string? By = null) : HallCommand;

/// <summary>A no-show came after all and rejoins by the hall's rule.</summary>
public sealed record RejoinTicket(TicketId Ticket) : HallCommand;

/// <summary>A slip is printed again.</summary>
public sealed record ReprintTicket(TicketId Ticket) : HallCommand;

/// <summary>A command of a teller at a counter.</summary>
public abstract record CounterCommand(CounterId Counter) : HallCommand;

/// <summary>A teller signs in at a counter and opens it.</summary>
public sealed record OpenCounter(CounterId Counter, StaffNumber Teller) : CounterCommand(Counter);

/// <summary>What becomes of those who were sent to a counter that closes or pauses for long.</summary>
public enum SentTickets
{
    /// <summary>They are given back to all who may serve them.</summary>
    GiveBack,

    /// <summary>They wait for this counter: for ten minutes, or as long as the pause was to take.</summary>
    Keep,
}

/// <summary>The counter calls nobody for a while.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Reason">Why, 1 to 200 characters.</param>
/// <param name="Minutes">How long it will take, 1 to 480 minutes; null when nobody says.</param>
/// <param name="Sent">What becomes of those who were sent here when that is a long pause.</param>
public sealed record PauseCounter(
    CounterId Counter, string Reason, int? Minutes = null, SentTickets Sent = SentTickets.GiveBack) : CounterCommand(Counter);

/// <summary>The counter calls again.</summary>
public sealed record ResumeCounter(CounterId Counter) : CounterCommand(Counter);

/// <summary>The teller leaves.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Sent">What becomes of those who were sent here.</param>
public sealed record CloseCounter(CounterId Counter, SentTickets Sent = SentTickets.GiveBack) : CounterCommand(Counter);

/// <summary>Calls whoever the hall's rule puts first for this counter; nobody waiting is no error.</summary>
public sealed record CallNext(CounterId Counter) : CounterCommand(Counter);

/// <summary>Calls a chosen number; needs a reason and is reported.</summary>
public sealed record CallTicket(CounterId Counter, string Number, string Reason) : CounterCommand(Counter);

/// <summary>Calls back a held ticket.</summary>
public sealed record ReturnTicket(CounterId Counter, TicketId Ticket) : CounterCommand(Counter);

/// <summary>Announces the called ticket once more.</summary>
public sealed record RecallTicket(CounterId Counter) : CounterCommand(Counter);

/// <summary>The citizen is at the window.</summary>
public sealed record StartService(CounterId Counter) : CounterCommand(Counter);

/// <summary>The window has looked at the identity of whom it called: with its hash, or with the reason why it goes on without.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="HolderHash">Keyed hash of the identity that was shown; null when none was.</param>
/// <param name="Reason">Why it goes on without one, 1 to 200 characters; null with a hash.</param>
public sealed record CheckHolder(CounterId Counter, string? HolderHash, string? Reason = null) : CounterCommand(Counter);

/// <summary>The current service is done.</summary>
public sealed record CompleteService(CounterId Counter) : CounterCommand(Counter);

/// <summary>The called citizen did not come.</summary>
public sealed record MarkNoShow(CounterId Counter) : CounterCommand(Counter);

/// <summary>Puts the current ticket aside.</summary>
public sealed record HoldTicket(CounterId Counter, string? Reason = null) : CounterCommand(Counter);

/// <summary>Where a transferred ticket stands in its new line.</summary>
public enum TransferPosition
{
    /// <summary>By its waiting so far.</summary>
    Keep,

    /// <summary>Next.</summary>
    Front,

    /// <summary>As if it had come now.</summary>
    Back,
}

/// <summary>Sends the current ticket on, to a service, a zone or a counter; exactly one is set.</summary>
public sealed record TransferTicket(
    CounterId Counter, ServiceCode? Service, ZoneCode? Zone, CounterId? ToCounter, TransferPosition Position = TransferPosition.Keep)
    : CounterCommand(Counter)
{
    /// <summary>Other living numbers of the same person that are given up by it, where they stand against it.</summary>
    public IReadOnlyList<string> Ends { get; init; } = [];
}

/// <summary>Takes back the teller's last action, within the hall's limit.</summary>
public sealed record UndoLastAction(CounterId Counter) : CounterCommand(Counter)
{
    /// <summary>Other living numbers of the same person that are given up by it, where they stand against it.</summary>
    public IReadOnlyList<string> Ends { get; init; } = [];
}

/// <summary>A rating for a served leg, by QR code or another channel than the window's pad.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">The leg; null for the last served one that is not rated yet.</param>
/// <param name="Level">The level.</param>
/// <param name="Reasons">Codes of that level.</param>
/// <param name="Comment">Free text, up to 1,000 characters; null when none.</param>
/// <param name="Channel">The way it came.</param>
public sealed record GiveFeedback(
    TicketId Ticket, int? Leg, FeedbackLevel Level, IReadOnlyList<string> Reasons, string? Comment, FeedbackChannel Channel) : HallCommand;

/// <summary>A press on the window's pad: the rating of the leg that just ended there, or a stray press that is counted.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Level">The level.</param>
/// <param name="PressId">Unique per press; the same press delivered twice counts once. Empty when the sender has none.</param>
/// <param name="Ticket">The visit that the pad asked about; null when the pad cannot know, as serial ones cannot.</param>
/// <param name="PressedAt">When it was pressed, UTC, for a press that was kept until the hub could be reached; null for now.</param>
/// <param name="Undated">When it was pressed cannot be known: it rates nobody and is counted as such.</param>
public sealed record PressPad(
    CounterId Counter, FeedbackLevel Level, IReadOnlyList<string> Reasons, string PressId = "", TicketId? Ticket = null,
    DateTimeOffset? PressedAt = null, bool Undated = false) : CounterCommand(Counter);

/// <summary>Sets a rating aside after its case was reviewed and a second person agreed; the case's rules were asked before.</summary>
public sealed record SetFeedbackAside(
    TicketId Ticket, int Leg, FeedbackLevel Level, DateOnly RatedOn, string Case, string? By = null) : HallCommand;

/// <summary>A rating after a bad review was dealt with. The hall may long have forgotten the ticket; the case knows it.</summary>
public sealed record FollowUpFeedback(TicketId Ticket, int Leg, FeedbackLevel Level, string? Comment, string Case) : HallCommand;

/// <summary>Says why a leg was rated so, once, by whoever rated on a pad without keys for reasons.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">The leg that was rated.</param>
/// <param name="Reasons">Codes of the level it has.</param>
/// <param name="Comment">Free text, up to 1,000 characters; null when none, if there is a reason.</param>
public sealed record ExplainFeedback(TicketId Ticket, int Leg, IReadOnlyList<string> Reasons, string? Comment) : HallCommand;

/// <summary>Enters 基本满意 for a leg that nobody rated and nobody can rate any more; carried out only where the hall wants it.</summary>
public sealed record EnterDefaultFeedback(TicketId Ticket, int Leg) : HallCommand;

/// <summary>What becomes of those who wait when a hall is closed in an emergency.</summary>
public enum WaitingAtClosing
{
    /// <summary>They are called as before; only issuing stops.</summary>
    ServeOn,

    /// <summary>Their numbers live on, also into the next business day.</summary>
    KeepForNextDay,

    /// <summary>Their numbers end now.</summary>
    Expire,
}

/// <summary>Closes the hall in an emergency: nothing more is issued until it is opened again, and every screen says why.</summary>
/// <param name="Reason">A sentence for citizens, 1 to 200 characters.</param>
/// <param name="Waiting">What becomes of those who wait.</param>
/// <param name="By">Who closes it, for the audit; null when nobody is known.</param>
public sealed record CloseHall(string Reason, WaitingAtClosing Waiting, string? By = null) : HallCommand;

/// <summary>Opens a hall again that was closed in an emergency.</summary>
/// <param name="By">Who opens it, for the audit; null when nobody is known.</param>
public sealed record ReopenHall(string? By = null) : HallCommand;

/// <summary>Someone at a kiosk or a screen asks for a person.</summary>
public sealed record RequestHelp(string Place) : HallCommand;

/// <summary>Someone went there.</summary>
public sealed record AnswerHelp(long Request) : HallCommand;
