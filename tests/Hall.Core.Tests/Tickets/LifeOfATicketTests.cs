using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

public sealed class LifeOfATicketTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall().Open("1");

    [Fact]
    public void Decide_IssueCallStartComplete_KeepsWaitWalkAndServiceApart()
    {
        var ticket = _hall.Issue();
        _hall.After(100).Call();
        _hall.After(30).Do(new StartService(One));
        _hall.After(200).Do(new CompleteService(One));

        Assert.Equal(TicketState.Completed, _hall[ticket].State);
        Assert.Equal([(PeriodKind.Wait, 100), (PeriodKind.Walk, 30), (PeriodKind.Service, 200)], Lengths(ticket));
        Assert.Equal(CounterState.Idle, _hall.Counter("1").State);
        Assert.Equal((1, 1, 1), (_hall.Today.Issued, _hall.Today.Completed, _hall.Today.LegsServed));
    }

    [Fact]
    public void Decide_FourthRecall_IsForbidden()
    {
        _hall.Issue();
        _hall.Call();
        _hall.Do(new RecallTicket(One), new RecallTicket(One), new RecallTicket(One));

        Assert.Equal(RejectionCode.RecallLimit, _hall.Forbidden(new RecallTicket(One)));
        Assert.Equal(4, _hall.State.RecentCalls.Count);
        Assert.True(_hall.State.RecentCalls[0].Recall);
    }

    [Fact]
    public void Decide_NoShow_FreesTheCounter()
    {
        var ticket = _hall.Issue();
        _hall.Call();
        _hall.After(120).Do(new MarkNoShow(One));

        Assert.Equal(TicketState.NoShow, _hall[ticket].State);
        Assert.Null(_hall[ticket].Counter);
        Assert.Equal((1, 1), (_hall.Today.NoShow, _hall.Counter("1").NoShowsToday));
        Assert.True(_hall.Counter("1").IsFree);
    }

    [Fact]
    public void Decide_VerbsWithoutTheirState_AreForbiddenByName()
    {
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(new StartService(One)));
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(new CompleteService(One)));
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(new HoldTicket(One)));
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(new TakeNote(One, "x")));
        _hall.Issue();
        _hall.Call();
        Assert.Equal(RejectionCode.CounterBusy, _hall.Forbidden(new CallNext(One)));
        Assert.Equal(RejectionCode.NotStarted, _hall.Forbidden(new CompleteService(One)));
        _hall.Do(new StartService(One));
        Assert.Equal(RejectionCode.AlreadyStarted, _hall.Forbidden(new StartService(One)));
        Assert.Equal(RejectionCode.AlreadyStarted, _hall.Forbidden(new MarkNoShow(One)));
        Assert.Equal(RejectionCode.AlreadyStarted, _hall.Forbidden(new RecallTicket(One)));
    }

    [Fact]
    public void Decide_HoldAndReturnToTheSameTeller_IsOneLeg()
    {
        var ticket = _hall.Issue();
        _hall.Call();
        _hall.After(10).Do(new StartService(One));
        _hall.After(60).Do(new HoldTicket(One, "fetches a paper"));
        Assert.Equal(TicketState.Held, _hall[ticket].State);
        _hall.After(300).Do(new ReturnTicket(One, ticket));
        _hall.After(5).Do(new StartService(One));
        _hall.After(40).Do(new CompleteService(One));

        Assert.Single(_hall[ticket].Legs);
        Assert.Equal(1, _hall.Today.LegsServed);
        Assert.Equal(
            [(PeriodKind.Wait, 0), (PeriodKind.Walk, 10), (PeriodKind.Service, 60), (PeriodKind.Hold, 300), (PeriodKind.Walk, 5),
                (PeriodKind.Service, 40)],
            Lengths(ticket));
    }

    [Fact]
    public void Decide_ReturnAtAnotherCounter_IsALegOfItsOwn()
    {
        var ticket = _hall.Open("4", "3").Issue();
        _hall.Call();
        _hall.Do(new StartService(One), new HoldTicket(One));
        Assert.Equal(RejectionCode.NotServableHere, _hall.Forbidden(new ReturnTicket(new("3"), ticket)));
        _hall.Do(new ReturnTicket(new("4"), ticket));

        Assert.Equal(["1", "4"], _hall[ticket].Legs.Select(leg => leg.Counter.Value));
        Assert.NotNull(_hall[ticket].Legs[0].EndedAt);
        Assert.Equal(RejectionCode.NotHeld, _hall.Forbidden(new ReturnTicket(One, ticket)));
    }

    [Fact]
    public void Decide_AbandonWaitingOrHeld_EndsIt_ButNotACalledOrEndedOne()
    {
        var waiting = _hall.Issue();
        _hall.Do(new AbandonTicket(waiting));
        Assert.Equal(TicketState.Abandoned, _hall[waiting].State);
        Assert.Equal(RejectionCode.TicketEnded, _hall.Forbidden(new AbandonTicket(waiting)));

        var called = _hall.Issue();
        _hall.Call();
        Assert.Equal(RejectionCode.NotWaiting, _hall.Forbidden(new AbandonTicket(called)));
        _hall.Do(new HoldTicket(One), new AbandonTicket(called));
        Assert.Equal(2, _hall.Today.Abandoned);
        Assert.Empty(_hall.State.HeldTickets);
    }

    [Fact]
    public void Decide_UnknownTicket_IsForbidden() =>
        Assert.Equal(RejectionCode.UnknownTicket, _hall.Forbidden(new AbandonTicket(new(77))));

    [Fact]
    public void Decide_ReprintOfATicketThatNobodyCallsAnyMore_IsForbidden()
    {
        var left = _hall.Issue();
        _hall.Do(new AbandonTicket(left));
        Assert.Equal(RejectionCode.TicketEnded, _hall.Forbidden(new ReprintTicket(left)));
    }

    [Fact]
    public void Decide_NoteAndReprint_ChangeNothingElse()
    {
        var ticket = _hall.Issue();
        _hall.Do(new ReprintTicket(ticket));
        _hall.Call();
        _hall.Do(new TakeNote(One, " papers complete "));

        Assert.Equal(["papers complete"], _hall[ticket].Notes);
        Assert.Equal(1, _hall[ticket].Reprints);
        Assert.Equal(TicketState.Called, _hall[ticket].State);
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TakeNote(One, " ")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new TakeNote(One, new('x', 501))));
    }

    private IEnumerable<(PeriodKind Kind, int Seconds)> Lengths(TicketId ticket) =>
        _hall[ticket].Periods.Select(period => (period.Kind, (int)(period.To!.Value - period.From).TotalSeconds));
}
