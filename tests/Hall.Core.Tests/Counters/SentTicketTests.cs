using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Counters;

/// <summary>Whoever was sent to a counter is not stranded when nobody is there; and a manager knows who waits for nobody.</summary>
public sealed class SentTicketTests
{
    private static readonly CounterId One = new("1");
    private static readonly CounterId Four = new("4");
    private static readonly GiveBackTickets Timer = new();
    private readonly GivenHall _hall = new GivenHall().Open("1", "4");

    [Fact]
    public void Close_ACounterThatSomebodyWasSentTo_GivesThemBackToAllWhoMayServe()
    {
        var ticket = Send();
        _hall.Do(new CloseCounter(Four));

        Assert.Equal([_hall[ticket].Number], Next());
        Assert.Equal(ticket, _hall.Call().Ticket);
    }

    [Fact]
    public void Close_TheTellerKeepsThem_TheyWaitTenMinutesForTheCounterAndNoLonger()
    {
        var ticket = Send();
        _hall.Do(new CloseCounter(Four, SentTickets.Keep));

        Assert.Empty(_hall.After(599).When(Timer).Events);
        Assert.Empty(_hall.When(new CallNext(One)).Events);
        Assert.Empty(Next());
        Assert.Equal(ticket, _hall.After(1).Event<TicketGivenBack>(Timer).Ticket);
        Assert.Equal(ticket, _hall.Call().Ticket);
    }

    [Fact]
    public void Close_TheTellerKeepsThem_TheNextTellerOfTheCounterCallsThem()
    {
        var ticket = Send();
        _hall.Do(new CloseCounter(Four, SentTickets.Keep));
        _hall.After(120).Open("4").Do(Timer);

        Assert.Equal(ticket, _hall.Call("4").Ticket);
    }

    [Theory]
    [InlineData(null, 599, false)]
    [InlineData(null, 600, true)]
    [InlineData(10, 599, false)]
    [InlineData(11, 0, true)]
    [InlineData(60, 0, true)]
    public void Pause_ACounterThatSomebodyWasSentTo_GivesThemBackWhenItIsALongOne(int? minutes, int seconds, bool given)
    {
        var ticket = Send();
        _hall.Do(new PauseCounter(Four, "lunch", minutes));
        _hall.After(seconds).Do(Timer);

        Assert.Equal(given ? ticket : null, _hall.When(new CallNext(One)).Events.OfType<TicketCalled>().FirstOrDefault()?.Ticket);
    }

    [Fact]
    public void Pause_TheTellerKeepsThem_TheyWaitAsLongAsThePauseWasToTake()
    {
        Send();
        _hall.Do(new PauseCounter(Four, "lunch", 30, SentTickets.Keep));

        Assert.Empty(_hall.AfterMinutes(29).When(Timer).Events);
        Assert.Single(_hall.AfterMinutes(1).When(Timer).Events);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(481)]
    public void Pause_ALengthThatCannotBe_IsForbidden(int minutes) =>
        Assert.Equal(RejectionCode.Malformed, _hall.Forbidden(new PauseCounter(Four, "lunch", minutes)));

    [Theory]
    [InlineData(false, RejectionCode.CounterClosed)]
    [InlineData(true, RejectionCode.CounterPaused)]
    public void Transfer_ToACounterWhereNobodyIs_GoesToAllWhoMayServeAndSaysSo(bool paused, string warning)
    {
        _hall.Do(paused ? new PauseCounter(Four, "lunch", 60) : new CloseCounter(Four));
        var ticket = _hall.Issue("A01");
        _hall.Call();
        var decision = _hall.When(new TransferTicket(One, null, null, Four, TransferPosition.Back));

        Assert.Equal([warning], decision.Warnings);
        Assert.Equal(ticket, _hall.Call().Ticket);
        _hall.Do(new UndoLastAction(One), new CallTicket(One, _hall[ticket].Number, "asked"));
    }

    [Fact]
    public void Rejoin_TheCounterItWasSentToClosedMeanwhile_IsCalledByAnother()
    {
        var ticket = Send();
        _hall.Call("4");
        _hall.Do(new MarkNoShow(Four), new CloseCounter(Four), new RejoinTicket(ticket));

        Assert.Equal(ticket, _hall.Call().Ticket);
    }

    [Fact]
    public void Close_HeldAtTheCounterItWasSentTo_IsCalledBackByAnother()
    {
        var ticket = Send();
        _hall.Call("4");
        _hall.Do(new HoldTicket(Four), new CloseCounter(Four));

        Assert.Equal(ticket, _hall.Event<TicketReturned>(new ReturnTicket(One, ticket)).Ticket);
    }

