using System.Text.Json.Nodes;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Agent.Settings;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Hall.Hub.Engine;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Agent.Tests;

/// <summary>A real hub, a real agent and a pad on a real pair of pseudo-terminals; the hub goes away.</summary>
public sealed class OutageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-agent-test").FullName;
    private PtyPair _cable = null!;
    private WebApplication? _hub;
    private WebApplication? _agent;
    private string _address = "http://127.0.0.1:0";
    private string _key = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IHall Hall => _hub!.Services.GetRequiredService<IHallDirectory>().Find(new HallId("demo-small"))!;

    private PressOutbox Outbox => _agent!.Services.GetRequiredService<PressOutbox>();

    public async ValueTask InitializeAsync()
    {
        _cable = await PtyPair.PlugInAsync();
        var hall = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["deviceLines"] = new JsonArray(new JsonObject
        {
            ["name"] = "window", ["port"] = _cable.HubEnd, ["agent"] = "window-1", ["counters"] = new JsonObject { ["1"] = "1" },
        });
        await File.WriteAllTextAsync(Path.Combine(_folder, "hall.json"), hall.ToJsonString(), Token);
        await StartHubAsync();
        _key = _hub!.Services.GetRequiredService<KeyStore>().Create("window-1", KeyRole.Agent);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAgentAsync();
        await StopHubAsync();
        await _cable.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Press_HubAwayAndAgentStartedAgain_IsExactlyOneRating()
    {
        await StartAgentAsync();
        await using var pad = new EmulatedPad(new SerialLink(new SerialLinkSettings(_cable.PadEnd, 9600), NullLogger.Instance));
        await pad.UpAsync();
        await Eventually.Holds(() => _agent!.Services.GetRequiredService<HubLink>().IsReady, "the agent has its hub");
        await LineIsUpAsync();
        var ticket = await ServeAsync();
        await Eventually.Holds(() => pad.Pad.Display.IsAsking, "the pad asks");

        await StopHubAsync();
        Assert.True(await pad.Pad.PressRatingAsync(4, Token).Soon());
        Assert.Equal(1, Outbox.Count);
        await StopAgentAsync();
        await StartAgentAsync();
        Assert.Equal(1, Outbox.Count);
        await LineIsUpAsync();
        await StartHubAsync();

        await Eventually.Holds(() => Outbox.Count == 0, "the hub has answered");
        var story = await Hall.AskAsync(new TicketById(ticket), Token);
        Assert.Equal(FeedbackLevel.Dissatisfied, story!.Ticket.Legs[0].Rating);
        await Eventually.Holds(() => Hall.Snapshot.Today.Ratings.Sum() == 1, "there is one rating");
    }

    [Fact]
    public async Task Configuration_Published_TheAgentOpensAndClosesLinesWithoutARestart()
    {
        await StartAgentAsync();
        await LineIsUpAsync();
        var lines = _agent!.Services.GetRequiredService<DeviceLineManager>();
        var kept = lines.Lines[0];
        var configuration = Hall.Snapshot.Plan.Configuration;
        var second = configuration.DeviceLines[0] with { Name = "second", Protocol = "strip-aabb", Port = _cable.PadEnd };

        await ConfigurationPublisher.PublishAsync(Hall,
            new(Hall.Snapshot.Plan.Configuration, configuration with { DeviceLines = [configuration.DeviceLines[0], second] }), Token);
        await Eventually.Holds(() => lines.Lines is [_, { Line.Name: "second", Status.Link.State: LinkState.Up }],
            "the second line is open");
        Assert.Same(kept, lines.Lines[0]);

        await ConfigurationPublisher.PublishAsync(Hall, new(Hall.Snapshot.Plan.Configuration, configuration with { DeviceLines = [] }),
            Token);
        await Eventually.Holds(() => lines.Lines.Count == 0, "both are closed");
    }

    [Fact]
    public async Task StatusPage_OnLoopback_SpeaksTheReadersLanguageAndNoForeignName()
    {
        await StartAgentAsync();
        using var reader = new HttpClient { BaseAddress = new Uri(_agent!.Urls.First()) };
        reader.DefaultRequestHeaders.Add("Accept-Language", "zh-CN,zh;q=0.9");
        await LineIsUpAsync();

        var page = await reader.GetStringAsync("/", Token);
        using var foreign = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "hall.example" } };
        using var answer = await reader.SendAsync(foreign, Token);

        Assert.Contains("大厅设备代理", page, StringComparison.Ordinal);
        Assert.Contains(_cable.HubEnd, page, StringComparison.Ordinal);
        Assert.DoesNotContain(_key, page, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task StatusPage_PrinterWithoutPaper_IsNoGreenLine()
    {
        using var printer = new EmulatedLine([1], 9600, 1, TimeProvider.System, TextWriter.Null, "escpos", tcpPort: 0);
        _ = printer.RunAsync(Token);
        await StartAgentAsync();
        await LineIsUpAsync();
        var configuration = Hall.Snapshot.Plan.Configuration;
        var line = configuration.DeviceLines[0] with
        {
            Name = "printer", Protocol = "escpos", Port = printer.PortName, Counters = new Dictionary<string, CounterId>(),
            Place = configuration.Kiosks[0].Kiosk.Value,
        };

        await ConfigurationPublisher.PublishAsync(Hall, new(Hall.Snapshot.Plan.Configuration, configuration with { DeviceLines = [line] }),
            Token);
        await printer.PlayAsync([PadStep.Parse("out of paper")], Token).Soon();

        using var reader = new HttpClient { BaseAddress = new Uri(_agent!.Urls.First()) };
        var lines = _agent.Services.GetRequiredService<DeviceLineManager>();
        await Eventually.Holds(() => lines.Lines is [{ Status.Trouble: "paper-out" }], "the paper is missed");
        Assert.Contains("<b class=\"silent\">Up · No paper</b>", await reader.GetStringAsync("/", Token), StringComparison.Ordinal);
    }

    private async Task LineIsUpAsync()
    {
        var lines = _agent!.Services.GetRequiredService<DeviceLineManager>();
        await Eventually.Holds(() => lines.Lines is [{ Status.Link.State: LinkState.Up }], "the agent has its line");
    }

    private async Task<TicketId> ServeAsync()
    {
        var counter = new CounterId("1");
        await Hall.ExecuteAsync(new OpenCounter(counter, new("1001")), cancellationToken: Token);
        var issued = await Hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), cancellationToken: Token);
        await Hall.ExecuteAsync(new CallNext(counter), cancellationToken: Token);
        await Hall.ExecuteAsync(new StartService(counter), cancellationToken: Token);
        Assert.Null((await Hall.ExecuteAsync(new CompleteService(counter), cancellationToken: Token)).Rejection);
        return issued.Ticket!.Ticket.Id;
    }

    private async Task StartHubAsync()
    {
        _hub = HubApplication.Build(new HubOptions
        {
            DataFolder = Path.Combine(_folder, "hub"), Urls = _address, HallFiles = [Path.Combine(_folder, "hall.json")], Speed = 0,
        });
        await _hub.StartAsync(Token);
        _address = _hub.Urls.First();
    }

    private async Task StopHubAsync()
    {
        if (_hub is { } hub)
        {
            _hub = null;
            await hub.StopAsync(CancellationToken.None);
            await hub.DisposeAsync();
        }
    }

    private async Task StartAgentAsync()
    {
        _agent = AgentApplication.Build(new AgentSettings(new Uri(_address), _key, Path.Combine(_folder, "agent"), 0));
        await _agent.StartAsync(Token);
    }

    private async Task StopAgentAsync()
    {
        if (_agent is { } agent)
        {
            _agent = null;
            await agent.StopAsync(CancellationToken.None);
            await agent.DisposeAsync();
        }
    }
}
