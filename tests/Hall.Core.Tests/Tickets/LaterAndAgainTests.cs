using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

/// <summary>Rejoining after a no-show, letting others pass, and priorities by hand.</summary>
public sealed class LaterAndAgainTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall().Open("1");

    [Theory]
    [InlineData(0, 0)]
    [InlineData(3, 0)]
    [InlineData(4, 3)]
    [InlineData(5, 3)]
    public void Decide_RejoinAfterCalls_IsCalledAfterTheHallsNumberOfFurtherCalls(int late, int further)
    {
        var missed = MissedThenServed(late);
        _hall.Do(new RejoinTicket(missed));

        for (var i = 0; i < further; i++)
        {
            Assert.NotEqual(missed, _hall.Serve());
        }

        var called = _hall.Call();
        Assert.Equal((missed, CallRule.Due), (called.Ticket, called.Reason.Rule));
    }

    [Fact]
    public void CounterQueue_OneLetsTwoPass_StandsWhereItWillBeCalled()
    {
        var tickets = Enumerable.Range(0, 5).Select(_ => _hall.Issue()).ToList();
        _hall.Do(new PostponeTicket(tickets[0], 2));

        var queue = new CounterQueue(One, 10).Answer(_hall.State, _hall.Now).Select(view => view.Ticket.Id).ToList();

        Assert.Equal([tickets[1], tickets[2], tickets[0], tickets[3], tickets[4]], queue);
        Assert.Equal(queue, Enumerable.Range(0, 5).Select(_ => _hall.Serve()));
    }

    [Fact]
    public void Decide_RejoinLaterThanTheLastStep_CountsAsNew()
    {
        var missed = MissedThenServed(6);
        Assert.Null(_hall.After(60).Event<TicketRejoined>(new RejoinTicket(missed)).DueAtZoneCall);

        Assert.Equal(_hall.Now, _hall[missed].WaitingSince);
        for (var i = 6; i < 12; i++)
        {
            Assert.NotEqual(missed, _hall.Serve());
        }

        Assert.Equal(missed, _hall.Serve());
    }

    [Fact]
    public void Decide_RejoinOfOneWhoWasNotMissedOrOnAnotherDay_IsForbidden()
    {
        var ticket = _hall.Issue();
        Assert.Equal(RejectionCode.NotNoShow, _hall.Forbidden(new RejoinTicket(ticket)));
        _hall.Call();
        _hall.Do(new MarkNoShow(One)).At("2026-11-24 09:00");
        Assert.Equal(RejectionCode.NotNoShow, _hall.Forbidden(new RejoinTicket(ticket)));
    }

    [Fact]
    public void Decide_RejoinWithAnotherLivingNumber_IsForbidden()
    {
        var missed = _hall.Issue(holder: "h");
        _hall.Call();
        _hall.Do(new MarkNoShow(One));
        _hall.Issue(holder: "h");

        Assert.Equal(RejectionCode.AlreadyHolding, _hall.Forbidden(new RejoinTicket(missed)));
    }

    [Fact]
    public void Decide_Postpone_LetsSoManyOthersPass()
    {
        var later = _hall.Issue();
        var others = Enumerable.Range(0, 5).Select(_ => _hall.Issue()).ToList();
        _hall.Do(new PostponeTicket(later, 3));

        Assert.Equal([others[0], others[1], others[2], later, others[3]], Enumerable.Range(0, 5).Select(_ => _hall.Serve()));
    }

    [Fact]
    public void Decide_PostponeFromTheMiddle_CountsFromItsPlace()
    {
        var tickets = Enumerable.Range(0, 6).Select(_ => _hall.Issue()).ToList();
        _hall.Do(new PostponeTicket(tickets[2], 2));

        Assert.Equal([0, 1, 3, 4, 2, 5], Enumerable.Range(0, 6).Select(_ => tickets.IndexOf(_hall.Serve())));
    }

    [Fact]
    public void Decide_PostponeTwice_NeverComesEarlier()
    {
        var later = _hall.Issue();
        _hall.Issue();
        _hall.Do(new PostponeTicket(later, 10));
        var due = _hall[later].DueAtZoneCall;
        _hall.Do(new PostponeTicket(later, 1));

        Assert.True(_hall[later].DueAtZoneCall > due);
    }

    [Fact]
    public void Decide_PostponedAndNobodyElse_IsCalledAllTheSame()
    {
        var later = _hall.Issue();
        _hall.Do(new PostponeTicket(later, 10));

        Assert.Equal(CallRule.NobodyElse, _hall.Call().Reason.Rule);
    }

    [Fact]
    public void Decide_PostponeOutOfRange_IsForbidden()
    {
        var ticket = _hall.Issue();
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new PostponeTicket(ticket, 0)));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new PostponeTicket(ticket, 21)));
        _hall.Call();
        Assert.Equal(RejectionCode.NotWaiting, _hall.Forbidden(new PostponeTicket(ticket, 1)));
    }

    [Fact]
    public void Decide_PostponeMoreOftenThanTheHallAllows_IsForbiddenAndChangesNothing()
    {
        var ticket = _hall.Issue();
        for (var time = 0; time < 6; time++)
        {
            _hall.Do(new PostponeTicket(ticket, 1));
        }

        var before = _hall[ticket];
        Assert.Equal(RejectionCode.PostponeLimit, _hall.Forbidden(new PostponeTicket(ticket, 1)));
        Assert.Equal((before.DueAtZoneCall, 6, 6), (_hall[ticket].DueAtZoneCall, _hall[ticket].Postponements, _hall[ticket].PlacesPassed));

        // The limit is the ticket's: another one may still be put off.
        _hall.Do(new PostponeTicket(_hall.Issue(), 1));
    }

    [Fact]
    public void Decide_PostponeByMorePlacesThanTheHallAllows_LeavesWhatIsLeftToBeUsed()
    {
        var ticket = _hall.Issue();
        _hall.Do(new PostponeTicket(ticket, 20), new PostponeTicket(ticket, 20), new PostponeTicket(ticket, 15));
        Assert.Equal(RejectionCode.PostponeLimit, _hall.Forbidden(new PostponeTicket(ticket, 6)));
        _hall.Do(new PostponeTicket(ticket, 5));
        Assert.Equal(RejectionCode.PostponeLimit, _hall.Forbidden(new PostponeTicket(ticket, 1)));
    }

    [Fact]
    public void Decide_PriorityByHand_CountsItsWaitingMore()
    {
        _hall.Issue();
        var second = _hall.After(10).Issue();
        _hall.After(60).Do(new ChangePriority(second, new("elderly"), "walks with a stick"));

        Assert.Equal(second, _hall.Call().Ticket);
        Assert.Equal(RejectionCode.NotWaiting, _hall.Forbidden(new ChangePriority(second, new("elderly"), "again")));
    }

    [Fact]
    public void Decide_PriorityByHandWithoutReasonOrClass_IsForbidden()
    {
        var ticket = _hall.Issue();
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new ChangePriority(ticket, new("elderly"), " ")));
        Assert.Equal(RejectionCode.UnknownPriority, _hall.Forbidden(new ChangePriority(ticket, new("king"), "x")));
    }

    private TicketId MissedThenServed(int late)
    {
        var missed = _hall.Issue();
        for (var i = 0; i < 12; i++)
        {
            _hall.Issue();
        }

        _hall.Call();
        _hall.Do(new MarkNoShow(One));
        for (var i = 0; i < late; i++)
        {
            _hall.Serve();
        }

        return missed;
    }
}
