using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

public sealed partial class PublicationTests
{
    [Fact]
    public void Publish_ServiceMovesToAnotherZone_AsManyGoFirstThereAsWerePromised()
    {
        for (var served = 0; served < 5; served++)
        {
            _hall.Issue("B01");
            _hall.Serve("3");
        }

        var late = _hall.Issue("A01");
        _hall.Do(new PostponeTicket(late, 2));
        _hall.Do(
            new PublishConfiguration(
                Before with { Services = [SmallHall.Of("A01", "B", ServiceKind.General, 6), .. Before.Services.Skip(1)] }));
        var first = _hall.After(1).Issue("B01");
        var second = _hall.After(1).Issue("B01");
        _hall.After(1).Issue("B01");

        Assert.Equal([first, second, late], [_hall.Serve("3"), _hall.Serve("3"), _hall.Serve("3")]);
    }

    [Fact]
    public void Publish_ServiceOfANoShowMovesToAnotherZone_IsAsLateThereAsBefore()
    {
        for (var served = 0; served < 8; served++)
        {
            _hall.Issue("B01");
            _hall.Serve("3");
        }

        var missed = _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new MarkNoShow(One));
        _hall.Do(
            new PublishConfiguration(
                Before with { Services = [SmallHall.Of("A01", "B", ServiceKind.General, 6), .. Before.Services.Skip(1)] }));
        _hall.Issue("B01");

        Assert.Equal(_hall.State.ZoneCalls(new("B")), _hall.Event<TicketRejoined>(new RejoinTicket(missed)).DueAtZoneCall);
        Assert.Equal(missed, _hall.Call("3").Ticket);
    }

    [Fact]
    public void Rejoin_TheOnlyMatterEndedByAPublication_IsRefusedInWords()
    {
        var ticket = _hall.Issue("A03");
        _hall.Call();
        _hall.Do(new MarkNoShow(One), new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), null)] });

        Assert.Equal(RejectionCode.TicketEnded, _hall.Forbidden(new RejoinTicket(ticket)));
    }

    [Fact]
    public void Publish_WhatAServiceBecameGoesToo_LeadsToWhatThatBecomes()
    {
        var ticket = _hall.Issue("A03");
        _hall.Call();
        _hall.Do(new PublishConfiguration(WithoutA03) { Gone = [new(new("A03"), new("B02"))] });
        _hall.Do(new PublishConfiguration(Without(service: "A03 B02")) { Gone = [new(new("B02"), new("B01"))] }, new HoldTicket(One));

        Assert.Equal("B01", _hall[ticket].Service.Value);
    }

    [Fact]
    public void Publish_ServiceGoes_ItsNameAndPapersAreKnownAsLongAsATicketCarriesIt()
    {
        var before = Before with
        {
            Services =
                [.. Before.Services.Select(
                    service => service with { Documents = new Dictionary<string, IReadOnlyList<string>> { ["en"] = ["identity card"] } })],
        };
        var hall = new GivenHall(before).Open("1");
        var ticket = hall.Issue("A03");
        hall.Do(new PublishConfiguration(before with { Services = [.. before.Services.Where(service => service.Code.Value != "A03")] }));
        hall.Restart();

        Assert.Equal(["identity card"], hall.State.Plan.Find(new("A03"))!.Documents["en"]);
        Assert.Equal([("A03", "A", 1)],
            SnapshotBuilder.Build(hall.State, hall.Now).Waiting.Select(line => (line.Service.Value, line.Zone.Value, line.Count)));
        hall.Serve();
        Assert.NotNull(SnapshotBuilder.Build(hall.State, hall.Now).Plan.Find(hall[ticket].Service));
        hall.At("2026-11-25 09:00");
        Assert.Null(hall.State.Plan.Find(new("A03")));
        Assert.Null(hall.State.ToOpeningState().Withdrawn);
    }

    [Fact]
    public void Publish_TicketSentToAnotherZone_CountsThereSoThatServicesAddUpToTheZone()
    {
        _hall.Issue("A01");
        _hall.Call();
        _hall.Do(new TransferTicket(One, null, new("B"), null));
        _hall.Issue("A01");

        Assert.Equal([("A01", "A", 1), ("A01", "B", 1)],
            SnapshotBuilder.Build(_hall.State, _hall.Now).Waiting.Select(line => (line.Service.Value, line.Zone.Value, line.Count)));
    }
}
