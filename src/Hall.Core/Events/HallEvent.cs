using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Events;

/// <summary>Something that happened. Once written it is readable for ever; personal data and tokens never stand in one.</summary>
public abstract record HallEvent;

/// <summary>An event about one ticket.</summary>
public abstract record TicketEvent(TicketId Ticket) : HallEvent;

/// <summary>An event at one counter.</summary>
public abstract record CounterEvent(CounterId Counter) : HallEvent;

/// <summary>An event about one ticket at one counter.</summary>
public abstract record TicketAtCounterEvent(TicketId Ticket, CounterId Counter) : TicketEvent(Ticket);

/// <summary>A configuration took effect.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="By">Who published it; null when nobody is known.</param>
/// <param name="Why">Why; null when it was not said.</param>
/// <param name="Gone">What becomes of those who wait for services that go; null where nothing was said, and in what was written before it
/// was kept.</param>
public sealed record ConfigurationPublished(
    HallConfiguration Configuration, StaffNumber? By = null, string? Why = null, IReadOnlyList<GoneService>? Gone = null) : HallEvent;

/// <summary>How the next is chosen was changed.</summary>
public sealed record DispatchChanged(DispatchChange Change, string? By = null) : HallEvent;

/// <summary>The list of tellers was brought up to date; this is all of it.</summary>
public sealed record TellersSet(ImmutableArray<TellerDefinition> Tellers) : HallEvent;

/// <summary>A business day began.</summary>
public sealed record BusinessDayOpened(DateOnly Day) : HallEvent;

/// <summary>The hall's clock was set right by a person.</summary>
public sealed record ClockCorrected(DateTimeOffset To) : HallEvent;

/// <summary>A ticket was issued; with the wait that was forecast, where the hall forecasts.</summary>
public sealed record TicketIssued(
    TicketId Ticket, string Number, DateOnly BusinessDay, ZoneCode Zone, ImmutableArray<ServiceCode> Services, PriorityCode Priority,
    string Language, KioskId? Kiosk, string? HolderHash, WaitEstimate? Forecast = null,
    bool ForAnother = false, string? PhoneHash = null) : TicketEvent(Ticket);

/// <summary>A ticket was called.</summary>
public sealed record TicketCalled(TicketId Ticket, CounterId Counter, StaffNumber Teller, CallReason Reason)
    : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A called ticket was announced again.</summary>
public sealed record TicketRecalled(TicketId Ticket, CounterId Counter) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>The citizen was at the window.</summary>
public sealed record ServiceStarted(TicketId Ticket, CounterId Counter) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>The window saw the identity that the ticket was issued to; with a reason, it went on without having seen it.</summary>
public sealed record HolderChecked(TicketId Ticket, CounterId Counter, string? Reason) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>What follows the end of a service.</summary>
public enum AfterService
{
    /// <summary>The visit is over.</summary>
    VisitEnds,

    /// <summary>The next service begins here at once.</summary>
    NextBeginsHere,

    /// <summary>The ticket waits, at the front, where the next service is done.</summary>
    WaitsElsewhere,
}

/// <summary>A service was done.</summary>
public sealed record ServiceCompleted(TicketId Ticket, CounterId Counter, ServiceCode Service, AfterService Then)
    : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A called citizen never came.</summary>
public sealed record TicketNoShow(TicketId Ticket, CounterId Counter) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A ticket was put aside.</summary>
public sealed record TicketHeld(TicketId Ticket, CounterId Counter, string? Reason) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A held ticket was called back.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Counter">The counter that called it.</param>
/// <param name="Teller">Who called it.</param>
/// <param name="HeldSince">When it was put aside: where somebody else takes it up, the stay before ended then. Null in events of older
/// versions, where it ends with this one.</param>
public sealed record TicketReturned(TicketId Ticket, CounterId Counter, StaffNumber Teller,
    DateTimeOffset? HeldSince) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A ticket was sent on.</summary>
public sealed record TicketTransferred(TicketId Ticket, CounterId Counter, ServiceCode? Service, TicketTarget Target,
    TransferPosition Position)
    : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A ticket that was sent to a counter which is away was given back to all who may serve it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="From">The counter that it waited for.</param>
public sealed record TicketGivenBack(TicketId Ticket, CounterId From) : TicketEvent(Ticket);

/// <summary>The citizen left.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="HeldSince">When it was put aside, which is when its stay at the counter ended; null when it was not held, and in events of
/// older versions.</param>
public sealed record TicketAbandoned(TicketId Ticket, DateTimeOffset? HeldSince) : TicketEvent(Ticket);

/// <summary>The business day ended before the ticket was called.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="HeldSince">When it was put aside, which is when its stay at the counter ended; null when it was not held, and in events of
/// older versions.</param>
public sealed record TicketExpired(TicketId Ticket, DateTimeOffset? HeldSince) : TicketEvent(Ticket);

/// <summary>The citizen let others pass.</summary>
public sealed record TicketPostponed(TicketId Ticket, int Places, long DueAtZoneCall) : TicketEvent(Ticket);

/// <summary>A no-show rejoined; null means as new.</summary>
public sealed record TicketRejoined(TicketId Ticket, long? DueAtZoneCall) : TicketEvent(Ticket);

/// <summary>A service was added to a visit.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Service">What was added.</param>
/// <param name="At">The counter whose teller did it with the citizen there, and can take it back; null elsewhere.</param>
public sealed record ServiceAdded(TicketId Ticket, ServiceCode Service, CounterId? At = null) : TicketEvent(Ticket);

