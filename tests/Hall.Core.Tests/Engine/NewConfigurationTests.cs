using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

/// <summary>A configuration that is published while people wait loses nobody.</summary>
public sealed class NewConfigurationTests
{
    private static readonly HallConfiguration Before = SmallHall.RoundTheClock;
    private static readonly HallConfiguration WithoutA03 = Before
        with { Services = [.. Before.Services.Where(service => service.Code.Value != "A03")] };
    private readonly GivenHall _hall = new GivenHall().Open("1", "3", "4");

    [Fact]
    public void Apply_ServiceMovesToAnotherZone_ItsTicketsWaitThere()
    {
        var ticket = _hall.Issue("A01");
        _hall.Do(new PostponeTicket(_hall.Issue("A01"), 3));
        _hall.Do(
            new PublishConfiguration(
                Before with { Services = [SmallHall.Of("A01", "B", ServiceKind.General, 6), .. Before.Services.Skip(1)] }));

        Assert.Equal((0, 2), (_hall.State.Lines.CountOf(new("A")), _hall.State.Lines.CountOf(new("B"))));
        Assert.Equal(ticket, _hall.Call("3").Ticket);
    }

    [Fact]
    public void Apply_ServiceOrPriorityIsTakenOut_ItsTicketsAreCalledInTheirZone()
    {
        var gone = _hall.Issue("A03");
        var classless = _hall.After(1).Issue("A01", "elderly");
        _hall.Do(new PublishConfiguration(Before with
        {
            Services = [.. Before.Services.Where(service => service.Code.Value != "A03")],
            Priorities = [new() { Code = PriorityCode.None }],
        }));

        Assert.Equal(2, SnapshotBuilder.Build(_hall.State, _hall.Now).Zones[0].Waiting);
        Assert.Equal(gone, _hall.Serve());
        Assert.Equal(classless, _hall.Serve());
    }

    [Fact]
    public void Apply_CounterIsTakenOut_ItStaysUntilClosedAndItsSentTicketsAreFreed()
    {
        var sent = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(new("1"), null, null, new("4")), new CloseCounter(new("4")));
        _hall.Issue();
        var without = Before with { Counters = [.. Before.Counters.Where(counter => counter.Counter.Value is not "4" and not "3")] };
        _hall.Do(new PublishConfiguration(without));

        Assert.Equal(RejectionCode.UnknownCounter, _hall.Forbidden(new CallNext(new("4"))));
        Assert.Equal(["1", "2", "5", "3"], SnapshotBuilder.Build(_hall.State, _hall.Now).Counters.Select(view => view.Counter.Id.Value));
        Assert.Equal(sent, _hall.Call().Ticket);
        _hall.Do(new CloseCounter(new("3")));
        Assert.Equal(RejectionCode.UnknownCounter, _hall.Forbidden(new OpenCounter(new("3"), new("1003"))));
    }

    [Fact]
    public void Decide_ConfigurationOfAnotherHall_IsForbidden() =>
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new PublishConfiguration(Before with { Hall = new("other") })));

    [Fact]
    public void Decide_UndoOverANewConfiguration_IsForbidden()
    {
        _hall.Issue();
        _hall.Call();
        _hall.Do(new PublishConfiguration(Before));
        Assert.Equal(RejectionCode.NothingToUndo, _hall.Forbidden(new UndoLastAction(new("1"))));
    }

    [Fact]
    public void Apply_GoneServiceBecomesAnother_TicketsKeepTheirPlace()
    {
        var waiting = _hall.Issue("A03");
        var later = _hall.After(1).Issue("A01");
        _hall.Do(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), new("A01"))] });

        Assert.Equal(new ServiceCode("A01"), _hall.State.Tickets[waiting].Service);
        Assert.Equal(waiting, _hall.Serve());
        Assert.Equal(later, _hall.Serve());
    }

    [Fact]
    public void Apply_GoneServiceEnds_ItsTicketsEndAndNoOther()
    {
        var ends = _hall.Issue("A03");
        var stays = _hall.Issue("A01");
        _hall.Do(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), null)] });

        Assert.False(_hall.State.Tickets[ends].IsAlive);
        Assert.True(_hall.State.Tickets[stays].IsAlive);
    }

    [Fact]
    public void Decide_GoneServiceBecomesNothingThatExists_IsForbiddenAndNothingChanges()
    {
        _hall.Issue("A03");
        Assert.Equal(
            RejectionCode.UnknownService, _hall.Forbidden(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), new("Z99"))] }));
    }

    [Theory]
    [InlineData("Asia/Tokyo")]
    [InlineData("America/New_York")]
    public void Apply_TimeZoneChanges_NobodyLosesTheNumber(string zone)
    {
        var ticket = _hall.Issue("A01");
        _hall.Do(new PublishConfiguration(Before with { TimeZone = zone }));
        _hall.Do(new OpenBusinessDay(_hall.State.Plan.DayOf(_hall.Now)));

        Assert.True(_hall.State.Tickets[ticket].IsAlive);
        Assert.Equal(ticket, _hall.Serve());
    }

    [Theory]
    [InlineData(null, TicketState.Expired)]
    [InlineData("B01", TicketState.Waiting)]
    public void Apply_LastMatterOfAVisitGoes_TheVisitEndsOrWaitsForTheOther(string? becomes, TicketState then)
    {
        var ticket = _hall.Issue("B01 A03");
        _hall.Serve("3");
        _hall.Do(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), becomes is null ? null : new ServiceCode(becomes))] });

        Assert.Equal(then, _hall[ticket].State);
        if (becomes is not null)
        {
            Assert.Equal(ticket, _hall.Call("3").Ticket);
            _hall.Do(new TransferTicket(new("3"), new("B02"), null, null));
            Assert.Equal(new ServiceCode("B02"), _hall[ticket].Service);
        }
    }

    [Fact]
    public void Decide_GoneServiceStays_IsForbiddenAndItsTicketsStay()
    {
        _hall.Issue("A03");
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new PublishConfiguration(Before) { Gone = [new(new("A03"), null)] }));
    }

    [Fact]
    public void Restart_AfterTheTimeZoneChanged_ANumberOfTheNightIsNotGivenAgain()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.Keep }), "2026-11-23 22:00");
        var overNight = hall.Issue();
        hall.At("2026-11-24 00:10").Open("1").Call();
        hall.Do(new MarkNoShow(new("1")), new PublishConfiguration(hall.State.Plan.Configuration with { TimeZone = "Europe/Lisbon" }));
        hall.Restart();

        Assert.Equal("A002", hall[hall.Issue()].Number);
        hall.Do(new RejoinTicket(overNight));
        Assert.Equal(overNight, hall.State.FindByNumber("A001")!.Id);
    }
}
