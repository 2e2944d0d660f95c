using System.Diagnostics;
using System.Text.Json.Nodes;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Tests.Support;
using Hall.Hub.Agents;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Agent.Tests;

/// <summary>
/// An agent that is a process of its own is killed (SIGKILL) in the middle of a rating: what the pad was told counts, once.
/// </summary>
public sealed class KilledAgentTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-kill-test").FullName;
    private readonly EmulatedLine _pads = new([1], 9600, 1, TimeProvider.System, TextWriter.Null);
    private readonly CancellationTokenSource _stop = new();
    private WebApplication? _hub;
    private Process? _agent;
    private Task _living = Task.CompletedTask;
    private string _address = "http://127.0.0.1:0";
    private string _key = "";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IHall Hall => _hub!.Services.GetRequiredService<IHallDirectory>().Find(new HallId("demo-small"))!;

    private string Outbox => Path.Combine(_folder, "agent", "outbox.jsonl");

    public async ValueTask InitializeAsync()
    {
        _living = _pads.RunAsync(_stop.Token);
        var hall = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["deviceLines"] = new JsonArray(new JsonObject
        {
            ["name"] = "window", ["port"] = _pads.PortName, ["agent"] = "window-1", ["counters"] = new JsonObject { ["1"] = "1" },
        });
        await File.WriteAllTextAsync(Path.Combine(_folder, "hall.json"), hall.ToJsonString(), Token);
        await StartHubAsync();
        _key = _hub!.Services.GetRequiredService<KeyStore>().Create("window-1", KeyRole.Agent);
        StartAgent();
        await ReportedUpAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await KillAgentAsync();
        await StopHubAsync();
        await _stop.CancelAsync();
        _pads.Dispose();
        _ = _living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Kill_AfterTheAcknowledgementWhileTheHubIsAway_TheRatingArrivesOnce()
    {
        var ticket = await ServeAsync();
        await StopHubAsync();
        Assert.True(await _pads.PressRatingAsync(1, 4, Token).Soon());

        await KillAgentAsync();
        Assert.NotEqual(0, new FileInfo(Outbox).Length);
        StartAgent();
        await StartHubAsync();

        await Eventually.Holds(() => new FileInfo(Outbox).Length == 0, "the hub has answered");
        await RatedOnceAsync(ticket);
    }

    [Fact]
    public async Task Kill_BetweenPressAndAcknowledgement_TheRatingThatIsRepeatedCountsOnce()
    {
        for (var visit = 1; visit <= 3; visit++)
        {
            var ticket = await ServeAsync();
            var before = Hall.Snapshot.Today.Ratings.Sum();
            var pressing = _pads.PressRatingAsync(1, 4, Token);
            await KillAgentAsync();
            StartAgent();

            // The pad repeats by itself; a citizen whose press was never heard presses again.
            var isAcknowledged = await pressing.Soon();
            while (!isAcknowledged)
            {
                isAcknowledged = await _pads.PressRatingAsync(1, 4, Token).Soon();
            }

            await RatedOnceAsync(ticket);
            await Eventually.Holds(() => Hall.Snapshot.Today.Ratings.Sum() == before + 1, "one more rating");
            await ReportedUpAsync();
        }
    }

    private async Task RatedOnceAsync(TicketId ticket)
    {
        FeedbackLevel? rating = null;
        await Eventually.Holds(() => (rating = Hall.AskAsync(new TicketById(ticket), Token).GetAwaiter().GetResult()!.Ticket.Legs[0].Rating)
            is not null, "the visit is rated");
        Assert.Equal(FeedbackLevel.Dissatisfied, rating);
    }

    private async Task ReportedUpAsync()
    {
        var agents = _hub!.Services.GetRequiredService<AgentRegister>();
        await Eventually.Holds(() => agents.Of("window-1").Lines.Values.Any(line => line.Link.State == LinkState.Up),
            "the agent has its line and its hub");
    }

    private async Task<TicketId> ServeAsync()
    {
        var counter = new CounterId("1");
        await Hall.ExecuteAsync(new OpenCounter(counter, new("1001")), cancellationToken: Token);
        var issued = await Hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), cancellationToken: Token);
        await Hall.ExecuteAsync(new CallNext(counter), cancellationToken: Token);
        await Hall.ExecuteAsync(new StartService(counter), cancellationToken: Token);
        Assert.Null((await Hall.ExecuteAsync(new CompleteService(counter), cancellationToken: Token)).Rejection);
        await Eventually.Holds(() => _pads.DisplayOf(1).IsAsking, "the pad asks");
        return issued.Ticket!.Ticket.Id;
    }

    private void StartAgent()
    {
        var start =
            new ProcessStartInfo("dotnet",
            [Path.Combine(AppContext.BaseDirectory, "hall-agent.dll"), "run", "--hub", _address, "--state", Path.Combine(_folder, "agent"),
            "--status-port", "0"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["HALL_AGENT_KEY"] = _key;
        _agent = Process.Start(start)!;
        _agent.OutputDataReceived += (_, _) => { };
        _agent.ErrorDataReceived += (_, _) => { };
        _agent.BeginOutputReadLine();
        _agent.BeginErrorReadLine();
    }

    private async Task KillAgentAsync()
    {
        if (_agent is { } agent)
        {
            _agent = null;
            agent.Kill();
            await agent.WaitForExitAsync(CancellationToken.None).Soon();
            agent.Dispose();
        }
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
}
