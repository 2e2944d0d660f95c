using Hall.Core.Commands;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Forecast;

public sealed class AheadTests
{
    private readonly GivenHall _hall = new();

    [Fact]
    public void Ahead_ASpecialMatterBehindGeneralOnes_CountsNobodyWhomItsReservedCounterCallsLater()
    {
        _hall.Open("1", "2");
        for (var i = 0; i < 40; i++)
        {
            _hall.Issue();
        }

        var first = _hall.Issue("A02");
        var second = _hall.Issue("A02");

        Assert.Equal((0, new WaitEstimate(0, 60)), WaitForecast.Of(_hall.State, _hall[first], _hall.Now));
        Assert.Equal(1, WaitForecast.Ahead(_hall.State, _hall[second], _hall.Now));
        Assert.Equal(first, _hall.Call("2").Ticket);
        Assert.Equal(0, WaitForecast.Ahead(_hall.State, _hall[second], _hall.Now));
    }

    [Fact]
    public void Ahead_OneGeneralMatterWaits_ASpecialOneWithAFreeCounterHasNobodyBefore()
    {
        _hall.Open("2");
        _hall.Issue();
        var special = _hall.Issue("A02");

        Assert.Equal((0, new WaitEstimate(0, 60)), WaitForecast.Of(_hall.State, _hall[special], _hall.Now));
    }

    [Fact]
    public void WhenIssued_OnlyASpecialMatterWaitsForAClosedCounter_AGeneralOneIsCalledAtOnce()
    {
        _hall.Open("1");
        _hall.Issue("A02");

        Assert.Equal(new IssueForecast(0, new(0, 60)), WaitForecast.WhenIssued(_hall.State, new("A01"), PriorityCode.None, _hall.Now));
        Assert.Equal(new IssueForecast(1, null), WaitForecast.WhenIssued(_hall.State, new("A02"), PriorityCode.None, _hall.Now));
    }

    [Fact]
    public void Ahead_NoOpenCounterMayServe_CountsByThePlanAndSaysNoWait()
    {
        _hall.Open("3");
        _hall.Issue("A02");
        _hall.Issue("B01");
        var last = _hall.Issue("A02");

        Assert.Equal((1, null), WaitForecast.Of(_hall.State, _hall[last], _hall.Now));
    }

    [Fact]
    public void Ahead_OneCounterOfManyServesAnotherZoneToo_CountsOfThatZoneOnlyWhomItCanCallByThen()
    {
        var hall = SmallHall.RoundTheClock with
        {
            Counters =
                [.. SmallHall.RoundTheClock.Counters.Select(
                    counter => counter.Counter.Value == "4" ? counter with { Serves = ["general", "B01", "B02"] } : counter)],
        };
        var both = new GivenHall(hall).Open("1", "3", "4");
        foreach (var counter in new[] { "1", "3", "4" })
        {
            both.Issue(counter == "3" ? "B01" : "A01");
            both.Call(counter);
        }

        for (var i = 0; i < 50; i++)
        {
            both.Issue("B01");
        }

        both.Issue();
        var second = both[both.Issue()];

        // Two counters call every three minutes. By the third call the one that serves both has called two at most, of either zone.
        Assert.InRange(WaitForecast.Ahead(both.State, second, both.Now), 1, 3);
    }

    [Fact]
    public void WhenIssued_ASpecialMatterWaitsForItsBusyCounterAndAnotherIsFree_AGeneralOneHasNobodyBefore()
    {
        _hall.Open("1", "2");
        _hall.Issue("A02");
        _hall.Call("2");
        _hall.Issue("A02");

        Assert.Equal(new IssueForecast(0, new(0, 60)), WaitForecast.WhenIssued(_hall.State, new("A01"), PriorityCode.None, _hall.Now));
    }

    [Fact]
    public void Ahead_SentToACounter_CountsThoseWhomThatCounterCallsBefore()
    {
        _hall.Open("1", "3");
        var sent = _hall.Issue();
        _hall.Call("1");
        _hall.Issue("B01");
        _hall.Issue("A01");
        _hall.After(10).Do(new TransferTicket(new("1"), null, null, new("3"), TransferPosition.Back));

        Assert.Equal(TicketState.Waiting, _hall[sent].State);
        Assert.Equal(1, WaitForecast.Ahead(_hall.State, _hall[sent], _hall.Now));
    }

    [Fact]
    public void Ahead_AClassThatWeighsMore_PassesThoseWhomItOvertakesBeforeItsTurn()
    {
        _hall.Open("1");
        _hall.Issue();
        _hall.Call("1");
        for (var i = 0; i < 10; i++)
        {
            _hall.Issue();
            _hall.After(120);
        }

        // Calls come every six minutes: at the first one the ticket of 20 minutes stands at 26, the new one at 12; at the fourth the best
        // of the others at 35, this one at 48.
        var elderly = _hall.Issue("A01", "elderly");
        var said = WaitForecast.Ahead(_hall.State, _hall[elderly], _hall.Now);
        var before = 0;
        while (_hall[elderly].State == TicketState.Waiting)
        {
            _hall.After(360).Do(new StartService(new("1")), new CompleteService(new("1")));
            before += _hall.Call("1").Ticket == elderly ? 0 : 1;
        }

        Assert.Equal(before, said);
    }

    [Fact]
    public void Ahead_TimePassesAndNobodyComes_NeverGrows()
    {
        _hall.Open("1");
        for (var i = 0; i < 6; i++)
        {
            _hall.Issue();
            _hall.After(60).Issue("A03", i % 2 == 0 ? "elderly" : "none");
        }

        var last = _hall.Issue();
        var said = WaitForecast.Ahead(_hall.State, _hall[last], _hall.Now);
        for (var minute = 0; minute < 30; minute++)
        {
            var now = WaitForecast.Ahead(_hall.State, _hall[last], _hall.AfterMinutes(1).Now);
            Assert.True(now <= said, $"{said} ahead became {now}");
            said = now;
        }
    }

    [Fact]
    public void Estimate_SoManyWaitThatItWouldBeDays_StopsAtTheLongestThatIsToldApart()
    {
        _hall.Open("2");
        for (var i = 0; i < 977; i++)
        {
            _hall.Issue("A02");
        }

        Assert.Equal((977, new WaitEstimate(WaitEstimate.LongestSeconds, WaitEstimate.LongestSeconds)),
            WaitForecast.Of(_hall.State, _hall[_hall.Issue("A02")], _hall.Now));
    }

    [Fact]
    public void Estimate_ManyGeneralAndOneSpecial_TheSpecialIsNotToldTheWaitOfAll()
    {
        _hall.Open("1", "2");
        for (var i = 0; i < 977; i++)
        {
            _hall.Issue();
        }

        Assert.InRange(WaitForecast.For(_hall.State, _hall[_hall.Issue("A02")], _hall.Now)!.P90Seconds, 0, 60);
    }
}
