using System.Collections.Concurrent;
using System.Text;
using System.Text.Json.Nodes;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Settings;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.IdCards;
using Hall.Devices.Tests.Support;
using Hall.Hub.Devices;
using Hall.Hub.Hosting;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Composition;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Tests;

/// <summary>A card on a reader of an agent becomes the holder of a ticket, and neither its number nor its mark stays anywhere.</summary>
public sealed class CardTraceTests : IAsyncLifetime
{
    /// <summary>The example of GB 11643, of nobody.</summary>
    private const string Number = "11010519491231002X";
    private readonly string _folder = Directory.CreateTempSubdirectory("hall-card-test").FullName;
    private readonly ConcurrentQueue<string> _logged = new();
    private readonly EmulatedLine _reader = new([1], 115200, 1, TimeProvider.System, TextWriter.Null, "idcard");
    private readonly CancellationTokenSource _stop = new();
    private WebApplication _hub = null!;
    private WebApplication _agent = null!;
    private Task _living = Task.CompletedTask;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private IHall Hall => _hub.Services.GetRequiredService<IHallDirectory>().Find(new HallId("demo-small"))!;

    public async ValueTask InitializeAsync()
    {
        _living = _reader.RunAsync(_stop.Token);
        var hall = JsonNode.Parse(
            await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["deviceLines"] = new JsonArray(new JsonObject
        {
            ["name"] = "reader", ["protocol"] = "idcard", ["port"] = _reader.PortName, ["baudRate"] = 115200, ["agent"] = "kiosk-1",
            ["place"] = "1", ["counters"] = new JsonObject(),
        });
        await File.WriteAllTextAsync(Path.Combine(_folder, "hall.json"), hall.ToJsonString(), Token);
        _hub = HubApplication.Build(
            new HubOptions { DataFolder = Path.Combine(_folder, "hub"), Urls = "http://127.0.0.1:0",
                HallFiles = [Path.Combine(_folder, "hall.json")], Speed = 0 },
            builder => builder.Logging.AddProvider(new Listener(_logged)).SetMinimumLevel(LogLevel.Information));
        await _hub.StartAsync(Token);
        var key = _hub.Services.GetRequiredService<KeyStore>().Create("kiosk-1", KeyRole.Agent);
        _agent = AgentApplication.Build(new AgentSettings(new Uri(_hub.Urls.First()), key, Path.Combine(_folder, "agent"), 0));
        _agent.Services.GetRequiredService<ILoggerFactory>().AddProvider(new Listener(_logged));
        await _agent.StartAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _agent.StopAsync(CancellationToken.None);
        await _agent.DisposeAsync();
        await _hub.StopAsync(CancellationToken.None);
        await _hub.DisposeAsync();
        await _stop.CancelAsync();
        _reader.Dispose();
        await _living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Card_LaidOnAnAgentsReader_IsTheHoldersTicketAndLeavesNoTrace()
    {
        var seen = new ConcurrentQueue<CardSeen>();
        _hub.Services.GetRequiredService<CardReaders>().Seen += seen.Enqueue;
        var lines = _agent.Services.GetRequiredService<DeviceLineManager>();
        await Eventually.Holds(() => _agent.Services.GetRequiredService<HubLink>().IsReady
            && lines.Lines is [{ Status.Link.State: LinkState.Up, Status.LastFrameAt: not null }], "the reader answers");

        _reader.Card!.PullsWhileReading = true;
        _reader.Card.Card = Number;
        await Eventually.Holds(() => seen.Any(card => card.Sign == CardSign.Pulled), "the card was pulled");
        _reader.Card.PullsWhileReading = false;
        await Eventually.Holds(() => seen.Any(card => card.Sign == CardSign.Read), "the card was read");
        var holder = seen.Last(card => card.Holder is not null).Holder;
        var issue = new IssueTicket([new("A01")], PriorityCode.None, HolderHash: holder);
        var issued = await Hall.ExecuteAsync(issue, cancellationToken: Token);
        var again = await Hall.ExecuteAsync(issue, cancellationToken: Token);

        var secret = _hub.Services.GetRequiredService<HubSecret>();
        Assert.Equal(RejectionCode.AlreadyHolding, again.Rejection!.Code);
        var found = (await Hall.AskAsync(new TicketsByHolder(HolderHash.Of(secret, Hall.Id, Number)), Token)).SingleOrDefault();
        Assert.Equal(issued.Ticket!.Ticket.Number, found!.Ticket.Number);
        var cardKey = HolderHash.CardKey(secret, Hall.Id);
        var mark = IdCardHash.Of(Number, cardKey)!;

        await _agent.StopAsync(Token);
        await _hub.StopAsync(Token);
        SqliteConnection.ClearAllPools();
        AssertNowhere(Number, Number.ToLowerInvariant(), "张三", mark, mark.ToLowerInvariant(), Convert.ToBase64String(cardKey));
    }

    // Journal, audit, people's database, the agent's state, and everything that was logged by either; as UTF-8 and as the card has it.
    private void AssertNowhere(params string[] traces)
    {
        Assert.NotEmpty(_logged);
        var files = Directory.EnumerateFiles(_folder, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "agent.lock").ToList();
        Assert.Contains(files, file => file.EndsWith("hall.db", StringComparison.Ordinal));
        Assert.Contains(files, file => file.EndsWith("devices.json", StringComparison.Ordinal));
        foreach (var trace in traces)
        {
            Assert.DoesNotContain(_logged, line => line.Contains(trace, StringComparison.Ordinal));
            foreach (var file in files)
            {
                var bytes = File.ReadAllBytes(file);
                Assert.False(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(trace)) >= 0, $"{file} holds a trace of the card.");
                Assert.False(bytes.AsSpan().IndexOf(Encoding.Unicode.GetBytes(trace)) >= 0, $"{file} holds a trace of the card.");
            }
        }
    }

    private sealed class Listener(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void Dispose()
        {
            // It only listens.
        }

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");
    }
}
