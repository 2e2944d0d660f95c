using Hall.Agent.Clock;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Agent.Tests.Support;
using Hall.Core.Feedback;
using Hall.Devices.Connections;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests;

/// <summary>
/// A real hub, a real agent and a pad on pseudo-terminals; the clock of the window's computer is wrong and is set right while the hub is
/// away.
/// </summary>
public sealed class ClockTests : IAsyncLifetime
{
    private static readonly TimeSpan Year = TimeSpan.FromDays(365);
    private PtyPair _cable = null!;
    private RealHall _real = null!;
    private EmulatedPad _pad = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _cable = await PtyPair.PlugInAsync();
        _real = await RealHall.StartedAsync(_cable.HubEnd);
        _pad = new EmulatedPad(new SerialLink(new SerialLinkSettings(_cable.PadEnd, 9600), NullLogger.Instance));
        await _pad.UpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _real.DisposeAsync();
        await _pad.DisposeAsync();
        await _cable.DisposeAsync();
    }

    [Fact]
    public async Task Press_AgentAYearBehindIsSetRightAndStartedAgain_IsTheRatingOfItsVisit()
    {
        var agent = await UpAsync(Behind(Year));
        var ticket = await _real.ServeAsync();
        await PressWhileTheHubIsAwayAsync();

        await _real.StopAgentAsync(agent);
        await _real.StartHubAsync();
        agent = await UpAsync(Behind(TimeSpan.Zero));

        await ArrivedAsync(agent);
        Assert.Equal(FeedbackLevel.Dissatisfied, await _real.RatingOfAsync(ticket));
    }

    [Fact]
    public async Task Press_AgentIsSetAYearBackMeanwhile_IsNotTheRatingOfTheNextCitizen()
    {
        var agent = await UpAsync(Behind(TimeSpan.Zero));
        var first = await _real.ServeAsync();
        await PressWhileTheHubIsAwayAsync();
        await _real.StopAgentAsync(agent);
        await _real.StartHubAsync();
        var pressedBefore = TimeProvider.System.GetTimestamp();
        await Eventually.Holds(() => TimeProvider.System.GetElapsedTime(pressedBefore) > TimeSpan.FromSeconds(1.5),
            "the next visit is another");
        var second = await _real.ServeAsync();

        agent = await UpAsync(Behind(Year));

        await ArrivedAsync(agent);
        Assert.Equal(FeedbackLevel.Dissatisfied, await _real.RatingOfAsync(first));
        Assert.Null(await _real.RatingOfAsync(second));
    }

    [Fact]
    public async Task Press_ComputerIsStartedAgainMeanwhile_IsCountedAsOfUnknownTimeAndRatesNobody()
    {
        var agent = await UpAsync(Behind(TimeSpan.Zero));
        var first = await _real.ServeAsync();
        await PressWhileTheHubIsAwayAsync();
        await _real.StopAgentAsync(agent);
        await _real.StartHubAsync();
        var second = await _real.ServeAsync();

        agent = await UpAsync(new("another start", () => BootCounter.Elapsed, TimeProvider.System));

        await ArrivedAsync(agent);
        Assert.Null(await _real.RatingOfAsync(first));
        Assert.Null(await _real.RatingOfAsync(second));
        await Eventually.Holds(() => _real.Hall.Snapshot.Today.StrayPresses is [0, 0, 0, 0, 1], "it is counted apart");
    }

    private static AgentClock Behind(TimeSpan by) => new(BootCounter.Boot, () => BootCounter.Elapsed, new OffTime(-by));

    private async Task<WebApplication> UpAsync(AgentClock clock)
    {
        var agent = await _real.StartAgentAsync(clock: clock);
        var (lines, link) = (agent.Services.GetRequiredService<DeviceLineManager>(), agent.Services.GetRequiredService<HubLink>());
        await Eventually.Holds(() => link.IsReady && lines.Lines is [{ Status.Link.State: LinkState.Up }],
            "the agent has its line and its hub");
        return agent;
    }

    private async Task PressWhileTheHubIsAwayAsync()
    {
        await Eventually.Holds(() => _pad.Pad.Display.IsAsking, "the pad asks");
        await _real.StopHubAsync();
        Assert.True(await _pad.Pad.PressRatingAsync(4, Token).Soon());
    }

    private static Task ArrivedAsync(WebApplication agent) =>
        Eventually.Holds(() => agent.Services.GetRequiredService<PressOutbox>().Count == 0, "the hub has answered");

    private sealed class OffTime(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + by;
    }
}