    [Fact]
    public void OpenDay_KeptOverNightForACounter_IsGivenBack()
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.Keep }), "2026-11-23 23:50")
            .Open("1", "4");
        var ticket = hall.Issue("A01");
        hall.Call();
        hall.Do(new TransferTicket(One, null, null, Four), new CloseCounter(Four, SentTickets.Keep));
        hall.At("2026-11-24 00:00");

        Assert.Equal(ticket, hall.Call().Ticket);
    }

    [Fact]
    public void GiveBack_APromisedPlace_LetsAsManyPassInTheOtherZone()
    {
        _hall.Open("3");
        for (var served = 0; served < 4; served++)
        {
            _hall.Issue("B01");
            _hall.Serve("3");
        }

        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, null, new("3")), new PostponeTicket(ticket, 1), new CloseCounter(new("3")));
        var passes = _hall.After(1).Issue("A01");

        Assert.Equal([passes, ticket], [_hall.Serve(), _hall.Serve()]);
    }

    [Fact]
    public void CallTicket_SentToAnotherCounter_IsRefusedWithTheTrueReason()
    {
        var ticket = Send();
        var rejection = _hall.When(new CallTicket(One, _hall[ticket].Number, "asked")).Rejection!;

        Assert.Equal((RejectionCode.NotServableHere, "A001 was sent to counter 4."), (rejection.Code, rejection.Message));
    }

    [Fact]
    public void Unserved_SpecialServiceBesideAnOpenGeneralCounter_IsNamedSinceItsCountersWent()
    {
        _hall.Open("2");
        var special = _hall.Issue("A02");
        var general = _hall.After(30).Issue("A01");
        var gone = _hall.After(10).Now;
        _hall.Do(new CloseCounter(new("2")));

        var unserved = Assert.Single(Snapshot().Unserved);
        Assert.Equal(("A02", gone), (unserved.Service.Value, unserved.Since));
        Assert.Equal([_hall[special].Number], unserved.Numbers);
        Assert.Equal([_hall[general].Number], Next());
    }

    [Fact]
    public void Unserved_WhoComesAfterTheCountersWent_CountsFromTheirComing()
    {
        _hall.AfterMinutes(5).Issue("A02");
        Assert.Equal(_hall.Now, Assert.Single(Snapshot().Unserved).Since);
    }

    [Theory]
    [InlineData(5, 9, 0)]
    [InlineData(null, 9, 0)]
    [InlineData(null, 10, 1)]
    [InlineData(60, 0, 1)]
    public void Unserved_TheOnlyCounterPauses_IsSoOnlyInALongPause(int? minutes, int after, int services)
    {
        _hall.Open("2").Issue("A02");
        _hall.Do(new PauseCounter(new("2"), "lunch", minutes));
        _hall.AfterMinutes(after);

        Assert.Equal(services, Snapshot().Unserved.Count);
        Assert.Equal(services == 0, Next().Count > 0);
    }

    [Theory]
    [InlineData("2026-11-23 08:00", false, null)]
    [InlineData("2026-11-23 08:00", true, "2026-11-23 08:00")]
    [InlineData("2026-11-23 08:31", false, "2026-11-23 08:30")]
    [InlineData("2026-11-23 12:00", false, null)]
    [InlineData("2026-11-23 14:00", false, "2026-11-23 13:30")]
    [InlineData("2026-11-23 18:00", false, null)]
    [InlineData("2026-11-28 09:00", false, null)]
    public void Unserved_BeforeOpeningAtLunchAndOnAClosedDay_IsNobodyUnlessACounterIsOpen(string at, bool open, string? since)
    {
        var hall = new GivenHall(SmallHall.With(rules => rules with { WaitingAtDayEnd = WaitingAtDayEnd.Keep }), "2026-11-22 09:00");
        hall.Issue("A02");
        hall.Do(new PublishConfiguration(hall.State.Plan.Configuration with { Hours = SmallHall.OfficeHours }));
        hall.At(at[..10] + " 00:00").At(at);
        if (open)
        {
            hall.Open("1");
        }

        var unserved = SnapshotBuilder.Build(hall.State, hall.Now).Unserved;
        Assert.Equal(since is null ? null : GivenHall.Utc("Asia/Shanghai", since), unserved.SingleOrDefault()?.Since);
    }

    private TicketId Send()
    {
        var ticket = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, null, Four));
        Assert.Empty(_hall.When(new CallNext(One)).Events);
        return ticket;
    }

    private HallSnapshot Snapshot() => SnapshotBuilder.Build(_hall.State, _hall.Now);

    private IReadOnlyList<string> Next() => Snapshot().Zones[0].Next;
}
