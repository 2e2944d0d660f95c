using System.Collections.Immutable;
using Hall.Core.Calendar;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Matters;

namespace Hall.Core.Events;

/// <summary>An event about one matter.</summary>
public abstract record MatterEvent(MatterNumber Matter) : HallEvent;

/// <summary>A matter was opened at a window.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Receipt">The first matter of the same receipt; its own number for a matter alone.</param>
/// <param name="Counter">The window.</param>
/// <param name="By">Its teller, who was asked first.</param>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">Its stay, from 1.</param>
/// <param name="Service">The service.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="Papers">Every paper of the service.</param>
/// <param name="Items">How many things it is about.</param>
/// <param name="Reference">Number of the case in the insurance system.</param>
/// <param name="DeliverBy">How the result was asked for.</param>
/// <param name="Promise">What the service promised then; it holds for this matter, whatever becomes of the service.</param>
public sealed record MatterOpened(
    MatterNumber Matter, MatterNumber Receipt, CounterId Counter, StaffNumber By, TicketId Ticket, int Leg, ServiceCode Service,
    DateOnly On, ImmutableArray<MatterPaper> Papers, int Items, string? Reference, DeliveryWay DeliverBy,
    Promise Promise) : MatterEvent(Matter);

/// <summary>A matter was taken out before acceptance.</summary>
public sealed record MatterDropped(MatterNumber Matter, StaffNumber By, DateOnly On, string Reason) : MatterEvent(Matter);

/// <summary>The number of the case in the insurance system was noted.</summary>
public sealed record MatterReferenced(MatterNumber Matter, StaffNumber By, string Reference) : MatterEvent(Matter);

/// <summary>What is missing was told.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Count">1 for the first notice; a further one is counted.</param>
/// <param name="By">Who told it.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="Missing">The papers.</param>
/// <param name="Note">What was said to it; null when nothing.</param>
public sealed record MatterToldOnce(
    MatterNumber Matter, int Count, StaffNumber By, DateOnly On, ImmutableArray<string> Missing, string? Note) : MatterEvent(Matter);

/// <summary>Papers came.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="By">Who took them.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="Papers">Those that changed, as they are now.</param>
/// <param name="Counter">The window; null behind the windows.</param>
public sealed record PapersSupplied(
    MatterNumber Matter, StaffNumber By, DateOnly On, ImmutableArray<MatterPaper> Papers, CounterId? Counter) : MatterEvent(Matter);

/// <summary>A matter was accepted.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="By">The acceptor.</param>
/// <param name="On">Hall-local day of acceptance, from the day after which the days count.</param>
/// <param name="PromisedDays">Working days.</param>
/// <param name="DueOn">Last hall-local day; null while the calendar lacks the year.</param>
/// <param name="Route">The steps.</param>
/// <param name="Peer">The peer who was drawn, where the first step needs one.</param>
/// <param name="Counter">The window; null behind the windows.</param>
public sealed record MatterAccepted(
    MatterNumber Matter, StaffNumber By, DateOnly On, int PromisedDays, DateOnly? DueOn, ImmutableArray<RouteStep> Route,
    StaffNumber? Peer = null, CounterId? Counter = null) : MatterEvent(Matter);

/// <summary>What is missing was not told in time: the matter counts as accepted from the day on which the papers came.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="On">That day.</param>
/// <param name="PromisedDays">Working days.</param>
/// <param name="DueOn">Last hall-local day; null while the calendar lacks the year.</param>
public sealed record MatterDeemedAccepted(MatterNumber Matter, DateOnly On, int PromisedDays, DateOnly? DueOn) : MatterEvent(Matter);

/// <summary>Somebody pressed "next" and got this matter.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Step">The step.</param>
/// <param name="By">Who.</param>
/// <param name="For">The first holder for whom they stand in; null when the post is theirs.</param>
public sealed record StepTaken(MatterNumber Matter, RouteStep Step, StaffNumber By, StaffNumber? For) : MatterEvent(Matter);

/// <summary>A step was given back undone.</summary>
public sealed record StepGivenBack(
    MatterNumber Matter, RouteStep Step, StaffNumber By, string Reason, StaffNumber? Peer = null) : MatterEvent(Matter);

/// <summary>A step was passed.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Step">The step.</param>
/// <param name="By">Who.</param>
/// <param name="For">For whom they stand in; null for themselves.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="IsFirst">Whether nobody behind the window had looked at it before.</param>
/// <param name="Peer">The peer who was drawn for the next step, where that needs one.</param>
public sealed record StepPassed(
    MatterNumber Matter, RouteStep Step, StaffNumber By, StaffNumber? For, DateOnly On, bool IsFirst, StaffNumber? Peer = null)
    : MatterEvent(Matter);

/// <summary>A step returned the matter to its acceptor.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Step">The step.</param>
/// <param name="By">Who.</param>
/// <param name="For">For whom they stand in; null for themselves.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="IsFirst">Whether nobody behind the window had looked at it before.</param>
/// <param name="Faults">Codes of the faults.</param>
/// <param name="Note">What was said to them; null when nothing.</param>
public sealed record StepReturned(
    MatterNumber Matter, RouteStep Step, StaffNumber By, StaffNumber? For, DateOnly On, bool IsFirst, ImmutableArray<string> Faults,
    string? Note) : MatterEvent(Matter);

