using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

/// <summary>
/// Whoever is at a window, held or away when something is withdrawn can be called afterwards as well, by the choice that was made.
/// </summary>
public sealed partial class PublicationTests
{
    private static readonly CounterId One = new("1");
    private static readonly HallConfiguration Before = SmallHall.RoundTheClock;
    private static readonly HallConfiguration WithoutA03 = Without(service: "A03");
    private readonly GivenHall _hall = new GivenHall().Open("1", "3", "4");

    public static TheoryData<string> Ways => ["complete", "no-show", "as new", "hold", "transfer", "undo"];

    public static TheoryData<string, string?> WaysAndChoices => new(
        from way in new[] { "no-show", "as new", "hold", "transfer" } from becomes in new[] { "A01", "B01" } select (
            way, (string?)becomes));

    [Theory]
    [InlineData("none", "A03", "1")]
    [InlineData("A01", "A01", "1")]
    [InlineData("B01", "B01", "3")]
    public void Publish_LaterMatterGoesWhileAtAWindow_TheVisitGoesOnByTheChoice(string becomes, string service, string counter)
    {
        var ticket = _hall.Issue("B02 A03");
        _hall.Call("3");
        _hall.Do(
            new StartService(new("3")), new PublishConfiguration(WithoutA03) { Gone = Choice(becomes) }, new CompleteService(new("3")));

        Assert.Equal(service, _hall[ticket].Service.Value);
        HallInvariants.Reachable(_hall.State, _hall.Now);
        if (becomes == "B01")
        {
            // Counter 3 may serve what it became, so that it begins there at once.
            _hall.Do(new CompleteService(new(counter)));
        }
        else
        {
            Assert.Equal(ticket, _hall.Serve(counter));
        }

        Assert.Equal(TicketState.Completed, _hall[ticket].State);
    }

    [Fact]
    public void Publish_LaterMatterEndsWhileAtAWindow_TheVisitEndsThere()
    {
        var ticket = _hall.Issue("B02 A03 A02");
        _hall.Call("3");
        _hall.Do(new StartService(new("3")),
            new PublishConfiguration(Without(service: "A03 A02")) { Gone = [new(new("A03"), null), new(new("A02"), null)] });
        _hall.Do(new CompleteService(new("3")));

        Assert.Equal(TicketState.Completed, _hall[ticket].State);
    }

    [Fact]
    public void Publish_AllMattersOfAVisitEnd_ItEndsOnce()
    {
        var ticket = _hall.Issue("A03 A02");
        _hall.Do(new PublishConfiguration(Without(service: "A03 A02")) { Gone = [new(new("A03"), null), new(new("A02"), null)] });

        Assert.Equal(TicketState.Expired, _hall[ticket].State);
        Assert.Equal(2, _hall[ticket].Services.Length);
    }

