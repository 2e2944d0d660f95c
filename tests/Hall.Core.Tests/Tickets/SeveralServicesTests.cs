using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

public sealed class SeveralServicesTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall().Open("1", "3");

    [Fact]
    public void Decide_CompleteWhereTheNextIsServed_BeginsItHereAtOnce()
    {
        var ticket = _hall.Issue("A01 A03");
        _hall.Call();
        _hall.Do(new StartService(One));

        Assert.Equal(AfterService.NextBeginsHere, _hall.After(60).Event<ServiceCompleted>(new CompleteService(One)).Then);
        Assert.Equal(TicketState.Serving, _hall[ticket].State);
        Assert.Equal("A03", _hall[ticket].Service.Value);
        Assert.Equal(AfterService.VisitEnds, _hall.After(60).Event<ServiceCompleted>(new CompleteService(One)).Then);
        Assert.Single(_hall[ticket].Legs);
        Assert.Equal(1, _hall.Today.LegsServed);
    }

    [Fact]
    public void Decide_CompleteWhereTheNextIsNotServed_WaitsAtTheFrontElsewhere()
    {
        _hall.Issue("B01");
        var ticket = _hall.After(60).Issue("A01 B02");
        _hall.Call();
        _hall.Do(new StartService(One));

        Assert.Equal(AfterService.WaitsElsewhere, _hall.Event<ServiceCompleted>(new CompleteService(One)).Then);
        Assert.Equal(TicketState.Waiting, _hall[ticket].State);
        var called = _hall.Call("3");
        Assert.Equal((ticket, CallRule.Due), (called.Ticket, called.Reason.Rule));
    }

    [Fact]
    public void Decide_AddService_IsDoneAfterTheOthers()
    {
        var ticket = _hall.Issue("A01");
        _hall.Do(new AddService(ticket, new("B01")));

        Assert.Equal(["A01", "B01"], _hall[ticket].Services.Select(service => service.Service.Value));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new AddService(ticket, new("B01"))));
        Assert.Equal(RejectionCode.UnknownService, _hall.Forbidden(new AddService(ticket, new("X1"))));
        _hall.Do(new AbandonTicket(ticket));
        Assert.Equal(RejectionCode.TicketEnded, _hall.Forbidden(new AddService(ticket, new("A03"))));
    }

    [Fact]
    public void Decide_IssueWithFaultyServices_IsForbidden()
    {
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new IssueTicket([], PriorityCode.None)));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new IssueTicket([new("A01"), new("A01")], PriorityCode.None)));
        Assert.Equal(RejectionCode.UnknownService, _hall.Forbidden(new IssueTicket([new("X1")], PriorityCode.None)));
        Assert.Equal(RejectionCode.UnknownPriority, _hall.Forbidden(new IssueTicket([new("A01")], new("king"))));
    }
}
