using CsCheck;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;

namespace Hall.Core.Tests.AnyDay;

/// <summary>One step of a random day.</summary>
/// <param name="Command">The command, drawn without looking at the hall.</param>
/// <param name="Seconds">How long after the step before.</param>
/// <param name="Aim">Which of the tickets or counters that fit is meant; below 0 the command is sent as it was drawn.</param>
internal sealed record Step(HallCommand Command, int Seconds, int Aim);

/// <summary>Everything that people, devices and timers send to a hall.</summary>
internal static class AnyCommand
{
    private const int MostPresses = 9;
    private static readonly string[] Counters = ["1", "2", "3", "4", "5"];
    private static readonly string[] Classes = ["none", "elderly", "disabled", "appointment"];
    private static readonly string[] Services = ["A01", "A02", "A03", "B01", "B02"];

    private static readonly Gen<CounterId> Counter = Gen.Int[0, Counters.Length - 1].Select(i => new CounterId(Counters[i]));
    private static readonly Gen<ServiceCode> Service = Gen.Int[0, Services.Length - 1].Select(i => new ServiceCode(Services[i]));
    private static readonly Gen<TicketId> Ticket = Gen.Long[1, 40].Select(id => new TicketId(id));
    private static readonly Gen<PriorityCode> Priority = Gen.Int[0, Classes.Length - 1].Select(i => new PriorityCode(Classes[i]));

    private static readonly Gen<HallCommand> Citizens = Gen.Frequency(
        (10, Gen.Select(Service, Priority, Gen.Int[0, 30], HallCommand (service, priority, holder) =>
            new IssueTicket([service], priority, HolderHash: holder < 16 ? $"h{holder % 8}" : null, ForAnother: holder < 1))),
        (2, Service.List[1, 3].Select(HallCommand (services) => new IssueTicket([.. services.Distinct()], PriorityCode.None))),
        (1, Ticket.Select(HallCommand (ticket) => new AbandonTicket(ticket))),
        (1, Gen.Select(Ticket, Gen.Int[1, 6], HallCommand (ticket, places) => new PostponeTicket(ticket, places))),
        (1, Gen.Select(Ticket, Service, HallCommand (ticket, service) => new AddService(ticket, service))),
        (1, Gen.Select(Ticket, Service, Service, HallCommand (ticket, from, to) => new ChangeService(ticket, from, to))),
        (1, Gen.Select(Ticket, Priority, HallCommand (ticket, priority) => new ChangePriority(ticket, priority, "by hand"))),
        (2, Ticket.Select(HallCommand (ticket) => new RejoinTicket(ticket))),
        (1, Ticket.Select(HallCommand (ticket) => new ReprintTicket(ticket))),
        (1, Gen.Select(Ticket, Gen.Int[0, 4], HallCommand (ticket, level) =>
            new GiveFeedback(ticket, null, (FeedbackLevel)level, [], level < 2 ? null : "as it was", FeedbackChannel.QrCode))),
        (2, Ticket.Select(HallCommand (ticket) => new ExplainFeedback(ticket, 1, [], "slow"))));

