using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Hub;

/// <summary>The way to the hub, kept open for as long as the agent runs: handshake, device list, reports.</summary>
public sealed partial class HubLink : BackgroundService
{
    /// <summary>Why there is no way to the hub: the key.</summary>
    public const string KeyUnknown = "The hub does not know the key, or it was revoked.";

    /// <summary>Why there is no way to the hub: the key is for something else.</summary>
    public const string KeyOfAnotherRole = "The key's role is not 'agent'.";

    /// <summary>Why there is no way to the hub: it went, perhaps for an update.</summary>
    public const string HubClosed = "The hub closed the connection.";

    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(5);
    private static readonly string Software = $"hall-agent {typeof(HubLink).Assembly.GetName().Version?.ToString(3)}";
    private readonly HubConnection _connection;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly BackOff _backOff = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Prepares the way; nothing is opened yet.</summary>
    public HubLink(AgentSettings settings, TimeProvider time, ILogger<HubLink> logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        (_time, _logger) = (time, logger);
        Status = new(LinkState.Opening, time.GetUtcNow(), "", 0, 0);
        _connection = new HubConnectionBuilder()
            .WithUrl(new Uri(settings.Hub, AgentContract.Path), http =>
            {
                http.Headers["Authorization"] = $"Bearer {settings.Key}";
                http.Transports = HttpTransportType.WebSockets;
            })
            .AddJsonProtocol(json => AgentContract.Configure(json.PayloadSerializerOptions))
            .WithKeepAliveInterval(KeepAliveEvery).WithServerTimeout(SilentAfter).Build();
        _connection.On<PadShow>(AgentContract.Show, show => Shown?.Invoke(show));
        _connection.On<DeviceOrder>(AgentContract.Order, order => Ordered?.Invoke(order));
        _connection.On(AgentContract.DevicesChanged, () => _ = AskAgainAsync());
        _connection.Closed += fault =>
        {
            _closed.TrySetResult();
            return Task.CompletedTask;
        };
    }

    /// <summary>How the way is.</summary>
    public LinkStatus Status { get; private set; }

    /// <summary>The name that the hub knows this agent by; empty before the first handshake.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Raised with the lines that the hub wants to be open, at each connection and change.</summary>
    public event Action<IReadOnlyList<PadLine>>? DevicesGiven;

    /// <summary>Raised with what pads should show.</summary>
    public event Action<PadShow>? Shown;

    /// <summary>Raised with what the hub wants done now.</summary>
    public event Action<DeviceOrder>? Ordered;

    /// <summary>Waits until the hub listens.</summary>
    public Task ReadyAsync(CancellationToken cancel)
    {
        lock (_gate)
        {
            return _ready.Task.WaitAsync(cancel);
        }
    }

    /// <summary>Whether the hub listens.</summary>
    public bool IsReady => Status.State == LinkState.Up;

    /// <summary>Reports a press.</summary>
    public Task<PressAnswer> PressAsync(PressReport press, CancellationToken cancel) => _connection.InvokeAsync<PressAnswer>(AgentContract.Press, press, cancel);

    /// <summary>Reports a line.</summary>
    public Task LineAsync(LineReport line, CancellationToken cancel) => _connection.InvokeAsync(AgentContract.LineState, line, cancel);

    /// <summary>Tells what a reader says of an identity card.</summary>
    public Task CardAsync(CardReport card, CancellationToken cancel) => _connection.InvokeAsync(AgentContract.Card, card, cancel);

    /// <summary>Says what became of an order.</summary>
    public Task AnswerAsync(OrderAnswer answer, CancellationToken cancel) => _connection.InvokeAsync(AgentContract.Answer, answer, cancel);

    /// <summary>Whether an announcement may still begin to sound: none that was slept over, none without a way to the hub.</summary>
    public async Task<bool> MayPlayAsync(Guid order, CancellationToken cancel)
    {
        try
        {
            return await _connection.InvokeAsync<bool>(AgentContract.MayPlay, order, cancel);
        }
        catch (HubException)
        {
            // A hub that does not know the question.
            return true;
        }
        catch (Exception)
        {
            return false;
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var failuresInARow = 0;
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var startedAt = _time.GetTimestamp();
                var reason = await ConnectOnceAsync(stoppingToken);
                failuresInARow = _time.GetElapsedTime(startedAt) >= _backOff.SteadyAfter ? 0 : failuresInARow;
                Down(reason);
                await Task.Delay(_backOff.After(failuresInARow++, Random.Shared.NextDouble()), _time, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Stopped; the connection is closed below.
        }
        finally
        {
            await _connection.DisposeAsync();
        }
    }

    // One loop instead of SignalR's own reconnecting: a refused version or key and a hub that is away for a night are treated alike.
    private async Task<string> ConnectOnceAsync(CancellationToken stopping)
    {
        try
        {
            _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
            await _connection.StartAsync(stopping);
            var hello = await _connection.InvokeAsync<HelloAnswer>(AgentContract.Hello, AgentContract.Version, Software, stopping);
            Name = hello.Agent;
            DevicesGiven?.Invoke(await _connection.InvokeAsync<PadLine[]>(AgentContract.Devices, stopping));
            Up();
            await _closed.Task.WaitAsync(stopping);
            return HubClosed;
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            if (_connection.State != HubConnectionState.Disconnected)
            {
                await _connection.StopAsync(stopping);
            }

            return SentenceOf(fault);
        }
    }

    private async Task AskAgainAsync()
    {
        try
        {
            DevicesGiven?.Invoke(await _connection.InvokeAsync<PadLine[]>(AgentContract.Devices));
        }
        catch (Exception fault)
        {
            LogDown(fault.Message);
        }
    }

    private static string SentenceOf(Exception fault) => fault switch
    {
        HttpRequestException { StatusCode: System.Net.HttpStatusCode.Unauthorized } => KeyUnknown,
        HttpRequestException { StatusCode: System.Net.HttpStatusCode.Forbidden } => KeyOfAnotherRole,
        _ => fault.Message,
    };

    private void Up()
    {
        Status = new(LinkState.Up, _time.GetUtcNow(), "", Status.Opened + 1, Status.Failures);
        LogUp(Name);
        lock (_gate)
        {
            _ready.TrySetResult();
        }
    }

    private void Down(string reason)
    {
        lock (_gate)
        {
            if (_ready.Task.IsCompleted)
            {
                _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
            }
        }

        // The same refusal every ten seconds for a night would bury everything else in the log.
        if (Status.State != LinkState.Failed || Status.Reason != reason)
        {
            LogDown(reason);
            Status = Status with { State = LinkState.Failed, Since = _time.GetUtcNow(), Reason = reason };
        }

        Status = Status with { Failures = Status.Failures + 1 };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the hub as {Agent}")]
    private partial void LogUp(string agent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No way to the hub, it is tried again: {Reason}")]
    private partial void LogDown(string reason);
}
