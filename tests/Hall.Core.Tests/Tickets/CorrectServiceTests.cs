using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Tickets;

/// <summary>The citizen at the window came for something else, wants something more, or something no longer.</summary>
public sealed class CorrectServiceTests
{
    private static readonly CounterId One = new("1");
    private readonly GivenHall _hall = new GivenHall().Open("1", "3");

    [Fact]
    public void Correct_TheMatterBeingDone_GoesOnAsTheOtherWithoutANewCall()
    {
        var ticket = Serving("A01");
        var calls = _hall.State.RecentCalls.Count;

        _hall.After(90).Do(Change("A01", "A03"));
        _hall.After(60).Do(new CompleteService(One));

        Assert.Equal(calls, _hall.State.RecentCalls.Count);
        Assert.Equal("A03", Assert.Single(_hall[ticket].Services).Service.Value);
        var stretch = Assert.Single(_hall[ticket].Periods, period => period.Kind == PeriodKind.Service);
        Assert.Equal(("A03", 150), (stretch.Service.Value, (stretch.To - stretch.From)!.Value.TotalSeconds));
        Assert.Equal("A03", _hall.Journal.Select(entry => entry.Event).OfType<ServiceCompleted>().Single().Service.Value);
    }

    [Fact]
    public void Correct_BeforeTheServiceStarted_IsStartedAsTheOther()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(Change("A01", "A03"), new StartService(One));
        Assert.Equal((TicketState.Serving, "A03"), (_hall[ticket].State, _hall[ticket].Service.Value));
        Assert.Equal(VisitServiceState.InService, _hall[ticket].Services[0].State);
    }

    [Fact]
    public void Correct_OneMoreMatter_BeginsHereWhenTheFirstIsDone()
    {
        var ticket = Serving("A01");
        _hall.Do(Add("A03"), new CompleteService(One));
        Assert.Equal((TicketState.Serving, "A03"), (_hall[ticket].State, _hall[ticket].Service.Value));
    }

    [Fact]
    public void Correct_OneMoreMatterOfAnotherZone_WaitsThereWhenTheFirstIsDone()
    {
        var ticket = Serving("A01");
        _hall.Do(Add("B01"), new CompleteService(One));
        Assert.Equal(TicketState.Waiting, _hall[ticket].State);
        Assert.Equal(ticket, _hall.Call("3").Ticket);
    }

    [Fact]
    public void Correct_TheSecondMatterIsNotWanted_EndsTheVisitWithTheFirst()
    {
        var ticket = Serving("A01 B01");
        _hall.Do(Drop("B01"), new CompleteService(One));
        Assert.Equal(TicketState.Completed, _hall[ticket].State);
    }

    [Fact]
    public void Correct_TheMatterBeingDoneIsNotWanted_GoesOnWithTheNext()
    {
        var ticket = Serving("A01 A03");
        _hall.Do(Drop("A01"));
        Assert.Equal((TicketState.Serving, "A03"), (_hall[ticket].State, _hall[ticket].Service.Value));
        Assert.Equal(VisitServiceState.InService, Assert.Single(_hall[ticket].Services).State);
        Assert.Equal("A03", _hall[ticket].Periods[^1].Service.Value);
    }

    [Fact]
    public void Correct_WhatCannotBe_IsForbiddenAndNothingChanges()
    {
        Assert.Equal(RejectionCode.NoCurrentTicket, _hall.Forbidden(Add("A03")));
        Serving("A01 B01");
        Assert.Equal(RejectionCode.UnknownService, _hall.Forbidden(Change("A01", "X1")));
        Assert.Equal(RejectionCode.UnknownService, _hall.Forbidden(Add("X1")));
        Assert.Equal(RejectionCode.NotServableHere, _hall.Forbidden(Change("A01", "B02")));
        Assert.Equal(RejectionCode.NotServableHere, _hall.Forbidden(Drop("A01")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Change("A03", "A02")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Change("A01", "B01")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Add("B01")));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new CorrectService(One, null, null)));
        _hall.Do(Drop("B01"));
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(Drop("A01")));
    }

    [Fact]
    public void Correct_HolderHasThatMatterOnAnotherNumber_IsForbiddenUnlessThatOneEnds()
    {
        var hall = new GivenHall(
            SmallHall.With(rules => rules with { Holders = rules.Holders with { OneNumberPer = NumbersPerHolder.Service } })).Open("1");
        hall.Issue("A01", holder: "h");
        var other = hall.Issue("A03", holder: "h");
        hall.Call();
        hall.Do(new StartService(One));
        foreach (var correct in new[] { Change("A01", "A03"), Add("A03") })
        {
            Assert.Equal(RejectionCode.AlreadyHolding, hall.Forbidden(correct));
        }

        hall.Do(Add("A03") with { Ends = [hall[other].Number] });
        Assert.Equal(TicketState.Abandoned, hall[other].State);
    }

    [Theory]
    [InlineData("A01", "A03")]
    [InlineData(null, "A03")]
    [InlineData("A02", null)]
    public void Undo_OfACorrection_BringsTheMattersBack(string? from, string? to)
    {
        var ticket = Serving("A01 A02");
        var before = _hall[ticket].Services.ToList();
        _hall.Do(new CorrectService(One, Code(from), Code(to)));
        Assert.NotEqual(before, _hall[ticket].Services);

        _hall.Do(new UndoLastAction(One));
        Assert.Equal(before, _hall[ticket].Services);
        Assert.Equal(TicketState.Serving, _hall[ticket].State);
    }

    private static CorrectService Change(string from, string to) => new(One, new(from), new(to));

    private static CorrectService Add(string service) => new(One, null, new(service));

    private static CorrectService Drop(string service) => new(One, new(service), null);

    private static ServiceCode? Code(string? code) => code is null ? null : new ServiceCode(code);

    private TicketId Serving(string services)
    {
        var ticket = _hall.Issue(services);
        _hall.Call();
        _hall.Do(new StartService(One));
        return ticket;
    }
}
