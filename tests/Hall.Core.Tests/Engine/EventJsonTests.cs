using System.Text.Json;
using System.Text.Json.Nodes;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tests.Support;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Engine;

/// <summary>
/// An event once written is readable for ever. The golden file holds each event as it was first written; a line of it may
/// never be changed, only lines for new events added.
/// </summary>
public sealed class EventJsonTests
{
    private static readonly CounterId One = new("1");
    private static readonly TicketId Ticket = new(7);
    private static readonly StaffNumber Teller = new("1001");

    private static readonly HallEvent[] Samples =
    [
        new ConfigurationPublished(SmallHall.RoundTheClock with { Hours = SmallHall.OfficeHours }),
        new DispatchChanged(new() { MostPriorityInRow = 3, Classes = [new(new("elderly"), 2.5)],
            Counters = [new(One, null, ["B/general"])] }, "chief"),
        new TellersSet([new(Teller, "王小明"), new(new("1002"))]),
        new BusinessDayOpened(new(2026, 11, 23)),
        new ClockCorrected(new(2026, 11, 23, 1, 2, 3, 4, TimeSpan.Zero)),
        new TicketIssued(Ticket, "A007", new(2026, 11, 23), new("A"), [new("A01"), new("B01")], new("elderly"), "en", new("k1"), "hash"),
        new TicketCalled(Ticket, One, Teller, new(CallRule.Chosen, 12.5, 60, "A008", "asked")),
        new TicketRecalled(Ticket, One),
        new HolderChecked(Ticket, One, "card lost"),
        new ServiceStarted(Ticket, One),
        new ServiceCompleted(Ticket, One, new("A01"), AfterService.WaitsElsewhere),
        new TicketNoShow(Ticket, One),
        new TicketHeld(Ticket, One, "fetches a paper"),
        new TicketReturned(Ticket, One, Teller, null),
        new TicketTransferred(Ticket, One, new("A03"), new TicketTarget(new("B")), TransferPosition.Front),
        new TicketGivenBack(Ticket, new("5")),
        new TicketAbandoned(Ticket, null),
        new TicketExpired(Ticket, null),
        new TicketPostponed(Ticket, 3, 12),
        new TicketRejoined(Ticket, 9),
        new ServiceAdded(Ticket, new("B02")),
        new ServiceExchanged(Ticket, new("B02"), new("B03")),
        new PriorityChanged(Ticket, new("disabled"), "by hand"),
        new TicketReprinted(Ticket),
        new NoteTaken(Ticket, One, "资料齐全"),
        new PaperTicked(Ticket, One, new("A01"), "身份证", true),
        new CounterOpened(One, Teller),
        new CounterPaused(One, "lunch"),
        new CounterResumed(One),
        new CounterClosed(One),
        new ActionUndone(One, "ticket-called", Ticket),
        new FeedbackGiven(Ticket, 1, One, Teller, FeedbackLevel.BasicallySatisfied, ["307"], "thanks", FeedbackChannel.QrCode, "p1"),
        new UnmatchedPressCounted(One, UnmatchedPressKind.Second, "p2"),
        new FeedbackSetAside(Ticket, 1, FeedbackLevel.Dissatisfied, new(2026, 11, 23), "CP2026-00001"),
        new FeedbackFollowedUp(Ticket, 1, FeedbackLevel.Satisfied, "mended", "CP2026-00001"),
        new FeedbackExplained(Ticket, 1, FeedbackLevel.Dissatisfied, ["213"], "slow"),
        new FeedbackDefaulted(Ticket, 1, FeedbackLevel.BasicallySatisfied),
        new HallClosed("water in the hall", WaitingAtClosing.KeepForNextDay),
        new HallReopened(),
        new HelpRequested(4, "kiosk 1"),
        new HelpAnswered(4),
        .. MatterEventSamples.All,
    ];

    public static TheoryData<string> Names => [.. EventNames.All.Values];

    [Fact]
    public void Names_EveryEventType_HasOneAndASample()
    {
        var types = typeof(HallEvent).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(HallEvent)) && !type.IsAbstract)
            .ToHashSet();
        Assert.Equal(types, EventNames.All.Keys.ToHashSet());
        Assert.Equal(types, Samples.Select(sample => sample.GetType()).ToHashSet());
        Assert.All(EventNames.All, pair => Assert.Equal(pair.Key, EventNames.TypeOf(pair.Value)));
        Assert.Null(EventNames.TypeOf("no-such-event"));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialize_WhatWasWritten_GivesTheSameEvent(string name)
    {
        var type = EventNames.TypeOf(name)!;
        var json = Written(Samples.Single(sample => sample.GetType() == type));
        var read = JsonSerializer.Deserialize(json, type, HallJsonContext.Default)!;
        Assert.Equal(json, Written((HallEvent)read));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Deserialize_TheGoldenLine_IsReadAsItWasMeant(string name)
    {
        var golden =
            JsonNode.Parse(File.ReadAllText(Repository.Path("tests", "Hall.Core.Tests", "Engine", "events.golden.json")))!.AsObject();
        Assert.True(golden.ContainsKey(name),
            $"Add to events.golden.json: \"{name}\": {Written(Samples.Single(sample => EventNames.Of(sample) == name))}");
        var read = (HallEvent)JsonSerializer.Deserialize(golden[name]!.ToJsonString(), EventNames.TypeOf(name)!, HallJsonContext.Default)!;
        Assert.Equal(Written(Samples.Single(sample => EventNames.Of(sample) == name)), Written(read));
    }

    private static string Written(HallEvent happened) => JsonSerializer.Serialize(happened, happened.GetType(), HallJsonContext.Default);
}
