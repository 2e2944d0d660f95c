using Hall.Agent.Clock;
using Hall.Agent.Outbox;
using Hall.Agent.Settings;
using Hall.Devices.Agents;
using Hall.Devices.Connections;
using Hall.Devices.Displays;
using Hall.Devices.Settings;
using Hall.Devices.Supervision;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Hub;

/// <summary>The way to the hub, kept open for as long as the agent runs: handshake, device list, reports.</summary>
public sealed partial class HubLink : Worker, IPressSink
{
    /// <summary>Why there is no way to the hub: the key.</summary>
    public const string KeyUnknown = "The hub does not know the key, or it was revoked.";

    /// <summary>Why there is no way to the hub: the key is for something else.</summary>
    public const string KeyOfAnotherRole = "The key's role is not 'agent'.";

    /// <summary>Why there is no way to the hub: it went, perhaps for an update.</summary>
    public const string HubClosed = "The hub closed the connection.";

    private const string BeforeASentence = "HubException: ";
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan AskAgainAfter = TimeSpan.FromSeconds(1);
    private static readonly string Software = $"hall-agent {typeof(HubLink).Assembly.GetName().Version?.ToString(3)}";
    private readonly HubConnection _connection;
    private readonly BackOff _backOff = new();
    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _listChanged = new(0, 1);
    private TaskCompletionSource _ready = NewSignal();
    private TaskCompletionSource _closed = NewSignal();
    private int _failuresInARow;

    /// <summary>Prepares the way; nothing is opened yet.</summary>
    public HubLink(AgentSettings settings, AgentClock clock, StandstillReport report, ILogger<HubLink> logger)
        : base(AgentWork.Hub, clock, report, logger)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(clock);
        Status = new(LinkState.Opening, clock.GetUtcNow(), "", 0, 0);
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
        _connection.On(AgentContract.DevicesChanged, AskAgain);
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
    public event Action<IReadOnlyList<DeviceLineSettings>>? DevicesGiven;

    /// <summary>Raised with what pads should show.</summary>
    public event Action<PadShow>? Shown;

    /// <summary>Raised with what the hub wants done now.</summary>
    public event Action<DeviceOrder>? Ordered;

    /// <summary>Raised when the hub listens.</summary>
    public event Action? Opened;

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
    public Task<PressAnswer> PressAsync(PressReport press, CancellationToken cancel) =>
        _connection.InvokeAsync<PressAnswer>(AgentContract.Press, press, cancel);

    /// <summary>Reports a line.</summary>
    public Task LineAsync(LineReport line, CancellationToken cancel) => _connection.InvokeAsync(AgentContract.LineState, line, cancel);

    /// <summary>Reports the agent itself.</summary>
    public Task StateAsync(AgentReport report, CancellationToken cancel) => _connection.InvokeAsync(AgentContract.State, report, cancel);

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
    public Task BeginAnewAsync() => _connection.StopAsync(CancellationToken.None);

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.Zero;

    // It lasts as long as the connection.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => null;

    /// <summary>
    /// One connection, from its handshake to its end, and the pause after it: one loop instead of SignalR's own reconnecting, so that a
    /// refused version or key and a hub that is away for a night are treated alike.
    /// </summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        var startedAt = Time.GetTimestamp();
        var reason = await ConnectOnceAsync(stop);
        _failuresInARow = Time.GetElapsedTime(startedAt) >= _backOff.SteadyAfter ? 0 : _failuresInARow;
        Down(reason);
        await Task.Delay(_backOff.After(_failuresInARow++, Random.Shared.NextDouble()), Time, stop);
    }

    /// <inheritdoc />
    protected override async Task EndAsync() => await _connection.DisposeAsync();

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<string> ConnectOnceAsync(CancellationToken stopping)
    {
        try
        {
            _closed = NewSignal();
            await _connection.StartAsync(stopping);
            var hello = await _connection.InvokeAsync<HelloAnswer>(AgentContract.Hello, AgentContract.Version, Software, stopping);
            Name = hello.Agent;
            DevicesGiven?.Invoke(await _connection.InvokeAsync<DeviceLineSettings[]>(AgentContract.Devices, stopping));
            Up();
            await FollowListAsync(stopping);
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

    // Until the connection ends; a list that could not be fetched is asked for again.
    private async Task FollowListAsync(CancellationToken stopping)
    {
        while (true)
        {
            using var over = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            var changed = _listChanged.WaitAsync(over.Token);
            await Task.WhenAny(_closed.Task, changed);
            await over.CancelAsync();
            stopping.ThrowIfCancellationRequested();
            if (_closed.Task.IsCompleted)
            {
                return;
            }

            try
            {
                DevicesGiven?.Invoke(await _connection.InvokeAsync<DeviceLineSettings[]>(AgentContract.Devices, stopping));
            }
            catch (HubException fault)
            {
                LogListNotGiven(Logger, fault.Message);
                await Task.Delay(AskAgainAfter, Time, stopping);
                AskAgain();
            }
        }
    }

    private void AskAgain()
    {
        try
        {
            _listChanged.Release();
        }
        catch (SemaphoreFullException)
        {
            // It is asked for already.
        }
    }

    private static string SentenceOf(Exception fault) => fault switch
    {
        HttpRequestException { StatusCode: System.Net.HttpStatusCode.Unauthorized } => KeyUnknown,
        HttpRequestException { StatusCode: System.Net.HttpStatusCode.Forbidden } => KeyOfAnotherRole,
        HubException { Message: var message } when message.IndexOf(BeforeASentence, StringComparison.Ordinal) is >= 0 and var at =>
            message[(at + BeforeASentence.Length)..],
        _ => fault.Message,
    };

    private void Up()
    {
        Status = new(LinkState.Up, Time.GetUtcNow(), "", Status.Opened + 1, Status.Failures);
        LogUp(Logger, Name);
        lock (_gate)
        {
            _ready.TrySetResult();
        }

        Opened?.Invoke();
    }

    private void Down(string reason)
    {
        lock (_gate)
        {
            if (_ready.Task.IsCompleted)
            {
                _ready = NewSignal();
            }
        }

        // The same refusal every ten seconds for a night would bury everything else in the log.
        if (Status.State != LinkState.Failed || Status.Reason != reason)
        {
            LogDown(Logger, reason);
            Status = Status with { State = LinkState.Failed, Since = Time.GetUtcNow(), Reason = reason };
        }

        Status = Status with { Failures = Status.Failures + 1 };
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Connected to the hub as {Agent}")]
    private static partial void LogUp(ILogger logger, string agent);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No way to the hub, it is tried again: {Reason}")]
    private static partial void LogDown(ILogger logger, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub did not give its list of lines, it is asked again: {Reason}")]
    private static partial void LogListNotGiven(ILogger logger, string reason);
}
