using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

public sealed class ChangeServiceTests
{
    private readonly GivenHall _hall = new GivenHall().Open("1", "3");

    [Fact]
    public void Change_WaitingForTheWrongMatter_KeepsNumberAndPlace()
    {
        var first = _hall.Issue("A03");
        var number = _hall[first].Number;
        _hall.After(60).Issue("A01");

        _hall.Do(new ChangeService(first, new("A03"), new("A01")));

        Assert.Equal((number, "A01"), (_hall[first].Number, _hall[first].Service.Value));
        Assert.Equal(first, _hall.Call().Ticket);
    }

    [Fact]
    public void Change_ToAnotherZone_IsCalledThereByTimeOfIssue()
    {
        var moved = _hall.Issue("A01");
        _hall.After(60).Issue("B01");

        _hall.Do(new ChangeService(moved, new("A01"), new("B02")));

        Assert.Equal(moved, _hall.Call("3").Ticket);
        Assert.Empty(_hall.When(new CallNext(new("1"))).Events);
        _hall.Restart();
        Assert.Equal("B02", _hall[moved].Service.Value);
    }

    [Fact]
    public void Change_OneOfSeveralMatters_LeavesTheOthersWhereTheyAre()
    {
        var ticket = _hall.Issue("A01 A03 B01");
        _hall.Do(new ChangeService(ticket, new("A03"), new("B02")));

        Assert.Equal(["A01", "B02", "B01"], _hall[ticket].Services.Select(service => service.Service.Value));
    }

    [Fact]
    public void Change_WhoLetOthersPass_LetsAsManyPassInTheOtherZone()
    {
        for (var served = 0; served < 3; served++)
        {
            _hall.Issue("A01");
            _hall.Serve();
        }

        var late = _hall.Issue("A01");
        _hall.Do(new PostponeTicket(late, 1), new ChangeService(late, new("A01"), new("B01")));
        var passes = _hall.After(60).Issue("B01");

        Assert.Equal(passes, _hall.Serve("3"));
        Assert.Equal(late, _hall.Serve("3"));
    }

    [Fact]
    public void Change_WhatCannotBe_IsForbiddenAndNothingChanges()
    {
        var ticket = _hall.Issue("A01 B01");
        Assert.Equal(RejectionCode.UnknownService, _hall.Forbidden(new ChangeService(ticket, new("A01"), new("X1"))));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ChangeService(ticket, new("A02"), new("A03"))));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ChangeService(ticket, new("A01"), new("B01"))));
        _hall.Call();
        Assert.Equal(RejectionCode.NotWaiting, _hall.Forbidden(new ChangeService(ticket, new("A01"), new("A03"))));
        var gone = _hall.Issue("A01");
        _hall.Do(new AbandonTicket(gone));
        Assert.Equal(RejectionCode.TicketEnded, _hall.Forbidden(new ChangeService(gone, new("A01"), new("A03"))));
    }

    [Fact]
    public void Change_HolderHasThatMatterOnAnotherNumber_IsForbidden()
    {
        var hall = new GivenHall(
            SmallHall.With(rules => rules with { Holders = rules.Holders with { OneNumberPer = NumbersPerHolder.Service } }));
        hall.Issue("A01", holder: "h");
        var other = hall.Issue("A03", holder: "h");
        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(new ChangeService(other, new("A03"), new("A01"))));
    }
}
