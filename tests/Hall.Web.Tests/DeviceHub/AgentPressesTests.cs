using CsCheck;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Hub.Agents;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Hall.Web.Tests.Surfaces;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.DeviceHub;

/// <summary>Whatever an agent reports has an answer, and only what the hub cannot make durable is asked for again.</summary>
public sealed class AgentPressesTests
{
    private static readonly ApiKey Key = new("window-1", KeyRole.Agent, null, null, DateTimeOffset.UnixEpoch, null);
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 3, 2, 1, 0, 0, TimeSpan.Zero));
    private readonly HubAlerts _alerts;
    private readonly FakeHall _inner;
    private readonly FaultyHall _hall;
    private readonly AgentPresses _presses;

    public AgentPressesTests()
    {
        var configuration = FakeHall.Shipped("demo-small") with
        {
            DeviceLines = [new DeviceLineDefinition { Name = "window", Port = "/dev/pads", Agent = Key.Name, Counters = new Dictionary<string, CounterId> { ["1"] = new("1") } }],
        };
        (_alerts, _inner) = (new(_time), new(configuration, _time));
        _hall = new(_inner);
        _presses = new(_hall, new(_alerts, _time, NullLogger<PressesSetAside>.Instance), new(_time), NullLogger<AgentPresses>.Instance);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Carry_WhateverIsReported_IsAnsweredForGoodAndNeverThrows()
    {
        string?[] names = [null, "", "demo-small", "1", "2", "nowhere", "9999999999", new string('9', 300)];
        long[] ages = [0, -1, long.MinValue, long.MaxValue, PressReport.UnknownAgeMilliseconds, PressReport.UnknownAgeMilliseconds + 1];
        var text = Gen.OneOf(Gen.Int[0, names.Length - 1].Select(at => names[at]), Gen.String[0, 20].Select(some => (string?)some));
        var report = from isNew in Gen.Bool
                     from hall in text
                     from counter in text
                     from digits in text
                     from age in Gen.OneOf(Gen.Int[0, ages.Length - 1].Select(at => ages[at]), Gen.Long)
                     from level in Gen.Int[-3, 9]
                     from key in Gen.Int[-3, 20]
                     from unknown in Gen.Bool
                     select new PressReport(
                         isNew ? Guid.CreateVersion7() : Guid.Empty, hall!, counter!, 1, age, level < -1 ? null : (PadLevel)level, key < -1 ? null : (PadKey)key, digits!)
                     { AgeUnknown = unknown };

        report.Array[1, 8].Sample(reports =>
        {
            foreach (var one in reports)
            {
                Assert.NotEqual(ReportOutcome.Later, _presses.CarryAsync(Key, one, Token).GetAwaiter().GetResult().Outcome);
            }
        }, iter: 1_000, threads: 1);
        Assert.Empty(_alerts.All);
    }

    [Fact]
    public async Task Carry_PressThatTheHallRunsIntoAFaultOver_IsSetAsideWithAnAlertAndTheNextIsRecorded()
    {
        Serve();
        _hall.Fault = command => command is PressPad { Level: FeedbackLevel.Dissatisfied } ? new OverflowException("Value was too large.") : null;

        var aside = await _presses.CarryAsync(Key, Rating(PadLevel.Dissatisfied), Token);
        var next = await _presses.CarryAsync(Key, Rating(PadLevel.Satisfied), Token);

        Assert.Equal((ReportOutcome.Refused, "set-aside", ReportOutcome.Recorded), (aside.Outcome, aside.Code, next.Outcome));
        Assert.Equal((AlertKind.PressSetAside, "1"), (Assert.Single(_alerts.All).Kind, _alerts.All[0].Arguments[0]));
    }

    [Fact]
    public async Task Carry_JournalUnavailable_IsAskedForAgain()
    {
        _hall.Fault = _ => new JournalUnavailableException("The disk is full.");
        Assert.Equal((ReportOutcome.Later, "journal-unavailable"), await OutcomeAsync(Rating(PadLevel.Satisfied)));
        Assert.Empty(_alerts.All);
    }

    [Theory]
    [InlineData(0, true)]
    [InlineData(PressReport.UnknownAgeMilliseconds, false)]
    [InlineData(PressReport.UnknownAgeMilliseconds + 1, false)]
    [InlineData(long.MaxValue, false)]
    public async Task Carry_RatingOfUnknownAge_RatesNobodyAndIsCountedAsSuch(long age, bool unknown)
    {
        Serve();

        Assert.Equal((ReportOutcome.Refused, "stray"), await OutcomeAsync(Rating(PadLevel.Dissatisfied) with { AgeMilliseconds = age, AgeUnknown = unknown }));

        Assert.Equal([0, 0, 0, 0, 1], _hall.Snapshot.Today.StrayPresses);
        Assert.Equal(0, _hall.Snapshot.Today.Ratings.Sum());
    }

    [Fact]
    public async Task Carry_KeyOfUnknownAge_IsNotCarriedOut()
    {
        var press = new PressReport(Guid.CreateVersion7(), "demo-small", "1", 1, 0, null, PadKey.Call, "") { AgeUnknown = true };
        Assert.Equal((ReportOutcome.Refused, "too-late"), await OutcomeAsync(press));
    }

    [Fact]
    public void Report_ToAHubThatKnowsNoUnknownAge_IsSoOldThatNobodyIsFound()
    {
        var press = Rating(PadLevel.Dissatisfied) with { AgeMilliseconds = PressReport.UnknownAgeMilliseconds, AgeUnknown = true };
        Serve();

        // What the contract's first version makes of it: a press of thirty days ago.
        _inner.Carry(new PressPad(new("1"), FeedbackLevel.Dissatisfied, [], "p", PressedAt: _inner.Now - TimeSpan.FromMilliseconds(press.AgeMilliseconds)));

        Assert.Equal(0, _hall.Snapshot.Today.Ratings.Sum());
        Assert.Equal(1, _hall.Snapshot.Today.StrayPresses.Sum());
    }

    private async Task<(ReportOutcome, string)> OutcomeAsync(PressReport report) => await _presses.CarryAsync(Key, report, Token) is var answer ? (answer.Outcome, answer.Code) : default;

    private void Serve()
    {
        var counter = new CounterId("1");
        foreach (var command in new HallCommand[] { new OpenCounter(counter, new("1001")), new IssueTicket([new("A01")], PriorityCode.None), new CallNext(counter), new StartService(counter), new CompleteService(counter) })
        {
            Assert.Null(_inner.Carry(command).Rejection);
        }
    }

    private static PressReport Rating(PadLevel level) => new(Guid.CreateVersion7(), "demo-small", "1", 1, 0, level, null, "");
}
