using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Counters;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Counters;

public sealed class CounterSeatTests
{
    private static readonly CounterId One = new("1");
    private static readonly StaffNumber Teller = new("1001");
    private readonly CounterSeats _seats = new();
    private readonly FakeHall _hall = new(FakeHall.Shipped("tongling"),
        new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 42, 0, TimeSpan.Zero)));

    [Fact]
    public void TryTake_CounterOfAnother_IsInTheWay()
    {
        var first = SeatOf("1001", "1");
        Assert.Null(_seats.TryTake(first));
        Assert.Equal(first, _seats.TryTake(SeatOf("1002", "1")));
    }

    [Fact]
    public void TryTake_SameTellerElsewhere_IsInTheWay()
    {
        var first = SeatOf("1001", "1");
        _seats.TryTake(first);
        Assert.Equal(first, _seats.TryTake(SeatOf("1001", "2")));
    }

    [Fact]
    public void TryTake_TheSameSessionAtTheSameMachine_SitsDownAgain()
    {
        var (first, again) = (SeatOf("1001", "1") with { Session = "s" }, SeatOf("1001", "1") with { Session = "s" });
        Assert.Null(_seats.TryTake(first));
        Assert.Null(_seats.TryTake(again));
        Assert.Equal((false, true), (_seats.IsSeated(first.Console), _seats.IsSeated(again.Console)));

        // The circuit of the page before goes later, and takes nothing away.
        _seats.Leave(first.Console);
        Assert.True(_seats.IsSeated(again.Console));
    }

    [Theory]
    [InlineData("other", "10.0.0.1", "1")]
    [InlineData("s", "10.0.0.2", "1")]
    [InlineData("s", "10.0.0.1", "2")]
    [InlineData(null, "10.0.0.1", "1")]
    public void TryTake_AnotherSessionMachineOrCounter_IsAskedFirst(string? session, string place, string counter)
    {
        var first = SeatOf("1001", "1") with { Session = "s" };
        _seats.TryTake(first);
        Assert.Equal(first, _seats.TryTake(SeatOf("1001", counter) with { Session = session, Place = place }));
    }

    [Fact]
    public void TakeOver_SeatOfAnother_TellsBoth()
    {
        var (first, second) = (SeatOf("1001", "1"), SeatOf("1002", "1"));
        _seats.TryTake(first);
        Assert.Equal([first], _seats.TakeOver(second));
        Assert.False(_seats.IsSeated(first.Console));
        Assert.Equal(second, _seats.DisplacementOf(first.Console)?.By);
        Assert.True(_seats.IsSeated(second.Console));
    }

    [Fact]
    public async Task TakeOverAsync_InTheMiddleOfAService_TheOtherGoesOnWithTheSameCitizen()
    {
        var number = Serve();
        Assert.Null(await CounterHandover.TakeOverAsync(_hall, One, new StaffNumber("1002")));
        var view = _hall.Snapshot.Counter(One)!;
        Assert.Equal(("1002", CounterState.Serving, number), (view.Counter.Teller?.Value, view.Counter.State, view.Number));
        Assert.Equal(["1001", "1002"], view.Current!.Legs.Select(leg => leg.Teller.Value));
    }

    [Fact]
    public async Task DismissAsync_InTheMiddleOfAService_NothingMoreIsFinishedAndTheCitizenIsNext()
    {
        var number = Serve();
        await CounterHandover.DismissAsync(_hall, Teller);
        Assert.Equal(RejectionCode.CounterClosed,
            (await _hall.ExecuteAsync(new CompleteService(One), null, TestContext.Current.CancellationToken)).Rejection?.Code);
        var ticket = (await _hall.AskAsync(new TicketByNumber(number), TestContext.Current.CancellationToken))!;
        Assert.Equal((TicketState.Waiting, 0), (ticket.Ticket.State, ticket.Ahead));
    }

    [Fact]
    public async Task LeaveAsync_WithACitizen_HoldsTheTicketForTheNextShift()
    {
        var number = Serve();
        await CounterHandover.LeaveAsync(_hall, One, Teller);
        Assert.Equal(CounterState.Closed, _hall.Snapshot.Counter(One)!.Counter.State);
        Assert.Equal(number, _hall.Snapshot.Held.Single().Number);
    }

    [Fact]
    public void Use_HandOverTwiceOrByAnother_IsRefused()
    {
        var handOvers = new HandoverTokens(new FakeTimeProvider());
        var (one, two) = (handOvers.Make("1001"), handOvers.Make("1001"));
        Assert.True(handOvers.Use(one, "1001"));
        Assert.False(handOvers.Use(one, "1001"));
        Assert.False(handOvers.Use(two, "1002"));
    }

    private static Seat SeatOf(string staff, string counter) =>
        new(new object(), new HallId("tongling"), new CounterId(counter), staff, staff, "10.0.0.1", DateTimeOffset.UnixEpoch);

    private string Serve()
    {
        _hall.Carry(new OpenCounter(One, Teller));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _hall.Carry(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        _hall.Carry(new CallNext(One));
        _hall.Carry(new StartService(One));
        return _hall.Snapshot.Counter(One)!.Number!;
    }
}
