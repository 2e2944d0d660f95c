using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;

namespace Hall.Core.Tests.Engine;

/// <summary>
/// Who was served, put aside and never taken up by the same teller again was served until then, whatever ends the ticket later.
/// </summary>
public sealed class HeldOvernightTests
{
    private static readonly CounterId One = new("1");

    [Fact]
    public void Expire_HeldSinceYesterday_TheStayEndedWhenItWasPutAside()
    {
        var (hall, ticket, aside) = Held();
        hall.At("2026-11-24 09:00").Do(new OpenBusinessDay(new(2026, 11, 24)));
        Assert.Equal(aside, Assert.Single(hall[ticket].Legs).EndedAt);
        Assert.Equal(hall.Now, hall[ticket].EndedAt);
        Assert.Equal(0, hall.Today.LegsServed);
    }

    [Fact]
    public void Abandon_HeldSinceYesterday_TheStayEndedWhenItWasPutAsideAndNotToday()
    {
        var (hall, ticket, aside) = Held(keep: true);
        Assert.Equal(0, hall.Today.LegsServed);
        hall.At("2026-11-24 09:00").Do(new OpenBusinessDay(new(2026, 11, 24)), new AbandonTicket(ticket));
        Assert.Equal((aside, 0), (hall[ticket].Legs[0].EndedAt, hall.Today.LegsServed));
    }

    [Fact]
    public void Abandon_HeldToday_CountsToday()
    {
        var (hall, ticket, _) = Held(keep: true);
        hall.Do(new AbandonTicket(ticket));
        Assert.Equal(1, hall.Today.LegsServed);
    }

    [Fact]
    public void Return_ByAnotherTellerTheNextDay_LeavesTheFirstStayWhereItWas()
    {
        var (hall, ticket, aside) = Held(keep: true);
        hall.At("2026-11-24 09:00")
            .Do(new OpenBusinessDay(new(2026, 11, 24)), new OpenCounter(new("2"), new("1002")), new ReturnTicket(new("2"), ticket),
            new StartService(new("2"))).AfterMinutes(3).Do(new CompleteService(new("2")));
        Assert.Equal((aside, hall.Now), (hall[ticket].Legs[0].EndedAt, hall[ticket].Legs[1].EndedAt));
        Assert.Equal(1, hall.Today.LegsServed);
    }

    [Fact]
    public void Return_ToTheSameTeller_GoesOnWithTheSameStay()
    {
        var (hall, ticket, _) = Held(keep: true);
        hall.Do(new ReturnTicket(One, ticket), new StartService(One)).AfterMinutes(3).Do(new CompleteService(One));
        Assert.Equal(hall.Now, Assert.Single(hall[ticket].Legs).EndedAt);
    }

    [Fact]
    public void Undo_OfAReturnElsewhere_OpensTheStayAgain()
    {
        var (hall, ticket, _) = Held(keep: true);
        hall.Do(new OpenCounter(new("2"), new("1002")), new ReturnTicket(new("2"), ticket), new UndoLastAction(new("2")));
        Assert.Null(Assert.Single(hall[ticket].Legs).EndedAt);
        Assert.Equal(0, hall.Today.LegsServed);
    }

    private static (GivenHall Hall, TicketId Ticket, DateTimeOffset Aside) Held(bool keep = false)
    {
        var configuration = SmallHall.RoundTheClock;
        var hall = new GivenHall(
            keep ? configuration with { Rules = configuration.Rules with { WaitingAtDayEnd = Core.Configuration.WaitingAtDayEnd.Keep } }
            : configuration, "2026-11-23 16:00");
        hall.Open("1");
        var ticket = hall.Issue();
        hall.Call();
        hall.Do(new StartService(One)).AfterMinutes(5).Do(new HoldTicket(One, "fetches a paper"));
        return (hall, ticket, hall.Now);
    }
}
