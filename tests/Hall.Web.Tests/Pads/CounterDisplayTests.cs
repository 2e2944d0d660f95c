using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Displays;
using Hall.Hub.Devices;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Pads;

/// <summary>What the devices of counter 1, which serves all but A03 of the small hall, should show after whatever was done there.</summary>
public sealed class CounterDisplayTests
{
    private static readonly CounterId One = new("1");
    private static readonly CounterId Two = new("2");
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly FakeHall _hall;

    public CounterDisplayTests()
    {
        _hall = new FakeHall(FakeHall.Shipped("demo-small"), _time);
        Do(new OpenCounter(One, new("1001")));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private CounterDisplay Now => CounterDisplay.Of(_hall.Snapshot, One, _hall.Now);

    private PadShow Shown => Now.ToShow(_hall.Now);

    [Fact]
    public void Of_AVisit_IsCalledServedAndAskedUntilItsTimeIsOver()
    {
        var ticket = Issue("A01");
        Assert.Equal((CounterState.Idle, "", 1, null), (Now.State, Now.Number, Now.Waiting, Now.Question));

        Do(new CallNext(One));
        Assert.Equal((CounterState.Calling, "A001", 0), (Now.State, Now.Number, Now.Waiting));
        Assert.True(Now.Call!.Sequence > 0);
        Do(new StartService(One));
        Assert.True(Shown is { Serving: true, Ticket: "A001", Number: 1, Evaluate: false });
        Do(new CompleteService(One));

        Assert.Equal((CounterState.Idle, "", ticket), (Now.State, Now.Number, Now.Question!.Ticket));
        Assert.True(Shown is { Evaluate: true, Ticket: "", Number: null, QuestionMilliseconds: 15_000 });
        _time.Advance(TimeSpan.FromSeconds(15));
        Assert.True(Shown.Evaluate);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.False(Shown.Evaluate);
    }

    [Fact]
    public void Of_EachActionTakenBack_IsAsBeforeIt()
    {
        Issue("A01");
        var idle = Shown;
        Do(new CallNext(One));
        Undone(idle);
        Do(new CallNext(One));
        var called = Shown;
        Do(new StartService(One));
        var served = Shown;
        Undone(called);
        Do(new StartService(One));
        foreach (var ends in new CounterCommand[] { new CompleteService(One), new HoldTicket(One), new TransferTicket(One, null, null, Two) })
        {
            Do(ends);
            Assert.NotEqual(served, Shown);
            Undone(served);
        }
    }

    // Whoever was served can rate that leg at this window, however it ended; who was only called, or will be served on, cannot.
    [Theory]
    [InlineData("complete", true)]
    [InlineData("next elsewhere", true)]
    [InlineData("next begins here", false)]
    [InlineData("transfer", true)]
    [InlineData("transfer to a service", true)]
    [InlineData("hold", false)]
    [InlineData("transfer of one who was only called", false)]
    [InlineData("no-show", false)]
    [InlineData("hold of one who was only called", false)]
    public void Of_ALegThatEnded_AsksAsTheRulesWouldTakeARating(string ends, bool asks)
    {
        var ticket = ends switch
        {
            "next elsewhere" => Issue("A01", "A03"),
            "next begins here" => Issue("A01", "A02"),
            _ => Issue("A01"),
        };
        Do(new CallNext(One));
        if (!ends.Contains("called", StringComparison.Ordinal) && ends != "no-show")
        {
            Do(new StartService(One));
        }

        Do(ends switch
        {
            "transfer" or "transfer of one who was only called" => new TransferTicket(One, null, null, Two),
            "transfer to a service" => new TransferTicket(One, new("A02"), null, null),
            "hold" or "hold of one who was only called" => new HoldTicket(One),
            "no-show" => new MarkNoShow(One),
            _ => new CompleteService(One),
        });

        Assert.Equal(asks, Now.Question is not null);
        Assert.Equal(asks && Now.Number.Length == 0, Shown.Evaluate);
        var pressed = _hall.Carry(new PressPad(One, FeedbackLevel.Satisfied, [], "p1"));
        Assert.Equal(asks ? "feedback-given" : "stray-press-counted", Assert.Single(pressed.Events));
        Assert.Equal(asks ? ticket : default(TicketId?), pressed.Ticket?.Ticket.Id);
        Assert.Null(Now.Question);
    }

    [Fact]
    public void Of_RatedByPhone_AsksNoMore()
    {
        var ticket = Issue("A01");
        Do(new CallNext(One));
        Do(new StartService(One));
        Do(new CompleteService(One));

        Do(new GiveFeedback(ticket, null, FeedbackLevel.Satisfied, [], null, FeedbackChannel.QrCode));

        Assert.False(Shown.Evaluate);
    }

    [Fact]
    public void Of_TheNextIsCalledWithinTheTime_ShowsTheNextAndAsksNobodyElse()
    {
        Issue("A01");
        Issue("A01");
        Do(new CallNext(One));
        Do(new StartService(One));
        Do(new CompleteService(One));
        var question = Shown.Question;

        Do(new CallNext(One));
        Assert.True(Shown is { Evaluate: false, Ticket: "A002", Question: "" });
        Assert.NotNull(Now.Question);
        Do(new UndoLastAction(One));

        Assert.Equal((true, question), (Shown.Evaluate, Shown.Question));
    }

    [Fact]
    public void Of_PauseCloseAndACounterThatIsGone_SayWhetherSomebodyWorksThere()
    {
        Do(new PauseCounter(One, "lunch"));
        Assert.Equal(WindowState.Paused, Shown.State);
        Do(new ResumeCounter(One));
        Assert.Equal(WindowState.Open, Shown.State);
        Do(new CloseCounter(One));
        Assert.Equal(WindowState.Closed, Shown.State);
        Assert.Equal((WindowState.Closed, "", null), (CounterDisplay.Of(_hall.Snapshot, new("99"), _hall.Now).ToShow(_hall.Now).State, Shown.Ticket, Shown.Number));
    }

    [Fact]
    public async Task Feed_Looked_TellsWhatChangedOnceAndEverythingToNewDevices()
    {
        var told = new List<PadShow>();
        var isAway = false;
        var feed = new DisplayFeed(_hall, (show, _) =>
        {
            told.Add(show);
            return isAway ? Task.FromException(new IOException("away")) : Task.CompletedTask;
        });
        CounterId[] counters = [Two, One];
        await feed.LookAsync(counters, false, Token);
        await feed.LookAsync(counters, false, Token);
        Assert.Equal(2, told.Count);

        Issue("A01");
        Do(new CallNext(One));
        isAway = true;
        await Assert.ThrowsAsync<IOException>(() => feed.LookAsync([One], false, Token));
        isAway = false;
        await feed.LookAsync([One], false, Token);
        Assert.Equal(["A001", "A001"], told.Skip(2).Select(show => show.Ticket));

        await feed.LookAsync(counters, everything: true, Token);
        Assert.Equal(6, told.Count);
    }

    private TicketId Issue(params string[] services)
    {
        var issued = _hall.Carry(new IssueTicket([.. services.Select(service => new ServiceCode(service))], PriorityCode.None));
        Assert.Null(issued.Rejection);
        return issued.Ticket!.Ticket.Id;
    }

    private void Do(HallCommand command) => Assert.Null(_hall.Carry(command).Rejection);

    private void Undone(PadShow before)
    {
        Do(new UndoLastAction(One));
        Assert.Equal(before, Shown);
    }
}
