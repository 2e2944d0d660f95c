using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

/// <summary>
/// One person, one living number; who comes for others as many as the hall allows; and the identity looked at again at the window.
/// </summary>
public sealed class HolderTests
{
    private static readonly CounterId One = new("1");

    [Fact]
    public void Issue_SameIdentity_HoldsOneNumberInTheHall_UntilItEnds()
    {
        var hall = new GivenHall().Open("1");
        var first = hall.Issue("A01", holder: "li");

        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(Number("A03", "li")));
        hall.Issue("A03", holder: "wang");
        hall.Do(new AbandonTicket(first));
        hall.Issue("A03", holder: "li");
    }

    [Fact]
    public void Issue_OnePerService_AllowsOtherServicesOnly()
    {
        var hall = Under(new(NumbersPerHolder.Service));
        hall.Issue("A01 B01", holder: "li");

        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(Number("B01", "li")));
        var other = hall.Issue("A03", holder: "li");
        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(new AddService(other, new("A01"))));
        Assert.Equal(2, hall.State.HeldBy("li").Count());
    }

    [Fact]
    public void Issue_OnePerService_AServiceThatIsDoneMayBeHadAgain()
    {
        var hall = Under(new(NumbersPerHolder.Service)).Open("1");
        hall.Issue("A01 B01", holder: "li");
        hall.Serve();

        hall.Issue("A01", holder: "li");
    }

    [Fact]
    public void Issue_ForOthers_CountsApartUpToTheHallsLimit()
    {
        var hall = Under(new(AgentNumbers: 2));
        hall.Issue("A01", holder: "agent");
        hall.Do(ForAnother("agent"), ForAnother("agent"));

        Assert.Equal(RejectionCode.AgentLimit, hall.Forbidden(ForAnother("agent")));
        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(Number("A01", "agent")));
        hall.Do(new AbandonTicket(hall.State.HeldBy("agent").Last().Id), ForAnother("agent"));
        Assert.Equal(3, hall.State.HeldBy("agent").Count());
    }

    [Fact]
    public void Issue_NoAgentsAllowed_RefusesTheFirst() =>
        Assert.Equal(RejectionCode.AgentLimit, Under(new(AgentNumbers: 0)).Forbidden(ForAnother("agent")));

    [Fact]
    public void Rejoin_HolderTookANewNumber_IsRefused()
    {
        var hall = new GivenHall().Open("1");
        var missed = hall.Issue(holder: "li");
        hall.Call();
        hall.Do(new MarkNoShow(One));
        hall.Issue(holder: "li");

        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(new RejoinTicket(missed)));
    }

    [Fact]
    public void Restart_HoldersAreKnown()
    {
        var hall = Under(new(AgentNumbers: 1));
        hall.Do(ForAnother("agent"));
        hall.Restart();

        Assert.Equal(RejectionCode.AgentLimit, hall.Forbidden(ForAnother("agent")));
    }

    [Fact]
    public void Start_TheHallLooksAgain_NeedsTheSameIdentity()
    {
        var hall = Looks();

        Assert.Equal(RejectionCode.HolderUnchecked, hall.Forbidden(new StartService(One)));
        Assert.Equal(RejectionCode.HolderDiffers, hall.Forbidden(new CheckHolder(One, "tout")));
        Assert.Null(hall.Event<HolderChecked>(new CheckHolder(One, "li")).Reason);
        hall.Do(new StartService(One));
    }

    [Fact]
    public void Start_TheCardIsLost_NeedsAReasonThatIsKept()
    {
        var hall = Looks();

        Assert.Equal(RejectionCode.Malformed, hall.Forbidden(new CheckHolder(One, null, " ")));
        Assert.Equal("card lost, known here", hall.Event<HolderChecked>(new CheckHolder(One, null, " card lost, known here ")).Reason);
        hall.Do(new StartService(One));
    }

    [Fact]
    public void Start_TicketWithoutIdentity_BeginsAtOnce()
    {
        var hall = Under(new(CheckAtCall: true)).Open("1");
        hall.Issue();
        hall.Call();

        Assert.Equal(RejectionCode.NoHolder, hall.Forbidden(new CheckHolder(One, "li")));
        hall.Do(new StartService(One));
    }

    [Fact]
    public void Check_ThenTheCallIsUndone_IsTakenBackWithIt()
    {
        var hall = Looks();
        hall.Do(new CheckHolder(One, "li"), new UndoLastAction(One));
        hall.Call();

        Assert.Equal(RejectionCode.HolderUnchecked, hall.Forbidden(new StartService(One)));
    }

    [Fact]
    public void Transfer_TheHolderHasANumberForThatService_IsRefusedAndNamesIt()
    {
        var (hall, _) = WithTwo();
        var transfer = new TransferTicket(One, new("A03"), null, null);
        var rejection = hall.When(transfer).Rejection!;

        Assert.Equal((RejectionCode.AlreadyHolding, "A002"), (rejection.Code, Assert.Single(rejection.Numbers!)));
        Assert.Contains("A002", rejection.Message, StringComparison.Ordinal);
        hall.Do(new TransferTicket(One, new("B01"), null, null));
    }

    [Fact]
    public void Transfer_TheTellerEndsTheOtherNumber_BothHappenInOneStep()
    {
        var (hall, other) = WithTwo();
        hall.Do(new TransferTicket(One, new("A03"), null, null) { Ends = ["A002"] });

        Assert.Equal(TicketState.Abandoned, hall[other].State);
        Assert.Equal(["A003"], hall.State.HeldBy("li").Where(ticket => ticket.Service.Value == "A03").Select(ticket => ticket.Number));
        hall.Do(new UndoLastAction(One));
    }

    [Fact]
    public void Transfer_TheOtherNumberIsAtAWindow_CannotEndItThere()
    {
        var (hall, _) = WithTwo();
        hall.Open("4").Do(new CallTicket(new("4"), "A002", "asked"));

        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(new TransferTicket(One, new("A03"), null, null) { Ends = ["A002"] }));
    }

    [Fact]
    public void Undo_TheHolderTookANumberForWhatItWouldGetBack_IsRefusedUnlessThatEnds()
    {
        var hall = Under(new(NumbersPerHolder.Service)).Open("1");
        var first = hall.Issue("A01", holder: "li");
        hall.Call();
        hall.Do(new StartService(One), new TransferTicket(One, new("A03"), null, null));
        var second = hall.Issue("A01", holder: "li");

        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(new UndoLastAction(One)));
        Assert.Equal([hall[second].Number], hall.When(new UndoLastAction(One)).Rejection!.Numbers);
        hall.Do(new UndoLastAction(One) { Ends = [hall[second].Number] });
        Assert.Equal(
            ("A01", TicketState.Serving, TicketState.Abandoned), (hall[first].Service.Value, hall[first].State, hall[second].State));
    }

    [Fact]
    public void Undo_OfACompletionAfterTheHolderTookANewNumber_CanEndTheNewOne()
    {
        var hall = Under(new(NumbersPerHolder.Hall)).Open("1");
        var first = hall.Issue("A01", holder: "li");
        hall.Serve();
        hall.Issue("A03", holder: "li");

        Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(new UndoLastAction(One)));
        hall.Do(new UndoLastAction(One) { Ends = ["A002"] });
        Assert.Equal(first, Assert.Single(hall.State.HeldBy("li")).Id);
    }

    [Fact]
    public void Undo_OfWhatGainsNothing_IsNotAskedAboutOtherNumbers()
    {
        var (hall, _) = WithTwo();
        hall.Do(new UndoLastAction(One));
    }

    // The holder waits with A002 for A03, and is called with A003 for A01.
    private static (GivenHall Hall, TicketId Other) WithTwo()
    {
        var hall = Under(new(NumbersPerHolder.Service)).Open("1");
        hall.Issue("A01");
        var other = hall.Issue("A03", holder: "li");
        hall.Issue("A01", holder: "li");
        hall.Do(new CallTicket(One, "A003", "asked"));
        return (hall, other);
    }

    private static GivenHall Looks()
    {
        var hall = Under(new(CheckAtCall: true)).Open("1");
        hall.Issue(holder: "li");
        hall.Call();
        return hall;
    }

    private static GivenHall Under(HolderRules rules) =>
        new(SmallHall.RoundTheClock with { Rules = SmallHall.RoundTheClock.Rules with { Holders = rules } });

    private static IssueTicket Number(string service, string holder) => new([new(service)], PriorityCode.None, HolderHash: holder);

    private static IssueTicket ForAnother(string holder) => Number("A01", holder) with { ForAnother = true };
}