    private static readonly Gen<HallCommand> Tellers = Gen.Frequency(
        (3, Counter.Select(HallCommand (counter) => new OpenCounter(counter, new($"100{counter.Value}")))),
        (2, Gen.Select(
            Counter, Gen.Bool, HallCommand (counter, keeps) => new CloseCounter(counter, keeps ? SentTickets.Keep : SentTickets.GiveBack))),
        (2, Gen.Select(Counter, Gen.Int[0, 30], Gen.Bool, HallCommand (counter, minutes, keeps) =>
            new PauseCounter(counter, "lunch", minutes == 0 ? null : minutes, keeps ? SentTickets.Keep : SentTickets.GiveBack))),
        (2, Counter.Select(HallCommand (counter) => new ResumeCounter(counter))),
        (16, Counter.Select(HallCommand (counter) => new CallNext(counter))),
        (1, Gen.Select(Counter, Gen.Int[1, 9], HallCommand (counter, number) => new CallTicket(counter, $"A00{number}", "asked"))),
        (1, Counter.Select(HallCommand (counter) => new RecallTicket(counter))),
        (8, Counter.Select(HallCommand (counter) => new StartService(counter))),
        (2, Gen.Select(Counter, Gen.Int[0, 5], HallCommand (counter, holder) => new CheckHolder(counter, $"h{holder}"))),
        (8, Counter.Select(HallCommand (counter) => new CompleteService(counter))),
        (2, Counter.Select(HallCommand (counter) => new MarkNoShow(counter))),
        (2, Counter.Select(HallCommand (counter) => new HoldTicket(counter))),
        (2, Gen.Select(Counter, Ticket, HallCommand (counter, ticket) => new ReturnTicket(counter, ticket))),
        (2, Gen.Select(Counter, Service, Gen.Int[0, 2], HallCommand (counter, service, position) =>
            new TransferTicket(counter, service, null, null, (TransferPosition)position))),
        (4, Gen.Select(Counter, Counter, HallCommand (counter, other) => new TransferTicket(counter, null, null, other))),
        (1, Counter.Select(HallCommand (counter) => new TransferTicket(counter, null, new("B"), null))),
        (2, Gen.Select(Counter, Gen.Int[0, 3], HallCommand (counter, text) =>
            text == 3 ? new TakeNote(counter, "noted") : new TakeNote(counter, new('n', text)) { AsWritten = true })),
        (2, Gen.Select(Counter, Service, Gen.Bool, HallCommand (counter, service, has) => new TickPaper(counter, service, "card", has))),
        (4, Gen.Select(Counter, Service, Service, Gen.Int[0, 2], HallCommand (counter, from, to, kind) =>
            new CorrectService(counter, kind == 0 ? null : from, kind == 1 ? null : to))),
        (3, Gen.Select(Counter, Gen.Int[0, MostPresses],
            HallCommand (counter, press) => new PressPad(counter, FeedbackLevel.Satisfied, [], $"p{press}"))),
        (3, Counter.Select(HallCommand (counter) => new UndoLastAction(counter))));

    private static readonly Gen<HallCommand> Office = Gen.Frequency(
        (3, AnyHall.Configuration.Select(HallCommand (configuration) => new PublishConfiguration(configuration))),
        (1, Gen.Int[0, 2].Select(HallCommand (waiting) => new CloseHall("water", (WaitingAtClosing)waiting))),
        (3, Gen.Const<HallCommand>(new ReopenHall())),
        (2, Gen.Bool.Select(HallCommand (given) =>
            new ChangeDispatch(new() { DispatchMode = given ? DispatchMode.HallGives : DispatchMode.TellersPress }))),
        (5, Gen.Const<HallCommand>(new AssignNext())),
        (2, Gen.Const<HallCommand>(new RequestHelp("1"))),
        (2, Gen.Long[1, 4].Select(HallCommand (request) => new AnswerHelp(request))),
        (1, Gen.Select(Ticket, Gen.Int[0, 4],
            HallCommand (ticket, level) => new SetFeedbackAside(ticket, 1, (FeedbackLevel)level, new(2026, 11, 23), "CP2026-00001"))),
        (1, Ticket.Select(HallCommand (ticket) => new FollowUpFeedback(ticket, 1, FeedbackLevel.Satisfied, null, "CP2026-00001"))),
        (1, Ticket.Select(HallCommand (ticket) => new EnterDefaultFeedback(ticket, 1))),
        (1, Gen.Const<HallCommand>(new CorrectClock(default))));

    /// <summary>A day of 20 to 220 steps.</summary>
    public static Gen<Step[]> Day { get; } = Gen.Select(
        Gen.Frequency((6, Citizens), (14, Tellers), (3, Office)),
        Gen.Frequency((9, Gen.Int[0, 90]), (1, Gen.Int[90, 9000])),
        Gen.Frequency((4, Gen.Int[0, 1000]), (1, Gen.Const(-1))),
        (command, seconds, aim) => new Step(command, seconds, aim)).Array[20, 220];
}
