namespace Hall.Core.Events;

/// <summary>The stable names of events: in the journal, in server-sent events and in the audit.</summary>
public static class EventNames
{
    /// <summary>Of <see cref="UnmatchedPressCounted"/>: a constant, because the journal has an index of these alone, found only by the
    /// literal.</summary>
    public const string UnmatchedPress = "stray-press-counted";

    /// <summary>Every event type with its name.</summary>
    public static IReadOnlyDictionary<Type, string> All { get; } = new Dictionary<Type, string>
    {
        [typeof(ConfigurationPublished)] = "configuration-published",
        [typeof(DispatchChanged)] = "dispatch-changed",
        [typeof(TellersSet)] = "tellers-set",
        [typeof(BusinessDayOpened)] = "business-day-opened",
        [typeof(ClockCorrected)] = "clock-corrected",
        [typeof(TicketIssued)] = "ticket-issued",
        [typeof(TicketCalled)] = "ticket-called",
        [typeof(TicketRecalled)] = "ticket-recalled",
        [typeof(HolderChecked)] = "holder-checked",
        [typeof(ServiceStarted)] = "service-started",
        [typeof(ServiceCompleted)] = "service-completed",
        [typeof(TicketNoShow)] = "ticket-no-show",
        [typeof(TicketHeld)] = "ticket-held",
        [typeof(TicketReturned)] = "ticket-returned",
        [typeof(TicketTransferred)] = "ticket-transferred",
        [typeof(TicketGivenBack)] = "ticket-given-back",
        [typeof(TicketAbandoned)] = "ticket-abandoned",
        [typeof(TicketExpired)] = "ticket-expired",
        [typeof(TicketPostponed)] = "ticket-postponed",
        [typeof(TicketRejoined)] = "ticket-rejoined",
        [typeof(ServiceAdded)] = "service-added",
        [typeof(ServiceExchanged)] = "service-exchanged",
        [typeof(PriorityChanged)] = "priority-changed",
        [typeof(TicketReprinted)] = "ticket-reprinted",
        [typeof(NoteTaken)] = "note-taken",
        [typeof(PaperTicked)] = "paper-ticked",
        [typeof(CounterOpened)] = "counter-opened",
        [typeof(CounterPaused)] = "counter-paused",
        [typeof(CounterResumed)] = "counter-resumed",
        [typeof(CounterClosed)] = "counter-closed",
        [typeof(ActionUndone)] = "action-undone",
        [typeof(FeedbackGiven)] = "feedback-given",
        [typeof(UnmatchedPressCounted)] = UnmatchedPress,
        [typeof(FeedbackSetAside)] = "feedback-set-aside",
        [typeof(FeedbackFollowedUp)] = "feedback-followed-up",
        [typeof(FeedbackExplained)] = "feedback-explained",
        [typeof(FeedbackDefaulted)] = "feedback-defaulted",
        [typeof(HallClosed)] = "hall-closed",
        [typeof(HallReopened)] = "hall-reopened",
        [typeof(HelpRequested)] = "help-requested",
        [typeof(HelpAnswered)] = "help-answered",
        [typeof(MatterOpened)] = "matter-opened",
        [typeof(MatterDropped)] = "matter-dropped",
        [typeof(MatterReferenced)] = "matter-referenced",
        [typeof(MatterToldOnce)] = "matter-told-once",
        [typeof(PapersSupplied)] = "matter-papers-supplied",
        [typeof(MatterAccepted)] = "matter-accepted",
        [typeof(MatterDeemedAccepted)] = "matter-deemed-accepted",
        [typeof(StepTaken)] = "matter-step-taken",
        [typeof(StepGivenBack)] = "matter-step-given-back",
        [typeof(StepPassed)] = "matter-step-passed",
        [typeof(StepReturned)] = "matter-step-returned",
        [typeof(MatterCorrected)] = "matter-corrected",
        [typeof(MatterSuspended)] = "matter-suspended",
        [typeof(MatterResumed)] = "matter-resumed",
        [typeof(MatterExtended)] = "matter-extended",
        [typeof(MatterRedated)] = "matter-redated",
        [typeof(MatterFinished)] = "matter-finished",
        [typeof(ResultTold)] = "matter-result-told",
        [typeof(MatterDelivered)] = "matter-delivered",
        [typeof(MatterHandedOver)] = "matter-handed-over",
        [typeof(MatterTakenOver)] = "matter-taken-over",
        [typeof(MatterOverdue)] = "matter-overdue",
        [typeof(MatterLapsed)] = "matter-lapsed",
        [typeof(CheckDrawn)] = "matter-check-drawn",
        [typeof(CheckRecorded)] = "matter-check-recorded",
        [typeof(EnquiryOpened)] = "enquiry-opened",
        [typeof(EnquiryAnswered)] = "enquiry-answered",
        [typeof(AbsenceDeclared)] = "absence-declared",
        [typeof(RosterSet)] = "roster-set",
        [typeof(WorkCalendarPublished)] = "work-calendar-published",
    };

    private static readonly Dictionary<string, Type> ByName = All.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The name of an event.</summary>
    public static string Of(HallEvent happened) => All[happened.GetType()];

    /// <summary>The type with this name; null when there is none.</summary>
    public static Type? TypeOf(string name) => ByName.GetValueOrDefault(name);
}
