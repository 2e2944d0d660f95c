using System.Text.Json.Nodes;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Presses;
using Hall.Hub.Agents;
using Hall.Hub.Keys;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.DeviceHub;

/// <summary>A hub whose small hall has a line of agent "window-1" with the pad of counter 1, and real SignalR clients.</summary>
public sealed class AgentBench : IAsyncLifetime
{
    // A sign of life every second, as the agent gives it. Both sides are patient with a machine that is too busy for one; how soon silence
    // is found out is tried with the agent itself.
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string _hallFile = Path.GetTempFileName();
    private readonly List<HubConnection> _connections = [];
    private readonly Dictionary<string, HubConnection> _greeted = [];
    private int _keys;

    public HubFixture Hub { get; private set; } = null!;

    public KeyStore Keys => Hub.App.Services.GetRequiredService<KeyStore>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var hall = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "demo-small.json"), Token))!;
        hall.AsObject().Remove("$schema");
        hall["padBuses"] = new JsonArray(
            Line("window", "/dev/pads-of-window-1", "window-1", "1"), Line("other", "/dev/pads-of-window-2", "window-2", "2"),
            new JsonObject { ["name"] = "reader", ["protocol"] = "idcard", ["port"] = "/dev/reader", ["agent"] = "agent-of-the-kiosk", ["place"] = "1", ["counters"] = new JsonObject() });
        await File.WriteAllTextAsync(_hallFile, hall.ToJsonString(), Token);
        Hub = await HubFixture.StartedAsync(
            builder => builder.Services.PostConfigure<HubOptions<AgentHub>>(of => of.ClientTimeoutInterval = Patience), options: options => options with { HallFiles = [_hallFile] });
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var connection in _connections)
        {
            await connection.DisposeAsync();
        }

        await Hub.DisposeAsync();
        File.Delete(_hallFile);
    }

    /// <summary>A new key, known to the hub at once.</summary>
    public string Key(string role, string? name = null)
    {
        var key = Keys.Create(name ?? $"{role}-{Interlocked.Increment(ref _keys)}", role);
        Hub.App.Services.GetRequiredService<KeyRing>().Forget();
        return key;
    }

    /// <summary>A client that has not been started.</summary>
    public HubConnection Client(string? key)
    {
        var connection = new HubConnectionBuilder()
            .WithUrl(new Uri(Hub.Address, AgentContract.Path), http =>
            {
                if (key is not null)
                {
                    http.Headers["Authorization"] = $"Bearer {key}";
                }
            })
            .AddJsonProtocol(json => AgentContract.Configure(json.PayloadSerializerOptions))
            .WithKeepAliveInterval(KeepAliveEvery).WithServerTimeout(Patience).Build();
        _connections.Add(connection);
        return connection;
    }

    /// <summary>An agent that has said hello.</summary>
    public async Task<HubConnection> GreetedAsync(string key)
    {
        var connection = Client(key);
        await GreetAsync(key, connection);
        return connection;
    }

    /// <summary>Starts a client and has it say hello, after the one that a test before left with the same key has gone.</summary>
    public async Task GreetAsync(string key, HubConnection connection)
    {
        if (_greeted.Remove(key, out var earlier))
        {
            await earlier.DisposeAsync();
        }

        await connection.StartAsync(Token);
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                return await connection.InvokeAsync<HelloAnswer>(AgentContract.Hello, AgentContract.Version, "test 1.0", Token) is not null;
            }
            catch (HubException refused) when (refused.Message.Contains(AgentContract.KeyInUse, StringComparison.Ordinal))
            {
                return false;
            }
        });
        _greeted[key] = connection;
    }

    /// <summary>Serves a ticket at counter 1 and completes it; the pad's time runs.</summary>
    public async Task<TicketId> ServeAsync()
    {
        var counter = new CounterId("1");
        await Hub.Hall.ExecuteAsync(new OpenCounter(counter, new("1001")), cancellationToken: Token);
        var issued = await Hub.Hall.ExecuteAsync(new IssueTicket([new("A01")], PriorityCode.None), cancellationToken: Token);
        Assert.Null(issued.Rejection);
        await Hub.Hall.ExecuteAsync(new CallNext(counter), cancellationToken: Token);
        await Hub.Hall.ExecuteAsync(new StartService(counter), cancellationToken: Token);
        Assert.Null((await Hub.Hall.ExecuteAsync(new CompleteService(counter), cancellationToken: Token)).Rejection);
        return issued.Ticket!.Ticket.Id;
    }

    /// <summary>The rating of the ticket's first leg.</summary>
    public async Task<FeedbackLevel?> RatingOfAsync(TicketId ticket) =>
        (await Hub.Hall.AskAsync(new TicketById(ticket), Token))!.Ticket.Legs[0].Rating;

    public static PressReport Rating(PadLevel level, string counter = "1", long ageMilliseconds = 0) =>
        new(Guid.CreateVersion7(), "demo-small", counter, 1, ageMilliseconds, level, null, "");

    private static JsonObject Line(string name, string port, string agent, string counter) => new()
    {
        ["name"] = name, ["port"] = port, ["agent"] = agent, ["counters"] = new JsonObject { ["1"] = counter },
    };
}