/// <summary>What was returned was corrected.</summary>
public sealed record MatterCorrected(MatterNumber Matter, StaffNumber By, DateOnly On, string Note) : MatterEvent(Matter);

/// <summary>The clock of a matter was stopped.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Ground">Code of the ground.</param>
/// <param name="By">Who.</param>
/// <param name="On">Hall-local day, which still counts.</param>
/// <param name="Days">Working days that it may stand.</param>
/// <param name="Until">Day on which it runs again at the latest, as the citizen is told; null while the calendar lacks the year.</param>
public sealed record MatterSuspended(MatterNumber Matter, string Ground, StaffNumber By, DateOnly On, int Days, DateOnly? Until)
    : MatterEvent(Matter);

/// <summary>The clock of a matter runs again.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="By">Who; null when the hall did it at the end of what was told.</param>
/// <param name="On">Hall-local day, which does not count.</param>
/// <param name="DueOn">Last hall-local day now; null while the calendar lacks the year.</param>
public sealed record MatterResumed(MatterNumber Matter, StaffNumber? By, DateOnly On, DateOnly? DueOn) : MatterEvent(Matter);

/// <summary>The last day was put off.</summary>
public sealed record MatterExtended(MatterNumber Matter, StaffNumber By, DateOnly On, int Days, DateOnly? DueOn, string Reason)
    : MatterEvent(Matter);

/// <summary>Another calendar gives an open matter another last day.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="DueOn">Last hall-local day now; null where the calendar lacks the year.</param>
/// <param name="Until">The end of a suspension that lasts, as it is now; null without one.</param>
public sealed record MatterRedated(MatterNumber Matter, DateOnly? DueOn, DateOnly? Until = null) : MatterEvent(Matter);

/// <summary>A matter was finished.</summary>
/// <param name="Matter">The matter.</param>
/// <param name="Outcome">With what.</param>
/// <param name="By">Who.</param>
/// <param name="On">Hall-local day.</param>
/// <param name="Reason">The reason in writing; null when none was given.</param>
public sealed record MatterFinished(MatterNumber Matter, MatterOutcome Outcome, StaffNumber By, DateOnly On, string? Reason)
    : MatterEvent(Matter);

/// <summary>The citizen was told the result.</summary>
public sealed record ResultTold(MatterNumber Matter, StaffNumber By, DateOnly On, DeliveryWay Way) : MatterEvent(Matter);

/// <summary>The result came into the citizen's hands.</summary>
public sealed record MatterDelivered(
    MatterNumber Matter, StaffNumber By, DateOnly On, DeliveryWay Way, ResultFetcher Fetcher, string? Reason) : MatterEvent(Matter);

/// <summary>Somebody was asked to answer for a matter.</summary>
public sealed record MatterHandedOver(MatterNumber Matter, StaffNumber From, StaffNumber To, StaffNumber By) : MatterEvent(Matter);

/// <summary>Somebody answers for a matter from now on.</summary>
public sealed record MatterTakenOver(MatterNumber Matter, StaffNumber By) : MatterEvent(Matter);

/// <summary>The last day of a matter is over.</summary>
public sealed record MatterOverdue(MatterNumber Matter, DateOnly DueOn) : MatterEvent(Matter);

/// <summary>The papers that were told missing did not come for 30 days.</summary>
public sealed record MatterLapsed(MatterNumber Matter, DateOnly On) : MatterEvent(Matter);

/// <summary>Somebody looks at a finished matter again.</summary>
public sealed record CheckDrawn(
    MatterNumber Matter, long Check, ServiceCode Service, DateOnly FinishedOn, StaffNumber Acceptor, StaffNumber Checker, DateOnly On)
    : MatterEvent(Matter);

/// <summary>What was found in a finished matter; its faults count to the day on which it was finished.</summary>
public sealed record CheckRecorded(
    MatterNumber Matter, long Check, ServiceCode Service, DateOnly FinishedOn, StaffNumber Acceptor, StaffNumber By, DateOnly On,
    ImmutableArray<string> Faults) : MatterEvent(Matter);

/// <summary>Somebody was asked first and answers for it.</summary>
public sealed record EnquiryOpened(long Enquiry, string Place, string Text, StaffNumber By) : HallEvent;

/// <summary>A question was answered.</summary>
public sealed record EnquiryAnswered(long Enquiry, string Text, StaffNumber By) : HallEvent;

/// <summary>Somebody will be away.</summary>
public sealed record AbsenceDeclared(StaffNumber Staff, DateOnly From, DateOnly To, StaffNumber By) : HallEvent;

/// <summary>Who is the hall's manager on these days.</summary>
public sealed record RosterSet(ImmutableArray<RosterDay> Days, StaffNumber By) : HallEvent;

/// <summary>A calendar of working days took effect; this is all of it.</summary>
public sealed record WorkCalendarPublished(ImmutableArray<WorkYear> Years, StaffNumber? By = null) : HallEvent;
