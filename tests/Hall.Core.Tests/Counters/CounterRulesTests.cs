using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Counters;

public sealed class CounterRulesTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new();

    [Fact]
    public void Decide_OpenPauseResumeClose_GoesThroughTheStates()
    {
        _hall.Open("1").After(60).Do(new PauseCounter(One, "lunch"));
        Assert.Equal((CounterState.Paused, "lunch"), (_hall.Counter("1").State, _hall.Counter("1").PauseReason));
        Assert.Equal(TimeSpan.FromSeconds(60), _hall.Counter("1").IdleToday);
        Assert.Equal(RejectionCode.CounterPaused, _hall.Forbidden(new CallNext(One)));

        _hall.Do(new ResumeCounter(One));
        Assert.Null(_hall.Counter("1").PauseReason);
        Assert.Equal(RejectionCode.CounterNotPaused, _hall.Forbidden(new ResumeCounter(One)));

        _hall.Do(new CloseCounter(One));
        Assert.Null(_hall.Counter("1").Teller);
        Assert.Equal(RejectionCode.CounterClosed, _hall.Forbidden(new CallNext(One)));
        Assert.Equal(RejectionCode.CounterClosed, _hall.Forbidden(new CloseCounter(One)));
        Assert.Equal(RejectionCode.CounterClosed, _hall.Forbidden(new StartService(One)));
    }

    [Fact]
    public void Decide_OpenByTellers_OneTellerOneCounter()
    {
        _hall.Open("1");
        Assert.Empty(_hall.When(new OpenCounter(One, new("1001"))).Events);
        Assert.Equal(RejectionCode.CounterOccupied, _hall.Forbidden(new OpenCounter(One, new("1002"))));
        Assert.Equal(RejectionCode.TellerElsewhere, _hall.Forbidden(new OpenCounter(new("4"), new("1001"))));
        Assert.Equal(RejectionCode.UnknownTeller, _hall.Forbidden(new OpenCounter(new("4"), new("9"))));
        Assert.Equal(RejectionCode.UnknownCounter, _hall.Forbidden(new OpenCounter(new("99"), new("1002"))));
    }

    [Fact]
    public void Decide_HallWithoutTellers_LetsAnyoneOpen() =>
        new GivenHall(SmallHall.RoundTheClock with { Tellers = [] }).Do(new OpenCounter(One, new("someone")));

    [Fact]
    public void Decide_WithATicket_NeitherPausesNorCloses()
    {
        _hall.Open("1").Issue();
        _hall.Call();
        Assert.Equal(RejectionCode.CounterBusy, _hall.Forbidden(new PauseCounter(One, "lunch")));
        Assert.Equal(RejectionCode.CounterBusy, _hall.Forbidden(new CloseCounter(One)));
    }

    [Fact]
    public void Decide_PauseWithoutReason_IsForbidden() =>
        Assert.Equal(RejectionCode.Malformed, _hall.Open("1").Forbidden(new PauseCounter(One, "")));

    [Fact]
    public void Decide_CallNextAndNobodyWaits_IsNoError()
    {
        var decision = _hall.Open("1").When(new CallNext(One));
        Assert.Null(decision.Rejection);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Decide_CallOfAChosenNumber_NeedsAReasonAndIsReported()
    {
        var first = _hall.Open("1").Issue();
        var chosen = _hall.Issue();
        _hall.Issue("B01");
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new CallTicket(One, "A002", "")));
        Assert.Equal(RejectionCode.UnknownTicket, _hall.Forbidden(new CallTicket(One, "A999", "x")));
        Assert.Equal(RejectionCode.NotServableHere, _hall.Forbidden(new CallTicket(One, "B001", "x")));

        var called = _hall.After(30).Event<TicketCalled>(new CallTicket(One, "A002", "came back with the paper"));
        Assert.Equal(chosen, called.Ticket);
        Assert.Equal(new CallReason(CallRule.Chosen, 0, 30, _hall[first].Number, "came back with the paper"), called.Reason);
        Assert.Equal(RejectionCode.NotWaiting, _hall.Open("4").Forbidden(new CallTicket(new("4"), "A002", "x")));
    }

    [Fact]
    public void Apply_IdleAndBusyTime_AddsUp()
    {
        _hall.Open("1").Issue();
        _hall.After(100).Call();
        _hall.After(20).Do(new StartService(One));
        _hall.After(300).Do(new CompleteService(One));
        _hall.After(50).Do(new CloseCounter(One));

        var counter = _hall.Counter("1");
        Assert.Equal((150, 320, 1), (counter.IdleToday.TotalSeconds, counter.BusyToday.TotalSeconds, counter.CompletedToday));
    }
}
