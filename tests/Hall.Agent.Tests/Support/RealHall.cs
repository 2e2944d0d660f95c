using System.Text.Json.Nodes;
using Hall.Agent.Clock;
using Hall.Agent.Settings;
using Hall.Agent.State;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Agent.Tests.Support;

/// <summary>A real hub in this process that goes and comes back at its address, and the agents that a test starts beside it.</summary>
internal sealed class RealHall : IAsyncDisposable
{
    private readonly List<WebApplication> _agents = [];
    private WebApplication? _hub;

    private RealHall() => Folder = Directory.CreateTempSubdirectory("hall-agent-test").FullName;

    public string Folder { get; }

    public Uri Address { get; private set; } = new("http://127.0.0.1:0");

    public string Key { get; private set; } = "";

    public WebApplication Hub => _hub!;

    public IHall Hall => _hub!.Services.GetRequiredService<IHallDirectory>().Find(new HallId("demo-small"))!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Starts a hub whose small hall has the pad of counter 1 on a line of agent "window-1".</summary>
    /// <param name="port">The line's port.</param>
    public static async Task<RealHall> StartedAsync(string port)
    {
        var real = new RealHall();
        var hall = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["deviceLines"] = new JsonArray(new JsonObject
        {
            ["name"] = "window", ["port"] = port, ["agent"] = "window-1", ["counters"] = new JsonObject { ["1"] = "1" },
        });
        await File.WriteAllTextAsync(Path.Combine(real.Folder, "hall.json"), hall.ToJsonString(), Token);
        await real.StartHubAsync();
        real.Key = real.Hub.Services.GetRequiredService<KeyStore>().Create("window-1", KeyRole.Agent);
        return real;
    }

    public async Task StartHubAsync()
    {
        _hub = HubApplication.Build(new HubOptions
        {
            DataFolder = Path.Combine(Folder, "hub"), Urls = Address.ToString().TrimEnd('/'),
            HallFiles = [Path.Combine(Folder, "hall.json")], Speed = 0,
        });
        await _hub.StartAsync(Token);
        Address = new(_hub.Urls.First());
    }

    public async Task StopHubAsync()
    {
        if (_hub is { } hub)
        {
            _hub = null;
            await hub.StopAsync(CancellationToken.None);
            await hub.DisposeAsync();
        }
    }

    /// <summary>Starts an agent.</summary>
    /// <param name="state">Its state folder below this test's.</param>
    /// <param name="clock">Its clock; by default this computer's.</param>
    /// <param name="by">The address by which it reaches the hub; by default the hub's own.</param>
    public async Task<WebApplication> StartAgentAsync(string state = "agent", AgentClock? clock = null, Uri? by = null)
    {
        var settings = new AgentSettings(by ?? Address, Key, Path.Combine(Folder, state), 0);
        var agent = AgentApplication.Build(settings, StateFolder.Of(settings.Folder), clock ?? AgentClock.OfThisComputer());
        _agents.Add(agent);
        await agent.StartAsync(Token);
        return agent;
    }

    public async Task StopAgentAsync(WebApplication agent)
    {
        _agents.Remove(agent);
        await agent.StopAsync(CancellationToken.None);
        await agent.DisposeAsync();
    }

    /// <summary>Serves a ticket at counter 1 and completes it; the pad's time runs.</summary>
    public async Task<TicketId> ServeAsync()
    {
        var counter = new CounterId("1");
        await Hall.ExecuteAsync(new OpenCounter(counter, new("1001")), cancellationToken: Token);
        var issued = await Hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), cancellationToken: Token);
        await Hall.ExecuteAsync(new CallNext(counter), cancellationToken: Token);
        await Hall.ExecuteAsync(new StartService(counter), cancellationToken: Token);
        Assert.Null((await Hall.ExecuteAsync(new CompleteService(counter), cancellationToken: Token)).Rejection);
        return issued.Ticket!.Ticket.Id;
    }

    public async Task<FeedbackLevel?> RatingOfAsync(TicketId ticket) =>
        (await Hall.AskAsync(new TicketById(ticket), Token))!.Ticket.Legs[0].Rating;

    public async ValueTask DisposeAsync()
    {
        foreach (var agent in _agents.ToList())
        {
            await StopAgentAsync(agent);
        }

        await StopHubAsync();
        Directory.Delete(Folder, recursive: true);
    }
}
