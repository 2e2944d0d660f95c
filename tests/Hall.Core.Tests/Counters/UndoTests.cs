using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Counters;

public sealed class UndoTests
{
    private static readonly CounterId One = new("1");
    private static readonly UndoLastAction Undo = new(One);
    private readonly GivenHall _hall = new GivenHall().Open("1", "3", "4");

    public static TheoryData<string, HallCommand[], HallCommand> Undoable => new()
    {
        { "call", [], new CallNext(One) },
        { "chosen", [], new CallTicket(One, "A001", "asked") },
        { "start", [new CallNext(One)], new StartService(One) },
        { "no-show", [new CallNext(One)], new MarkNoShow(One) },
        { "hold", [new CallNext(One), new StartService(One)], new HoldTicket(One) },
        { "return", [new CallNext(One), new HoldTicket(One)], new ReturnTicket(One, new(1)) },
        { "complete", [new CallNext(One), new StartService(One)], new CompleteService(One) },
        { "transfer", [new CallNext(One), new StartService(One)], new TransferTicket(One, null, new("B"), null) },
        { "pause", [], new PauseCounter(One, "lunch") },
        { "close", [], new CloseCounter(One) },
        { "change", [new CallNext(One), new StartService(One)], new CorrectService(One, new("A01"), new("A03")) },
        { "add", [new CallNext(One)], new CorrectService(One, null, new("B01")) },
    };

    [Theory]
    [MemberData(nameof(Undoable))]
    public void Decide_UndoWithinAMinute_LeavesNoTrace(string name, HallCommand[] before, HallCommand action)
    {
        Assert.NotEmpty(name);
        _hall.Issue();
        foreach (var command in before)
        {
            _hall.After(7).Do(command);
        }

        var (tickets, counters, today, calls) = Facts();
        _hall.After(5).Do(action);
        _hall.After(60).Do(Undo);

        var facts = Facts();
        Assert.Equal(tickets, facts.Tickets);
        Assert.Equal(counters, facts.Counters);
        Assert.Equivalent(today, facts.Today, strict: true);
        Assert.Equal(calls, facts.Calls);
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(Undo));
    }

    [Theory]
    [MemberData(nameof(Undoable))]
    public void Decide_UndoAfterMoreThanAMinute_IsForbidden(string name, HallCommand[] before, HallCommand action)
    {
        Assert.NotEmpty(name);
        _hall.Issue();
        _hall.Do(before).Do(action);
        Assert.Equal(RejectionCode.NothingToUndo, _hall.After(61).Forbidden(Undo));
    }

    [Fact]
    public void Decide_UndoAfterARecallAndANote_TakesTheCallBackAndKeepsTheNote()
    {
        var ticket = _hall.Issue();
        _hall.Call();
        _hall.Do(new RecallTicket(One), new TakeNote(One, "asked twice"), Undo);

        Assert.Equal(TicketState.Waiting, _hall[ticket].State);
        Assert.Equal(["asked twice"], _hall[ticket].Notes);
        Assert.Empty(_hall.State.RecentCalls);
    }

    [Fact]
    public void Decide_UndoAfterARating_IsForbidden()
    {
        _hall.Issue();
        _hall.Serve();
        _hall.Do(new PressPad(One, FeedbackLevel.Satisfied, [], "p1"));
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(Undo));
    }

    [Fact]
    public void Decide_UndoAfterOthersChangedTheTicket_IsForbidden()
    {
        var ticket = _hall.Issue();
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, new("B"), null)).Call("3");
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(Undo));

        _hall.Do(new MarkNoShow(new("3")), new RejoinTicket(ticket));
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(new UndoLastAction(new("3"))));
    }

    [Fact]
    public void Decide_UndoAfterTheHolderTookANewNumber_IsForbidden()
    {
        _hall.Issue(holder: "h");
        _hall.Serve();
        _hall.Issue(holder: "h");
        Assert.Equal(RejectionCode.AlreadyHolding, _hall.Forbidden(Undo));
    }

    [Fact]
    public void Decide_UndoWithNothingDone_IsForbidden()
    {
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(Undo));
        _hall.Do(new PauseCounter(One, "x"), new ResumeCounter(One));
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(Undo));
    }

    [Fact]
    public void Decide_UndoneCompletion_CompletesAgainWithTheWholeTime()
    {
        var ticket = _hall.Issue();
        _hall.Call();
        _hall.Do(new StartService(One));
        _hall.After(100).Do(new CompleteService(One));
        _hall.After(20).Do(Undo);
        _hall.After(30).Do(new CompleteService(One));

        Assert.Equal(150, (_hall[ticket].Periods[^1].To!.Value - _hall[ticket].Periods[^1].From).TotalSeconds);
        Assert.Equal((1, 1, 1), (_hall.Today.Completed, _hall.Today.LegsServed, _hall.Counter("1").CompletedToday));
    }

    private (List<Ticket> Tickets, List<Counter> Counters, DayTotals Today, long Calls) Facts() => (
        [.. _hall.State.Tickets.Values],
        [.. _hall.State.Counters.Values.Select(counter => counter with { LastAction = null })],
        _hall.Today,
        _hall.State.ZoneCalls(new("A")));
}
