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
    };

    private static readonly Dictionary<string, Type> ByName = All.ToDictionary(pair => pair.Value, pair => pair.Key);

    /// <summary>The name of an event.</summary>
    public static string Of(HallEvent happened) => All[happened.GetType()];

    /// <summary>The type with this name; null when there is none.</summary>
    public static Type? TypeOf(string name) => ByName.GetValueOrDefault(name);
}