/// <summary>A service of a visit became another, by hand or because the hall gave it up; null took it out.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it became; null took it out.</param>
/// <param name="At">
/// The counter whose teller did it with the citizen there, and can take it back: then also what is begun becomes the other. Null where only
/// what waits does.
/// </param>
public sealed record ServiceExchanged(TicketId Ticket, ServiceCode From, ServiceCode? To, CounterId? At = null) : TicketEvent(Ticket);

/// <summary>A priority was given by hand; by whom is null when nobody was known.</summary>
public sealed record PriorityChanged(TicketId Ticket, PriorityCode Priority, string Reason, string? By = null) : TicketEvent(Ticket);

/// <summary>A slip was printed again.</summary>
public sealed record TicketReprinted(TicketId Ticket) : TicketEvent(Ticket);

/// <summary>A teller noted something about the matter.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Text">The note; empty where what was written was taken out again.</param>
/// <param name="Leg">
/// The stay whose note it is, as it stands now: it takes the place of what was written before at that stay. Null for a note that stands
/// beside the others.
/// </param>
public sealed record NoteTaken(TicketId Ticket, CounterId Counter, string Text, int? Leg = null) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A teller marked a paper as brought, or as not brought.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Counter">The counter.</param>
/// <param name="Service">The matter that needs it.</param>
/// <param name="Paper">The paper, as the catalogue named it then in its first language.</param>
/// <param name="Has">Whether it was brought.</param>
public sealed record PaperTicked(TicketId Ticket, CounterId Counter, ServiceCode Service, string Paper, bool Has)
    : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A counter opened.</summary>
public sealed record CounterOpened(CounterId Counter, StaffNumber Teller) : CounterEvent(Counter);

/// <summary>A counter paused.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Reason">Why.</param>
/// <param name="Minutes">How long it was to take, minutes; null where nobody said.</param>
/// <param name="KeepsMinutes">How long those who were sent there wait for it, minutes; null where its teller did not keep them.</param>
public sealed record CounterPaused(CounterId Counter, string Reason, int? Minutes = null, int? KeepsMinutes = null) : CounterEvent(Counter);

/// <summary>A counter went on.</summary>
public sealed record CounterResumed(CounterId Counter) : CounterEvent(Counter);

/// <summary>A counter closed.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="KeepsMinutes">How long those who were sent there wait for it, minutes; null where its teller did not keep them.</param>
public sealed record CounterClosed(CounterId Counter, int? KeepsMinutes = null) : CounterEvent(Counter);

/// <summary>A teller's last action was taken back.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Action">The event's name that was undone.</param>
/// <param name="Ticket">The ticket it concerned; null when none.</param>
public sealed record ActionUndone(CounterId Counter, string Action, TicketId? Ticket) : CounterEvent(Counter);

/// <summary>A leg was rated.</summary>
public sealed record FeedbackGiven(
    TicketId Ticket, int Leg, CounterId Counter, StaffNumber Teller, FeedbackLevel Level, ImmutableArray<string> Reasons, string? Comment,
    FeedbackChannel Channel, string PressId) : TicketAtCounterEvent(Ticket, Counter);

/// <summary>A press that changed nothing was counted.</summary>
public sealed record UnmatchedPressCounted(CounterId Counter, UnmatchedPressKind Kind, string PressId) : CounterEvent(Counter);

/// <summary>A review set a rating aside: it is listed, and no longer counts as valid.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">The leg that was rated.</param>
/// <param name="Level">The level it had.</param>
/// <param name="RatedOn">Hall-local day of the rating.</param>
/// <param name="Case">Number of the case that decided it.</param>
/// <param name="By">Staff number of the second person, who agreed; null where that was not kept.</param>
public sealed record FeedbackSetAside(TicketId Ticket, int Leg, FeedbackLevel Level, DateOnly RatedOn, string Case,
    string? By = null) : TicketEvent(Ticket);

/// <summary>A citizen rated again after a bad review was dealt with; a record of its own, which replaces nothing.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">The leg.</param>
/// <param name="Level">The level now.</param>
/// <param name="Comment">Free text; null when none.</param>
/// <param name="Case">Number of the case.</param>
public sealed record FeedbackFollowedUp(TicketId Ticket, int Leg, FeedbackLevel Level, string? Comment, string Case) : TicketEvent(Ticket);

/// <summary>A citizen said afterwards why a leg was rated so, where the pad had no keys for it; a record of its own beside the
/// rating.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">The leg that was rated.</param>
/// <param name="Level">The level it has.</param>
/// <param name="Reasons">Codes of that level.</param>
/// <param name="Comment">Free text; null when none.</param>
public sealed record FeedbackExplained(
    TicketId Ticket, int Leg, FeedbackLevel Level, ImmutableArray<string> Reasons, string? Comment) : TicketEvent(Ticket);

/// <summary>Silence was entered as a default rating, where a hall wants that; it is listed beside and never counted as real.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">The leg that nobody rated.</param>
/// <param name="Level">The level that is entered.</param>
public sealed record FeedbackDefaulted(TicketId Ticket, int Leg, FeedbackLevel Level) : TicketEvent(Ticket);

/// <summary>The hall was closed in an emergency; by whom is null when nobody was known.</summary>
public sealed record HallClosed(string Reason, WaitingAtClosing Waiting, string? By = null) : HallEvent;

/// <summary>The hall was opened again after an emergency; by whom is null when nobody was known.</summary>
public sealed record HallReopened(string? By = null) : HallEvent;

/// <summary>Someone asked for a person.</summary>
public sealed record HelpRequested(long Request, string Place) : HallEvent;

/// <summary>Someone went there.</summary>
public sealed record HelpAnswered(long Request) : HallEvent;
