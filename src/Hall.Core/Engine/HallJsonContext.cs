using System.Text.Json.Serialization;
using Hall.Core.Events;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>Source-generated JSON of everything that is written down: camelCase, enums by name.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(OpeningState))]
[JsonSerializable(typeof(HallOutcome))]
[JsonSerializable(typeof(ConfigurationPublished))]
[JsonSerializable(typeof(DispatchChanged))]
[JsonSerializable(typeof(TellersSet))]
[JsonSerializable(typeof(BusinessDayOpened))]
[JsonSerializable(typeof(ClockCorrected))]
[JsonSerializable(typeof(TicketIssued))]
[JsonSerializable(typeof(TicketCalled))]
[JsonSerializable(typeof(TicketRecalled))]
[JsonSerializable(typeof(ServiceStarted))]
[JsonSerializable(typeof(ServiceCompleted))]
[JsonSerializable(typeof(TicketNoShow))]
[JsonSerializable(typeof(TicketHeld))]
[JsonSerializable(typeof(TicketReturned))]
[JsonSerializable(typeof(TicketTransferred))]
[JsonSerializable(typeof(TicketGivenBack))]
[JsonSerializable(typeof(TicketAbandoned))]
[JsonSerializable(typeof(TicketExpired))]
[JsonSerializable(typeof(TicketPostponed))]
[JsonSerializable(typeof(TicketRejoined))]
[JsonSerializable(typeof(ServiceAdded))]
[JsonSerializable(typeof(ServiceExchanged))]
[JsonSerializable(typeof(PriorityChanged))]
[JsonSerializable(typeof(TicketReprinted))]
[JsonSerializable(typeof(HolderChecked))]
[JsonSerializable(typeof(NoteTaken))]
[JsonSerializable(typeof(PaperTicked))]
[JsonSerializable(typeof(CounterOpened))]
[JsonSerializable(typeof(CounterPaused))]
[JsonSerializable(typeof(CounterResumed))]
[JsonSerializable(typeof(CounterClosed))]
[JsonSerializable(typeof(ActionUndone))]
[JsonSerializable(typeof(FeedbackGiven))]
[JsonSerializable(typeof(UnmatchedPressCounted))]
[JsonSerializable(typeof(FeedbackSetAside))]
[JsonSerializable(typeof(FeedbackFollowedUp))]
[JsonSerializable(typeof(FeedbackExplained))]
[JsonSerializable(typeof(FeedbackDefaulted))]
[JsonSerializable(typeof(HallClosed))]
[JsonSerializable(typeof(HallReopened))]
[JsonSerializable(typeof(HelpRequested))]
[JsonSerializable(typeof(HelpAnswered))]
public sealed partial class HallJsonContext : JsonSerializerContext;
