using System.Globalization;
using System.Text.Json.Nodes;
using Hall.Agent.Settings;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Emulation;
using Hall.Devices.Tests.Support;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Agent.Tests;

/// <summary>
/// A real hub and a real agent with emulated pads and lamps on real ports: whatever happens while either is away, the devices show how
/// their
/// counters are as soon as both are there.
/// </summary>
public sealed class AgentDisplayFeedTests : IAsyncLifetime
{
    private static readonly CounterId[] Counters = [new("1"), new("2")];
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-agent-test").FullName;
    private readonly CancellationTokenSource _stop = new();
    private EmulatedLine _pads = null!;
    private EmulatedLine _lamps = null!;
    private WebApplication? _hub;
    private WebApplication? _agent;
    private string _address = "http://127.0.0.1:0";
    private string _key = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IHall Hall => _hub!.Services.GetRequiredService<IHallDirectory>().Find(new HallId("demo-small"))!;

    public async ValueTask InitializeAsync()
    {
        _pads = new([1, 2], 0, 1, TimeProvider.System, TextWriter.Null);
        _lamps = new([1, 2], 0, 1, TimeProvider.System, TextWriter.Null, "lamp-a090", tcpPort: 0);
        _ = _pads.RunAsync(_stop.Token);
        _ = _lamps.RunAsync(_stop.Token);
        var hall = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["rules"] = JsonNode.Parse("""{"feedbackSeconds":60}""");
        hall["deviceLines"] = new JsonArray(Line("pads", "ff68", _pads.PortName), Line("lamps", "lamp-a090", _lamps.PortName));
        await File.WriteAllTextAsync(Path.Combine(_folder, "hall.json"), hall.ToJsonString(), Token);
        await StartHubAsync();
        _key = _hub!.Services.GetRequiredService<KeyStore>().Create("window-1", KeyRole.Agent);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(_agent);
        await StopAsync(_hub);
        await _stop.CancelAsync();
        _pads.Dispose();
        _lamps.Dispose();
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task RandomDay_HubAndAgentComeAndGo_DevicesShowWhatIsSo(int seed)
    {
        var random = new Random(seed);
        await StartAgentAsync();
        foreach (var counter in Counters)
        {
            await Hall.ExecuteAsync(new OpenCounter(counter, new($"100{counter}")), cancellationToken: Token);
        }

        for (var step = 0; step < 30; step++)
        {
            var what = await StepAsync(random);
            await AgreeAsync($"seed {seed}, step {step}, after {what}");
        }
    }

    [Fact]
    public async Task Undo_HubStartedAgainWhileSomebodyIsServed_StaysGreenAndTheUndoneIsGone()
    {
        await StartAgentAsync();
        await DoAsync(new OpenCounter(Counters[0], new("1001")), new IssueTicket([new("A01")], PriorityCode.None),
            new CallNext(Counters[0]));
        await ShowsAsync("A001 red");
        await DoAsync(new UndoLastAction(Counters[0]));
        await ShowsAsync("");
        await DoAsync(new CallNext(Counters[0]), new StartService(Counters[0]));
        await ShowsAsync("A001 green");

        await RestartHubAsync();
        await Eventually.Holds(() => _agent!.Services.GetRequiredService<Hub.HubLink>().IsReady, "the agent is back");
        await DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
        await Eventually.Holds(() => _pads.ShownAt(1) == "001|001", "the pad shows how many wait");
        Assert.Equal("A001 green", _lamps.ShownAt(1));

        await DoAsync(new TransferTicket(Counters[0], null, null, Counters[1]));
        await ShowsAsync("");
        await Eventually.Holds(() => _pads.DisplayOf(1).IsAsking, "the pad asks whoever was served before the transfer");
    }

    private async Task AgreeAsync(string when)
    {
        var wrong = "";
        try
        {
            await Eventually.Holds(() => (wrong = Wrong()).Length == 0, when);
        }
        catch (Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{when}: {wrong}");
        }
    }

    private Task ShowsAsync(string text) => Eventually.Holds(() => _lamps.ShownAt(1) == text, $"the lamp shows '{text}'");

    private async Task DoAsync(params HallCommand[] commands)
    {
        foreach (var command in commands)
        {
            Assert.Null((await Hall.ExecuteAsync(command, cancellationToken: Token)).Rejection);
        }
    }

    private async Task<string> StepAsync(Random random)
    {
        var counter = Counters[random.Next(Counters.Length)];
        switch (random.Next(20))
        {
            case 0:
                await RestartHubAsync();
                return "a restart of the hub";
            case 1:
                await StopAsync(_agent);
                await CommandAsync(random, counter);
                await StartAgentAsync();
                return "a restart of the agent";
            case 2:
                await StopAsync(_agent);
                Directory.Delete(Path.Combine(_folder, "agent"), recursive: true);
                await StartAgentAsync();
                return "a new agent";
            default:
                return await CommandAsync(random, counter);
        }
    }

    private async Task<string> CommandAsync(Random random, CounterId counter)
    {
        var state = Hall.Snapshot.Counter(counter)!.Counter.State;
        HallCommand command = (random.Next(10), state) switch
        {
            (< 2, _) => new IssueTicket([new("A01")], PriorityCode.None),
            (2, _) => new UndoLastAction(counter),
            (3, _) => new PressPad(counter, FeedbackLevel.Satisfied, [], $"p{random.Next()}"),
            (_, CounterState.Paused) => new ResumeCounter(counter),
            (4, CounterState.Idle) => new PauseCounter(counter, "lunch"),
            (_, CounterState.Idle) => new CallNext(counter),
            (4, CounterState.Calling) => new MarkNoShow(counter),
            (_, CounterState.Calling) => new StartService(counter),
            (4, _) => new HoldTicket(counter),
            (5, _) => new TransferTicket(counter, null, null, Counters[random.Next(Counters.Length)]),
            _ => new CompleteService(counter),
        };
        await Hall.ExecuteAsync(command, cancellationToken: Token);
        return $"{command}";
    }

    private string Wrong()
    {
        var snapshot = Hall.Snapshot;
        for (byte address = 1; address <= Counters.Length; address++)
        {
            var view = snapshot.Counter(Counters[address - 1])!;
            var number = view.Number ?? "";
            var lamp =
                view.Counter.State switch { CounterState.Calling => $"{number} red", CounterState.Serving => $"{number} green", _ => "" };
            var waiting = snapshot.Zone(view.Counter.Zone)!.Waiting.ToString("000", CultureInfo.InvariantCulture);
            var pad = $"{(number.Length == 0 ? "" : number[^3..]),3}|{waiting}";
            if (_lamps.ShownAt(address) != lamp || _pads.ShownAt(address) != pad)
            {
                var shown = $"'{_lamps.ShownAt(address)}' and '{_pads.ShownAt(address)}'";
                return $"counter {view.Counter.Id} shows {shown}, not '{lamp}' and '{pad}'";
            }
        }

        return "";
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

    private async Task RestartHubAsync()
    {
        await StopAsync(_hub);
        await StartHubAsync();
    }

    private async Task StartAgentAsync()
    {
        _agent = AgentApplication.Build(new AgentSettings(new Uri(_address), _key, Path.Combine(_folder, "agent"), 0));
        await _agent.StartAsync(Token);
    }

    private static async Task StopAsync(WebApplication? app)
    {
        if (app is not null)
        {
            await app.StopAsync(CancellationToken.None);
            await app.DisposeAsync();
        }
    }

    private static JsonObject Line(string name, string protocol, string port) => new()
    {
        ["name"] = name, ["protocol"] = protocol, ["port"] = port, ["agent"] = "window-1", ["baudRate"] = 115200,
        ["counters"] = new JsonObject { ["1"] = "1", ["2"] = "2" },
    };
}
