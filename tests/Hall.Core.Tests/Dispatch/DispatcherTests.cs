using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Dispatch;

public sealed class DispatcherTests
{
    private static readonly CounterId One = new("1");

    [Fact]
    public void Choose_SameClass_FirstComeFirstServedAcrossServices()
    {
        var hall = new GivenHall().Open("1");
        var first = hall.Issue("A03");
        var second = hall.Issue("A01");
        var third = hall.After(1).Issue("A03");

        Assert.Equal([first, second, third], [hall.Serve(), hall.Serve(), hall.Serve()]);
    }

    [Theory]
    [InlineData("none", 0, 100, 100)]
    [InlineData("elderly", 0, 100, 200)]
    [InlineData("disabled", 0, 100, 400)]
    [InlineData("appointment", 0, 100, 1400)]
    [InlineData("appointment", 0, 0, 1200)]
    [InlineData("veteran", 30, 100, 280)]
    public void Choose_OneWaits_ScoreIsFactorTimesWaitPlusCredit(string priority, int after, int at, double score)
    {
        var hall = new GivenHall().Open("1").After(after);
        hall.Issue("A01", priority);
        var reason = hall.After(at - after).Call().Reason;

        Assert.Equal((CallRule.Score, score, (double)(at - after)), (reason.Rule, reason.Score, reason.WaitSeconds));
        Assert.Null(reason.RunnerUp);
    }

    [Theory]
    // Regular since 0 s; elderly (b = 2) since 60 s: 2·(t − 60) passes t at 120 s.
    [InlineData("elderly", 60, 119, false)]
    [InlineData("elderly", 60, 121, true)]
    [InlineData("elderly", 60, 120, false)]
    // Disabled (b = 4) since 90 s: 4·(t − 90) passes t at 120 s.
    [InlineData("disabled", 90, 119, false)]
    [InlineData("disabled", 90, 121, true)]
    // Appointment (b = 2, credit 600 s) since 1,300 s: 2·(t − 1300 + 600) passes t at 1,400 s.
    [InlineData("appointment", 1300, 1399, false)]
    [InlineData("appointment", 1300, 1401, true)]
    public void Choose_TwoClasses_OvertakesWhenItsScorePasses(string priority, int issuedAt, int calledAt, bool overtakes)
    {
        var hall = new GivenHall().Open("1");
        var regular = hall.Issue();
        var other = hall.After(issuedAt).Issue("A03", priority);
        var called = hall.After(calledAt - issuedAt).Call();

        Assert.Equal(overtakes ? other : regular, called.Ticket);
        Assert.Equal(hall[overtakes ? regular : other].Number, called.Reason.RunnerUp);
    }

    [Fact]
    public void Choose_RunnerUp_IsWhoWouldBeNext()
    {
        var hall = new GivenHall().Open("1");
        hall.Issue("A01");
        var behind = hall.After(1).Issue("A01");
        hall.After(1).Issue("A03");

        Assert.Equal(hall[behind].Number, hall.Call().Reason.RunnerUp);
        hall.Do(new MarkNoShow(One));
        Assert.Equal(behind, hall.Call().Ticket);
    }

    [Fact]
    public void Choose_OverTheCap_LongestWaitGoesFirstWhateverTheClass()
    {
        var hall = new GivenHall().Open("1");
        var patient = hall.Issue();
        hall.AfterMinutes(30).Issue("A01", "disabled");
        var called = hall.AfterMinutes(30).Call();

        Assert.Equal((patient, CallRule.WaitCap), (called.Ticket, called.Reason.Rule));
    }

    [Fact]
    public void Choose_DueTicket_GoesBeforeEveryone()
    {
        var hall = new GivenHall().Open("1");
        hall.Issue();
        hall.Call();
        hall.Do(new MarkNoShow(One));
        hall.Issue("A01", "disabled");
        hall.AfterMinutes(90).Do(new RejoinTicket(new(1)));

        Assert.Equal(CallRule.Due, hall.Call().Reason.Rule);
    }

    [Fact]
    public void Choose_ReservedCounter_SpecialWorkFirst()
    {
        var hall = new GivenHall().Open("2");
        hall.Issue("A01", "disabled");
        var special = hall.AfterMinutes(11).Issue("A02");

        Assert.Equal(special, hall.Call("2").Ticket);
    }

    [Fact]
    public void Choose_ReservedCounterAlone_TakesGeneralWorkOnlyAfterTheThreshold()
    {
        var hall = new GivenHall().Open("2");
        var general = hall.Issue();

        Assert.Empty(hall.After(599).When(new CallNext(new("2"))).Events);
        Assert.Equal(general, hall.After(1).Call("2").Ticket);
    }

    [Fact]
    public void Choose_AnotherSpecialCounterIsIdle_TakesGeneralWorkAtOnce()
    {
        var hall = new GivenHall().Open("2", "5");
        hall.Issue();
        hall.Issue();

        Assert.NotEmpty(hall.When(new CallNext(new("2"))).Events);
        Assert.Empty(hall.When(new CallNext(new("5"))).Events);
    }

    [Fact]
    public void Choose_ReserveIsOff_SpecialCountersServeAnyone()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { ReserveSpecialCounters = false })).Open("2");
        var general = hall.Issue();
        hall.After(1).Issue("A02");

        Assert.Equal(general, hall.Call("2").Ticket);
    }

    [Fact]
    public void Choose_SpecialCounterNeverRunsDry_GeneralWorkComesAtTheCap()
    {
        var hall = new GivenHall().Open("2");
        var general = hall.Issue();
        for (var minute = 0; minute < 60; minute += 5)
        {
            hall.Issue("A02");
            Assert.NotEqual(general, hall.Serve("2"));
            hall.AfterMinutes(5);
        }

        hall.Issue("A02");
        Assert.Equal(general, hall.Serve("2"));
    }

    [Fact]
    public void Choose_GeneralWaitsBehindTheReserve_PostponedOneIsNotCalledBeforeIt()
    {
        var hall = new GivenHall().Open("2");
        var later = hall.Issue();
        hall.Do(new PostponeTicket(later, 5));
        hall.Issue();

        Assert.Empty(hall.When(new CallNext(new("2"))).Events);
    }

    [Fact]
    public void Choose_CounterOfAnotherZone_ItsCallsCountForTheTicketsZone()
    {
        var hall = new GivenHall(SmallHall.RoundTheClock with
        {
            Counters = [new() { Counter = One, Zone = new("B"), Serves = ["A01"] }],
        }).Open("1");
        var later = hall.Issue();
        for (var i = 0; i < 4; i++)
        {
            hall.Issue();
        }

        hall.Do(new PostponeTicket(later, 2));
        Assert.Equal([2, 3, 1, 4, 5], Enumerable.Range(0, 5).Select(_ => (int)hall.Serve().Value));
    }

    [Fact]
    public void Choose_SteadyStreamOfPriority_NobodyStarves()
    {
        var hall = new GivenHall().Open("1");
        var patient = hall.Issue();
        var calls = 0;
        for (TicketId called = default; called != patient; calls++)
        {
            hall.Issue("A01", "disabled");
            hall.Issue("A01", "pregnant");
            called = hall.After(300).Serve();
        }

        Assert.InRange(calls, 1, 13);
    }
}