    [Theory]
    [MemberData(nameof(WaysAndChoices))]
    public void Publish_MatterAtTheWindowGoes_WhoLeavesItUndoneWaitsForWhatItBecomes(string way, string? becomes)
    {
        var ticket = _hall.Issue("A03");
        _hall.Call();
        _hall.Do(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), new(becomes!))] });
        Assert.Equal("A03", _hall[ticket].Service.Value);
        Come(ticket, way);

        Assert.Equal(becomes, _hall[ticket].Service.Value);
        AssertSomebodyCalls(ticket);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Publish_ServiceGoesAndIsServedOn_WhoComesIntoALineIsCalledInItsZone(string way)
    {
        var ticket = _hall.Issue("A03");
        _hall.Call();
        _hall.Do(new PublishConfiguration(WithoutA03));
        Come(ticket, way);
        AssertSomebodyCalls(ticket);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Publish_CounterThatItWasSentToGoes_WhoComesIntoALineIsCalledByAnother(string way)
    {
        var ticket = SentTo(new(null, new("4")));
        _hall.Do(new PublishConfiguration(Without(counter: "4")));
        Come(ticket, way, "4");
        AssertSomebodyCalls(ticket);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Publish_ZoneThatItWasSentToGoes_WhoComesIntoALineIsCalledByAnother(string way)
    {
        var ticket = SentTo(new(new("B")), "3");
        _hall.Do(new PublishConfiguration(Without(zone: "B")));
        Come(ticket, way, "3");
        AssertSomebodyCalls(ticket);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Publish_ClassOfPriorityGoes_WhoComesIntoALineIsCalled(string way)
    {
        var ticket = _hall.Issue("A01", "elderly");
        _hall.Call();
        _hall.Do(new PublishConfiguration(Before with { Priorities = [new() { Code = PriorityCode.None }] }));
        Come(ticket, way);
        AssertSomebodyCalls(ticket);
    }

    [Fact]
    public void Publish_CounterLosesTheSkill_WhoWasSentThereIsGivenToAllWhoHaveIt()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, null, new("4")));
        _hall.Do(new PublishConfiguration(Before with
        {
            Counters = [.. Before.Counters.Select(counter => counter.Counter.Value == "4" ? counter with { Serves = ["A03"] } : counter)],
        }));

        Assert.Equal(ticket, _hall.Call().Ticket);
    }

    [Fact]
    public void Publish_CounterNeverHadTheSkill_WhoWasSentThereOnPurposeStaysSo()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, null, new("3")), new PublishConfiguration(WithoutA03));

        Assert.Empty(_hall.When(new CallNext(One)).Events);
        Assert.Equal(ticket, _hall.Call("3").Ticket);
    }

    [Fact]
    public void Publish_WithdrawnServiceComesBack_IsServedByItsCountersAgain()
    {
        var hall = new GivenHall().Open("2", "4");
        var ticket = hall.Issue("A02");
        hall.Do(new PublishConfiguration(Without(service: "A02")), new PublishConfiguration(Before));

        Assert.Empty(hall.When(new CallNext(new("4"))).Events);
        Assert.Equal(ticket, hall.Call("2").Ticket);
    }

    [Fact]
    public void Decide_AGoneServiceStandsTwice_IsForbidden() => Assert.Equal(RejectionCode.Malformed,
        _hall.Forbidden(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), null), new(new("A03"), new("A01"))] }));

    private static HallConfiguration Without(string service = "", string counter = "", string zone = "") => Before with
    {
        Zones = [.. Before.Zones.Where(known => known.Code.Value != zone)],
        Services = [.. Before.Services.Where(known => !service.Split(' ').Contains(known.Code.Value) && known.Zone.Value != zone)],
        Counters = [.. Before.Counters.Where(known => known.Counter.Value != counter && known.Zone.Value != zone)],
    };

    private static System.Collections.Immutable.ImmutableArray<GoneService> Choice(string becomes) =>
        becomes == "none" ? [] : [new(new("A03"), new(becomes))];

    /// <summary>A ticket that was sent somewhere and is called there.</summary>
    private TicketId SentTo(TicketTarget target, string called = "4")
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, target.Zone, target.Counter));
        Assert.Equal(ticket, _hall.Call(called).Ticket);
        return ticket;
    }

    /// <summary>Brings a called ticket into a line, or among the held, by one of the ways there are.</summary>
    private void Come(TicketId ticket, string way, string counter = "1")
    {
        CounterId at = new(counter);
        switch (way)
        {
            case "complete":
                _hall.Do(new AddService(ticket, new("A02")), new StartService(at), new CompleteService(at));
                break;
            case "no-show":
                _hall.Do(new MarkNoShow(at), new RejoinTicket(ticket));
                break;
            case "as new":
                _hall.Do(new MarkNoShow(at),
                    new PublishConfiguration(_hall.State.Plan.Configuration with { Rules = _hall.State.Plan.Rules with { Rejoin = [] } }));
                _hall.Do(new RejoinTicket(ticket));
                break;
            case "hold":
                _hall.Do(new HoldTicket(at));
                break;
            case "transfer":
                _hall.Do(new StartService(at), new TransferTicket(at, null, new("A"), null));
                break;
            default:
                _hall.Do(new StartService(at), new TransferTicket(at, null, new("A"), null), new UndoLastAction(at), new HoldTicket(at));
                break;
        }
    }

    private void AssertSomebodyCalls(TicketId ticket)
    {
        HallInvariants.Reachable(_hall.State, _hall.Now);
        _hall.Restart();
        HallInvariants.Reachable(_hall.State, _hall.Now);
        var counters = _hall.State.Plan.Counters.Keys.ToList();
        foreach (var counter in counters.Where(counter =>
            _hall.State.Counters[counter].Ticket is null && _hall.State.Counters[counter].State == Core.Counters.CounterState.Closed))
        {
            _hall.Open(counter.Value);
        }

        _hall.AfterMinutes(30);
        Assert.Contains(counters, counter =>
            _hall.When(_hall[ticket].State == TicketState.Held ? new ReturnTicket(counter, ticket) : new CallNext(counter)).Events
            .Any(happened => happened is TicketCalled { Ticket: var called } && called == ticket
                || happened is TicketReturned { Ticket: var returned } && returned == ticket));
    }
}
