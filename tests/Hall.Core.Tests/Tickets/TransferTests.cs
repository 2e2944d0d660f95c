using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

public sealed class TransferTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall().Open("1", "3", "4");

    [Theory]
    [InlineData(TransferPosition.Keep, "first")]
    [InlineData(TransferPosition.Front, "sent")]
    [InlineData(TransferPosition.Back, "first")]
    public void Decide_TransferToAService_StandsWhereThePositionSays(TransferPosition position, string next)
    {
        var first = _hall.Issue("B01");
        var sent = _hall.After(10).Issue("A01");
        var last = _hall.After(10).Issue("B01");
        _hall.After(60).Call();
        _hall.Do(new StartService(One));
        _hall.After(30).Do(new TransferTicket(One, new("B02"), null, null, position));

        Assert.Equal(next == "sent" ? sent : first, _hall.Call("3").Ticket);
        _hall.Do(new MarkNoShow(new("3")));
        Assert.Equal((position, next) switch
        {
            (TransferPosition.Keep, _) => sent,
            (TransferPosition.Front, _) => first,
            _ => last,
        }, _hall.Call("3").Ticket);
    }

    [Fact]
    public void Decide_Transfer_KeepsTheTimesOfTheFirstLeg()
    {
        var ticket = _hall.Issue("A01");
        _hall.After(60).Call();
        _hall.After(20).Do(new StartService(One));
        _hall.After(90).Do(new TransferTicket(One, null, new("B"), null));
        _hall.After(40).Call("3");

        var visit = _hall[ticket];
        Assert.Equal([PeriodKind.Wait, PeriodKind.Walk, PeriodKind.Service, PeriodKind.Wait, PeriodKind.Walk],
            visit.Periods.Select(period => period.Kind));
        Assert.Equal([1, 1, 1, 2, 2], visit.Periods.Select(period => period.Leg));
        Assert.Equal(90, (visit.Periods[2].To!.Value - visit.Periods[2].From).TotalSeconds);
        Assert.Equal(["1", "3"], visit.Legs.Select(leg => leg.Counter.Value));
        Assert.True(visit.Legs[0].Served);
        Assert.Equal(1, _hall.Today.LegsServed);
    }

    [Fact]
    public void Decide_TransferToACounter_OnlyThatCounterCallsIt()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, null, new("3")));

        Assert.Empty(_hall.When(new CallNext(new("4"))).Events);
        Assert.Equal(RejectionCode.NotServableHere, _hall.Forbidden(new CallTicket(new("4"), _hall[ticket].Number, "asked")));
        Assert.Equal(ticket, _hall.Call("3").Ticket);
    }

    [Fact]
    public void Decide_TransferToAZone_AnyCounterThereCallsIt()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, new("B"), null));

        Assert.Equal(1, _hall.State.Lines.CountOf(new("B")));
        Assert.Equal(0, _hall.State.Lines.CountOf(new("A")));
        var called = _hall.Call("3");
        Assert.Equal((ticket, CallRule.Score), (called.Ticket, called.Reason.Rule));
    }

    [Fact]
    public void Decide_TransferThatLeadsNowhere_IsForbidden()
    {
        _hall.Issue("A01 A03");
        _hall.Call();

        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TransferTicket(One, null, null, null)));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TransferTicket(One, new("B01"), new("B"), null)));
        Assert.Equal(RejectionCode.UnknownService, _hall.Forbidden(new TransferTicket(One, new("X1"), null, null)));
        Assert.Equal(RejectionCode.UnknownZone, _hall.Forbidden(new TransferTicket(One, null, new("X"), null)));
        Assert.Equal(RejectionCode.UnknownCounter, _hall.Forbidden(new TransferTicket(One, null, null, new("99"))));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TransferTicket(One, new("A03"), null, null)));
    }

    [Fact]
    public void Decide_TransferWhileServing_AsksForARatingOfThatLeg()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new StartService(One), new TransferTicket(One, null, new("B"), null));

        Assert.Equal((ticket, 1), (_hall.Counter("1").Feedback!.Ticket, _hall.Counter("1").Feedback!.Leg));
    }
}
