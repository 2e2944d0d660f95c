using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Dispatch;

public sealed class DispatchSettingsTests
{
    [Fact]
    public void MostPriorityInRow_TwoCalled_ARegularTicketIsNext()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { MostPriorityInRow = 2 })).Open("1").AfterMinutes(1);
        var disabled = Enumerable.Range(0, 4).Select(_ => hall.Issue("A01", "disabled")).ToList();
        var regular = new[] { hall.Issue("A03"), hall.Issue("A01") };
        hall.AfterMinutes(1);

        Assert.Equal([disabled[0], disabled[1]], [hall.Serve(), hall.Serve()]);
        var turn = hall.Call();
        Assert.Equal((regular[0], CallRule.RegularTurn, 60.0), (turn.Ticket, turn.Reason.Rule, turn.Reason.Score));
        hall.Do(new StartService(new("1")), new CompleteService(new("1")));
        Assert.Equal([disabled[2], disabled[3], regular[1]], [hall.Serve(), hall.Serve(), hall.Serve()]);
    }

    [Fact]
    public void MostPriorityInRow_NoRegularWaitsOrOneIsOverTheCap_GoesOn()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { MostPriorityInRow = 1 })).Open("1");
        var overCap = hall.Issue("A01", "elderly");
        var first = hall.AfterMinutes(61).Issue("A01", "disabled");
        var regular = hall.Issue("A01");
        hall.After(1);

        Assert.Equal(CallRule.WaitCap, hall.Event<TicketCalled>(new CallNext(new("1"))).Reason.Rule);
        hall.Do(new StartService(new("1")), new CompleteService(new("1")));
        Assert.Equal([regular, first], [hall.Serve(), hall.Serve()]);
        Assert.Equal(0, hall.Today.Abandoned);
        Assert.Equal(overCap, hall.Journal.Select(entry => entry.Event).OfType<TicketCalled>().First().Ticket);
    }

    [Theory]
    [InlineData(0, "A02")]
    [InlineData(1, "A01")]
    public void ShortServiceWeight_LongAndShortWait_WeighsTheirLength(double weight, string first)
    {
        // The special service takes 12 minutes, the general one 6; the special ticket came 10 s earlier.
        var hall = new GivenHall(SmallHall.With(rules => rules with { ShortServiceWeight = weight, ReserveSpecialCounters = false }))
            .Open("2");
        hall.Issue("A02");
        hall.After(10).Issue("A01");
        var called = hall.After(50).Call("2");

        Assert.Equal(first, hall[called.Ticket].Service.Value);
        Assert.Equal(weight == 0 ? (60.0, 50.0) : (50.0, 30.0), (called.Reason.Score, called.Reason.RunnerUpScore!.Value));
    }

    [Fact]
    public void Helps_OtherZoneOverrun_HelpsUntilItIsOverAndOnlyWithoutOwnWork()
    {
        var hall = new GivenHall(Helping).Open("3");
        var early = hall.Issue("A01");
        var late = hall.AfterMinutes(9).Issue("A01");
        Assert.Empty(hall.AfterMinutes(5.9).When(new CallNext(new("3"))).Events);

        var help = hall.AfterMinutes(0.1).Call("3");
        Assert.Equal((early, CallRule.Help), (help.Ticket, help.Reason.Rule));
        hall.Do(new StartService(new("3")), new CompleteService(new("3")));

        // The next has waited six minutes: not enough to begin, enough to go on.
        Assert.Equal(late, hall.Serve("3"));
        hall.Issue("A01");
        Assert.Empty(hall.AfterMinutes(4).When(new CallNext(new("3"))).Events);
    }

    [Fact]
    public void Helps_OwnHasWaited_StaysWithItsOwn()
    {
        var hall = new GivenHall(Helping).Open("3");
        var overrun = hall.Issue("A01");
        var own = hall.AfterMinutes(20).Issue("B01");

        Assert.Equal(own, hall.AfterMinutes(3).Serve("3"));
        Assert.Equal(overrun, hall.Serve("3"));
        Assert.Equal(new ZoneCode("A"), hall.Counter("3").Helping);
        var next = hall.Issue("B02");
        Assert.Equal(next, hall.Serve("3"));
        Assert.Null(hall.Counter("3").Helping);
    }

    [Fact]
    public void Choose_Called_TheLegKeepsTheReason()
    {
        var hall = new GivenHall().Open("1");
        var first = hall.Issue("A01", "elderly");
        hall.Issue("A03");
        hall.After(30).Serve();

        Assert.Equal(new CallReason(CallRule.Score, 60, 30, "A002", null, 30), hall[first].Legs[0].Reason);
        hall.Restart();
        Assert.Equal(60, hall[first].Legs[0].Reason!.Score);
    }

    private static HallConfiguration Helping => SmallHall.RoundTheClock with
    {
        Counters =
            [.. SmallHall.RoundTheClock.Counters.Select(
                counter => counter.Counter.Value == "3" ? counter with { Helps = ["A/general"] } : counter)],
    };
}
