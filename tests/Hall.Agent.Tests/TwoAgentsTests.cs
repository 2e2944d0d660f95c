using Hall.Agent.Hub;
using Hall.Agent.Tests.Support;
using Hall.Devices.Connections;
using Hall.Devices.Tests.Support;
using Hall.Hub.Agents;
using Hall.Storage.Alerts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Agent.Tests;

/// <summary>Two real agents with one key, as of a window's computer that was copied: the later is refused, and says so.</summary>
public sealed class TwoAgentsTests : IAsyncLifetime
{
    private RealHall _real = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AgentPresence Known => _real.Hub.Services.GetRequiredService<AgentRegister>().Of("window-1");

    public async ValueTask InitializeAsync() => _real = await RealHall.StartedAsync("/dev/nowhere");

    public ValueTask DisposeAsync() => _real.DisposeAsync();

    [Fact]
    public async Task Connect_SecondAgentOfAKey_IsRefusedOnBothPagesAndTheFirstIsNotDisturbed()
    {
        var first = await _real.StartAgentAsync("first");
        await IsUpAsync(first);
        var opened = Link(first).Status.Opened;
        var second = await _real.StartAgentAsync("second");

        await Eventually.Holds(() => Link(second).Status is { State: LinkState.Failed, Failures: >= 3 },
            "the second was refused again and again");

        Assert.Equal((LinkState.Up, opened), (Link(first).Status.State, Link(first).Status.Opened));
        Assert.Contains("Another agent is connected with the key", await PageAsync(second, "en"), StringComparison.Ordinal);
        Assert.DoesNotContain("key-in-use", await PageAsync(second, "en"), StringComparison.Ordinal);
        Assert.Contains("正在使用这个密钥", await PageAsync(second, "zh-CN"), StringComparison.Ordinal);
        Assert.NotNull(Known.Rival);
        var alerts = _real.Hub.Services.GetRequiredService<HubAlerts>();
        await Eventually.Holds(() => alerts.All.Any(alert => alert.Kind == AlertKind.AgentTwice && alert.Subject == "window-1"),
            "the manager is told");

        // The first goes for good, and the second has its place by itself.
        await _real.StopAgentAsync(first);
        await IsUpAsync(second);
        await Eventually.Holds(() => alerts.All.All(alert => alert.Kind != AlertKind.AgentTwice), "the alert is over");
    }

    [Fact]
    public async Task Connect_FirstConnectionIsHalfOpen_IsAcceptedOnceThatIsKnownToBeDead()
    {
        await using var network = new Relay(_real.Address);
        var first = await _real.StartAgentAsync("first", by: network.Address);
        await IsUpAsync(first);
        var connection = Known.Connection;

        network.Cut();
        var second = await _real.StartAgentAsync("second");

        await IsUpAsync(second);
        Assert.NotEqual(connection, Known.Connection);
        Assert.True(Known.IsHere);
    }

    [Fact]
    public async Task Connect_HubRestarts_OneOfTheTwoHasThePlaceAndKeepsIt()
    {
        var agents = new[] { await _real.StartAgentAsync("first"), await _real.StartAgentAsync("second") };
        await Eventually.Holds(() => agents.Count(agent => Link(agent).IsReady) == 1, "one is connected");
        await _real.StopHubAsync();
        await _real.StartHubAsync();

        await Eventually.Holds(() => agents.Count(agent => Link(agent).IsReady) == 1
            && agents.Any(agent => Link(agent).Status.Reason.StartsWith("key-in-use", StringComparison.Ordinal)),
            "one has the place and the other knows why not");
        var holder = agents.Single(agent => Link(agent).IsReady);
        var (other, opened) = (agents.Single(agent => agent != holder), Link(holder).Status.Opened);
        var refusals = Link(other).Status.Failures;
        await Eventually.Holds(() => Link(other).Status.Failures >= refusals + 2, "the other goes on trying");
        Assert.Equal(opened, Link(holder).Status.Opened);
    }

    private static HubLink Link(WebApplication agent) => agent.Services.GetRequiredService<HubLink>();

    private static Task IsUpAsync(WebApplication agent) => Eventually.Holds(() => Link(agent).IsReady, "the agent has its hub");

    private static async Task<string> PageAsync(WebApplication agent, string language)
    {
        using var reader = new HttpClient { BaseAddress = new Uri(agent.Urls.First()) };
        reader.DefaultRequestHeaders.Add("Accept-Language", language);
        return System.Net.WebUtility.HtmlDecode(await reader.GetStringAsync("/", Token));
    }
}
