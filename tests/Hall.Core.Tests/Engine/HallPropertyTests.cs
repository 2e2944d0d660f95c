using System.Text.Json;
using CsCheck;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

/// <summary>
/// What holds whatever people do. A failing run prints its seed; put it into the environment variable CsCheck_Seed to
/// have the same run again. HALL_LONG=20 in the environment tries twenty times as many days.
/// </summary>
public sealed class HallPropertyTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked * 60 : 60;
    private static readonly string[] Counters = ["1", "2", "3", "4", "5"];
    private static readonly string[] Classes = ["none", "elderly", "disabled", "appointment"];
    private const int WithoutA03 = 1;
    private static readonly HallConfiguration[] Configurations =
    [
        Hall,
        Hall with { Services = [.. Hall.Services.Where(service => service.Code.Value != "A03")] },
        Hall with { Counters = [.. Hall.Counters.Where(counter => counter.Counter.Value is not "5")], Services = [.. Hall.Services.Select(Limited)] },
        Hall with { Counters = [.. Hall.Counters.Where(counter => counter.Counter.Value is not "4")], TimeZone = "Europe/Lisbon" },
        Hall with { Rules = Hall.Rules with { WaitingAtDayEnd = WaitingAtDayEnd.Expire, Holders = Hall.Rules.Holders with { CheckAtCall = true } } },
    ];

    private static Service Limited(Service service) => service.Code.Value is not ("A01" or "B01") ? service
        : service with { Quotas = [new(new(9, 0), new(9, 20), 12), new(new(9, 20), new(23, 0), 30)] };

    private static readonly string[] Services = ["A01", "A02", "A03", "B01", "B02"];

    private static readonly Gen<CounterId> Counter = Gen.Int[0, Counters.Length - 1].Select(i => new CounterId(Counters[i]));
    private static readonly Gen<ServiceCode> Service = Gen.Int[0, Services.Length - 1].Select(i => new ServiceCode(Services[i]));
    private static readonly Gen<TicketId> Ticket = Gen.Long[1, 40].Select(id => new TicketId(id));
    private static readonly Gen<PriorityCode> Priority = Gen.Int[0, Classes.Length - 1].Select(i => new PriorityCode(Classes[i]));

    private static readonly Gen<HallCommand> Citizens = Gen.Frequency(
        (8, Gen.Select(Service, Priority, Gen.Int[0, 30], HallCommand (service, priority, holder) =>
            new IssueTicket([service], priority, HolderHash: holder < 5 ? $"h{holder}" : null, ForAnother: holder < 2))),
        (2, Service.List[1, 3].Select(HallCommand (services) => new IssueTicket([.. services.Distinct()], PriorityCode.None))),
        (1, Ticket.Select(HallCommand (ticket) => new AbandonTicket(ticket))),
        (1, Gen.Select(Ticket, Gen.Int[1, 6], HallCommand (ticket, places) => new PostponeTicket(ticket, places))),
        (1, Gen.Select(Ticket, Service, HallCommand (ticket, service) => new AddService(ticket, service))),
        (1, Gen.Select(Ticket, Service, Service, HallCommand (ticket, from, to) => new ChangeService(ticket, from, to))),
        (1, Gen.Select(Ticket, Priority, HallCommand (ticket, priority) => new ChangePriority(ticket, priority, "by hand"))),
        (2, Ticket.Select(HallCommand (ticket) => new RejoinTicket(ticket))),
        (1, Ticket.Select(HallCommand (ticket) => new ReprintTicket(ticket))),
        (1, Gen.Select(Ticket, Gen.Int[0, 4], HallCommand (ticket, level) =>
            new GiveFeedback(ticket, null, (FeedbackLevel)level, [], null, FeedbackChannel.QrCode))));

    private static readonly Gen<HallCommand> Tellers = Gen.Frequency(
        (3, Counter.Select(HallCommand (counter) => new OpenCounter(counter, new($"100{counter.Value}")))),
        (1, Counter.Select(HallCommand (counter) => new CloseCounter(counter))),
        (1, Counter.Select(HallCommand (counter) => new PauseCounter(counter, "lunch"))),
        (2, Counter.Select(HallCommand (counter) => new ResumeCounter(counter))),
        (10, Counter.Select(HallCommand (counter) => new CallNext(counter))),
        (1, Gen.Select(Counter, Gen.Int[1, 9], HallCommand (counter, number) => new CallTicket(counter, $"A00{number}", "asked"))),
        (1, Counter.Select(HallCommand (counter) => new RecallTicket(counter))),
        (8, Counter.Select(HallCommand (counter) => new StartService(counter))),
        (1, Gen.Select(Counter, Gen.Int[0, 5], HallCommand (counter, holder) => new CheckHolder(counter, $"h{holder}"))),
        (8, Counter.Select(HallCommand (counter) => new CompleteService(counter))),
        (2, Counter.Select(HallCommand (counter) => new MarkNoShow(counter))),
        (2, Counter.Select(HallCommand (counter) => new HoldTicket(counter))),
        (2, Gen.Select(Counter, Ticket, HallCommand (counter, ticket) => new ReturnTicket(counter, ticket))),
        (1, Gen.Select(Counter, Service, Gen.Int[0, 2], HallCommand (counter, service, position) =>
            new TransferTicket(counter, service, null, null, (TransferPosition)position))),
        (1, Gen.Select(Counter, Counter, HallCommand (counter, other) => new TransferTicket(counter, null, null, other))),
        (1, Counter.Select(HallCommand (counter) => new TransferTicket(counter, null, new("B"), null))),
        (2, Counter.Select(HallCommand (counter) => new TakeNote(counter, "noted"))),
        (3, Gen.Select(Counter, Gen.Int[0, 9], HallCommand (counter, press) => new PressPad(counter, FeedbackLevel.Satisfied, [], $"p{press}"))));

    private static readonly Gen<HallCommand> Office = Gen.Frequency(
        (3, Gen.Select(Gen.Int[0, Configurations.Length - 1], Gen.Bool, HallCommand (which, end) =>
            new PublishConfiguration(Configurations[which])
            {
                Gone = which == WithoutA03 ? [new(new("A03"), end ? null : new ServiceCode("A01"))] : [],
            })),
        (1, Gen.Int[0, 2].Select(HallCommand (waiting) => new CloseHall("water", (WaitingAtClosing)waiting))),
        (3, Gen.Const<HallCommand>(new ReopenHall())),
        (1, Gen.Bool.Select(HallCommand (given) => new ChangeDispatch(new() { DispatchMode = given ? DispatchMode.HallGives : DispatchMode.TellersPress }))),
        (3, Gen.Const<HallCommand>(new GiveNext())),
        (1, Gen.Const<HallCommand>(new RequestHelp("1"))),
        (1, Gen.Long[1, 4].Select(HallCommand (request) => new AnswerHelp(request))),
        (1, Ticket.Select(HallCommand (ticket) => new EnterDefaultFeedback(ticket, 1))),
        (1, Ticket.Select(HallCommand (ticket) => new ExplainFeedback(ticket, 1, [], "slow"))));

    private static readonly Gen<HallCommand> Undo = Counter.Select(HallCommand (counter) => new UndoLastAction(counter));

    private static readonly Gen<(HallCommand Command, int Seconds)> Step =
        Gen.Select(Gen.Frequency((6, Citizens), (12, Tellers), (2, Undo), (1, Office)), Gen.Frequency((9, Gen.Int[0, 90]), (1, Gen.Int[90, 9000])));

    private static readonly Gen<(HallCommand Command, int Seconds)[]> Day = Step.Array[20, 220];

    [Fact]
    public void AnyCommands_KeepEveryoneInOnePlace() => Day.Sample(steps =>
    {
        var hall = new GivenHall(Hall);
        foreach (var step in steps)
        {
            Take(hall, step);
            HallInvariants.Check(hall.State);
        }
    }, iter: Runs);

    [Fact]
    public void AnyCommands_ReplayedEvents_GiveTheSameState() => Day.Sample(steps =>
    {
        var hall = Run(steps);
        var again = new HallState();
        foreach (var entry in hall.Journal)
        {
            var type = entry.Event.GetType();
            var json = JsonSerializer.Serialize(entry.Event, type, HallJsonContext.Default);
            again.Apply((HallEvent)JsonSerializer.Deserialize(json, type, HallJsonContext.Default)!, entry.At);
        }

        Assert.Equal(hall.Written(), JsonSerializer.Serialize(again.ToOpeningState(), HallJsonContext.Default.OpeningState));
    }, iter: Runs);

    [Fact]
    public void AnyCommands_StateWrittenAndReadAgain_GoesOnTheSame() => Gen.Select(Day, Day).Sample((before, after) =>
    {
        var one = Run(before);
        var other = Run(before);
        other.Restart();
        foreach (var step in after.Where(step => step.Command is not UndoLastAction))
        {
            Take(one, step);
            Take(other, step);
        }

        Assert.Equal(one.Written(), other.Written());
        HallInvariants.Check(other.State);
    }, iter: Runs);

    [Fact]
    public void AnyCommands_ANumber_IsGivenOutOnceADay() => Day.Sample(steps =>
    {
        var hall = Run(steps);
        var given = hall.Journal.Select(entry => entry.Event).OfType<TicketIssued>().Select(issued => (issued.BusinessDay, issued.Number)).ToList();
        Assert.Equal(given.Distinct().Count(), given.Count);
    }, iter: Runs);

    [Fact]
    public void AnyCommandsAndClockCorrections_PeriodsNeverGoBack() => Gen.Select(Day, Gen.Int[1, 200_000], Day).Sample((before, back, after) =>
    {
        var hall = Run(before);
        var to = hall.Now.AddSeconds(-back);
        hall.Do(new CorrectClock(to));
        hall.Now = to;
        HallInvariants.Check(hall.State, totals: false);
        foreach (var step in after)
        {
            Take(hall, step);
            HallInvariants.Check(hall.State, totals: false);
        }
    }, iter: Runs);

    private static HallConfiguration Hall => SmallHall.With(rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.Keep });

    private static GivenHall Run(IEnumerable<(HallCommand Command, int Seconds)> steps)
    {
        var hall = new GivenHall(Hall);
        foreach (var step in steps)
        {
            Take(hall, step);
        }

        return hall;
    }

    private static void Take(GivenHall hall, (HallCommand Command, int Seconds) step)
    {
        hall.After(step.Seconds).When(new OpenBusinessDay(hall.State.Plan.DayOf(hall.Now)));
        var decision = hall.When(step.Command);
        Assert.True(decision.Rejection is null || decision.Events.IsEmpty);
    }
}
