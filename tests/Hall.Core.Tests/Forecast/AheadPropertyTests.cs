using CsCheck;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Forecast;

/// <summary>
/// The sums that are kept come to what counting person by person comes to, whatever people do. HALL_LONG=20 tries twenty times as many
/// days.
/// </summary>
public sealed class AheadPropertyTests
{
    private static readonly int Runs = int.TryParse(Environment.GetEnvironmentVariable("HALL_LONG"), out var asked) ? asked * 25 : 25;
    private static readonly string[] Services = ["A01", "A02", "A03", "B01", "B02"];
    private static readonly string[] Classes = ["none", "none", "none", "elderly", "disabled", "appointment"];
    private static readonly HallConfiguration[] Halls =
    [
        SmallHall.RoundTheClock,
        SmallHall.With(rules => rules with { ReserveSpecialCounters = false, WaitCapMinutes = 20 }),
        SmallHall.With(rules => rules with { ShortServiceWeight = 0.7, WaitCapMinutes = 30 }),
        SmallHall.RoundTheClock with
        {
            Counters =
            [
                .. SmallHall.RoundTheClock.Counters.Select(counter =>
                    counter.Counter.Value == "3" ? counter with { Serves = ["general", "A02"], Helps = ["A/general"] } : counter),
            ],
        },
    ];

    private static readonly Gen<CounterId> Counter = Gen.Int[1, 5].Select(i => new CounterId($"{i}"));
    private static readonly Gen<TicketId> Ticket = Gen.Long[1, 60].Select(id => new TicketId(id));
    private static readonly Gen<ServiceCode> Service = Gen.Int[0, Services.Length - 1].Select(i => new ServiceCode(Services[i]));

    private static readonly Gen<HallCommand> Command = Gen.Frequency(
        (14, Gen.Select(
            Service, Gen.Int[0, Classes.Length - 1], HallCommand (service, of) => new IssueTicket([service], new(Classes[of])))),
        (1, Gen.Select(
            Service, Service, HallCommand (one, other) => new IssueTicket([.. new[] { one, other }.Distinct()], PriorityCode.None))),
        (2, Counter.Select(HallCommand (counter) => new OpenCounter(counter, new($"100{counter.Value}")))),
        (1, Counter.Select(HallCommand (counter) => new CloseCounter(counter))),
        (1, Counter.Select(HallCommand (counter) => new PauseCounter(counter, "lunch"))),
        (1, Counter.Select(HallCommand (counter) => new ResumeCounter(counter))),
        (6, Counter.Select(HallCommand (counter) => new CallNext(counter))),
        (5, Counter.Select(HallCommand (counter) => new StartService(counter))),
        (5, Counter.Select(HallCommand (counter) => new CompleteService(counter))),
        (1, Counter.Select(HallCommand (counter) => new MarkNoShow(counter))),
        (1, Ticket.Select(HallCommand (ticket) => new RejoinTicket(ticket))),
        (2, Gen.Select(Ticket, Gen.Int[1, 9], HallCommand (ticket, places) => new PostponeTicket(ticket, places))),
        (1, Ticket.Select(HallCommand (ticket) => new AbandonTicket(ticket))),
        (1, Counter.Select(HallCommand (counter) => new UndoLastAction(counter))),
        (1, Gen.Select(Counter, Gen.Int[0, 2],
            HallCommand (counter, position) => new TransferTicket(counter, null, new("A"), null, (TransferPosition)position))),
        (1, Gen.Select(Counter, Counter, HallCommand (counter, other) => new TransferTicket(counter, null, null, other))),
        (1, Gen.Int[0, Halls.Length - 1].Select(HallCommand (which) => new PublishConfiguration(Halls[which]))));

    private static readonly Gen<(HallCommand Command, int Seconds)> Step = Gen.Select(
        Command, Gen.Frequency((4, Gen.Int[0, 60]), (1, Gen.Int[60, 900])));

    [Fact]
    public void Ahead_WhateverPeopleDo_IsWhatCountingOneByOneComesTo() =>
        Gen.Select(Gen.Int[0, Halls.Length - 1], Step.Array[40, 160]).Sample((which, steps) =>
    {
        var hall = new GivenHall(Halls[which]);
        hall.Open("1", "2", "3");
        foreach (var (command, seconds) in steps)
        {
            hall.After(seconds).When(command);
            Check(hall);
        }

        hall.Restart();
        Check(hall);
    }, iter: Runs);

    private static void Check(GivenHall hall)
    {
        var plain = new PlainAhead(hall.State, hall.Now);
        foreach (var ticket in hall.State.Tickets.Values.Where(ticket => ticket.State == TicketState.Waiting))
        {
            Assert.Equal((ticket.Number, plain.Of(ticket)), (ticket.Number, WaitForecast.Ahead(hall.State, ticket, hall.Now)));
        }
    }
}
