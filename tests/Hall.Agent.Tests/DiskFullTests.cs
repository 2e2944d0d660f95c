using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Agent.Tests.Support;
using Hall.Core.Feedback;
using Hall.Devices.Agents;
using Hall.Devices.Connections;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Hall.Storage.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests;

/// <summary>A real agent whose state folder is on a real disk of some kilobytes that fills up while it works.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
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
    public async Task Press_DiskOfTheAgentFull_ThePadRepeatsUntilThereIsRoomAndEverybodyIsTold()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && SmallDisk.IsPossible, "A small disk cannot be mounted here.");
        using var small = new SmallDisk(256);
        var agent = await _real.StartAgentAsync(small.Folder);
        await IsUpAsync(agent);
        var ticket = await _real.ServeAsync();
        await Eventually.Holds(() => _pad.Pad.Display.IsAsking, "the pad asks");
        small.Fill();

        var pressing = _pad.Pad.PressRatingAsync(4, Token);
        var lines = agent.Services.GetRequiredService<DeviceLineManager>();
        await Eventually.Holds(() => lines.Lines is [{ Status.Counts.NotRecorded: >= 2 }], "the pad repeats");
        Assert.False(pressing.IsCompleted);
        var alerts = _real.Hub.Services.GetRequiredService<HubAlerts>();
        await Eventually.Holds(() => alerts.All.Any(alert => alert.Kind == AlertKind.AgentWork && alert.Arguments[0] == AgentWork.Outbox),
            "the manager is told");
        Assert.Contains("把按键写入磁盘", await PageAsync(agent, "zh-CN"), StringComparison.Ordinal);
        Assert.Contains("Writing presses to the disk", await PageAsync(agent, "en"), StringComparison.Ordinal);

        small.Free();

        Assert.True(await pressing.Soon());
        await Eventually.Holds(() => _real.Hall.Snapshot.Today.Ratings.Sum() == 1, "the rating has arrived");
        Assert.Equal(FeedbackLevel.Dissatisfied, await _real.RatingOfAsync(ticket));
        await Eventually.Holds(() => agent.Services.GetRequiredService<PressOutbox>().Count == 0, "the hub has answered");
        await Eventually.Holds(() => alerts.All.All(alert => alert.Kind != AlertKind.AgentWork), "the alert is over");
        Assert.Equal(0, _real.Hall.Snapshot.Today.StrayPresses.Sum());
        await _real.StopAgentAsync(agent);
    }

    [Fact]
    public async Task Answer_DiskOfTheAgentFull_ThePressIsForgottenAndNeverCountedAgain()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && SmallDisk.IsPossible, "A small disk cannot be mounted here.");
        using var small = new SmallDisk(256);
        var agent = await _real.StartAgentAsync(small.Folder);
        await IsUpAsync(agent);
        var ticket = await _real.ServeAsync();
        await Eventually.Holds(() => _pad.Pad.Display.IsAsking, "the pad asks");
        await _real.StopHubAsync();
        Assert.True(await _pad.Pad.PressRatingAsync(4, Token).Soon());
        small.Fill();
        await _real.StartHubAsync();

        var outbox = agent.Services.GetRequiredService<PressOutbox>();
        await Eventually.Holds(() => outbox.Count == 0, "the hub has answered");
        Assert.Equal(FeedbackLevel.Dissatisfied, await _real.RatingOfAsync(ticket));

        // A list of lines that cannot be written hinders no line either.
        await Eventually.Holds(() => agent.Services.GetRequiredService<DeviceLineManager>().Lines is [{ Status.Link.State: LinkState.Up }],
            "the line is up");
        await _real.StopAgentAsync(agent);
        small.Free();
        agent = await _real.StartAgentAsync(small.Folder);
        await IsUpAsync(agent);
        await Eventually.Holds(() => agent.Services.GetRequiredService<PressOutbox>().Count == 0, "nothing is left");
        Assert.Equal((1, 0), (_real.Hall.Snapshot.Today.Ratings.Sum(), _real.Hall.Snapshot.Today.StrayPresses.Sum()));
        await _real.StopAgentAsync(agent);
    }

    private static async Task IsUpAsync(WebApplication agent)
    {
        var (lines, link) = (agent.Services.GetRequiredService<DeviceLineManager>(), agent.Services.GetRequiredService<HubLink>());
        await Eventually.Holds(() => link.IsReady && lines.Lines is [{ Status.Link.State: LinkState.Up }],
            "the agent has its line and its hub");
    }

    private static async Task<string> PageAsync(WebApplication agent, string language)
    {
        using var reader = new HttpClient { BaseAddress = new Uri(agent.Urls.First()) };
        reader.DefaultRequestHeaders.Add("Accept-Language", language);
        return System.Net.WebUtility.HtmlDecode(await reader.GetStringAsync("/", Token));
    }
}
