using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Ff68;

/// <summary>
/// One serial line with FF 68 pads, kept alive: the part of this assembly that a hub or an agent hosts. Safe for many threads.
/// <code>
/// var bus = new Ff68BusHost(config, OnPressAsync, TimeProvider.System, logger);
/// var running = bus.RunAsync(stopping);                    // in a BackgroundService; ends only when stopped
/// await bus.ShowAsync("A-01", ShowTicket.Of("A012", 7));   // at a call
/// await bus.AskAsync("A-01", () => isAsked);               // at completion
/// await bus.SendAsync("A-01", new Beep());                 // once
/// </code>
/// A missing, busy or forbidden port is no exception: <see cref="Status"/> says so in words and the port is tried again by itself.
/// </summary>
public sealed partial class Ff68BusHost : IAsyncDisposable
{
    private readonly ILogger logger;
    private readonly Ff68PadDriver driver;
    private readonly DeviceSupervisor supervisor;

    /// <param name="config">The line, its pads and what their bytes mean.</param>
    /// <param name="onPress">Makes a press durable; the pad is acknowledged when it completes.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <param name="logger">Where opening, breaking and refusing are written; never a rating.</param>
    /// <param name="link">The line itself; by default the serial port of the configuration.</param>
    /// <param name="jitter">A number from 0 to below 1, to spread reopening; by default <see cref="Random.Shared"/>.</param>
    public Ff68BusHost(
        Ff68BusConfig config, OnPressAsync onPress, TimeProvider timeProvider, ILogger logger,
        IDeviceLink? link = null, Func<double>? jitter = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        Config = config;
        this.logger = logger;
        driver = new Ff68PadDriver(config, onPress, timeProvider, logger);
        driver.PadsChanged += OnPadsChanged;
        supervisor = new DeviceSupervisor(
            link ?? new SerialLink(new SerialLinkSettings(config.PortName, config.BaudRate) { Dtr = config.Dtr, Rts = config.Rts }, logger),
            driver.RunAsync, timeProvider, jitter ?? Random.Shared.NextDouble, logger);
        supervisor.Changed += OnLinkChanged;
    }

    /// <summary>
    /// Raised after <see cref="Status"/> changed its link state, or a pad became mute or was heard again. Must return soon; an exception
    /// is logged.
    /// </summary>
    public event Action<Ff68BusStatus>? StatusChanged;

    /// <summary>Where frames are noted; null for nowhere.</summary>
    public FrameLog? Log
    {
        get => driver.Log;
        set => driver.Log = value;
    }

    /// <summary>The configuration.</summary>
    public Ff68BusConfig Config { get; }

    /// <summary>How the bus is now.</summary>
    public Ff68BusStatus Status => new(Config.PortName, supervisor.Status, driver.LastFrameAt, driver.Pads, driver.Counts);

    /// <summary>
    /// Runs the bus until cancelled, then waits for the presses in hand and ends without an exception. To be called once.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using (driver.ConfigureAwait(false))
        {
            await supervisor.RunAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>
    /// Tells the pads of a counter something. True when every one of them was written to; false when the line was down for too long
    /// (5 s by default), too much waited, or the counter has no pad here. It is not repeated, because its moment has passed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The command has no frame, such as ten stars.</exception>
    public async ValueTask<bool> SendAsync(string counter, Ff68Command command, CancellationToken cancellationToken = default)
    {
        return await AllAsync(counter, address => driver.SendAsync(address, command, cancellationToken).AsTask()).ConfigureAwait(false);
    }

    /// <summary>What the displays of a counter's pads should say, also after an outage. True when it was written everywhere.</summary>
    public Task<bool> ShowAsync(string counter, ShowTicket show) => AllAsync(counter, address => driver.ShowAsync(address, show));

    /// <summary>Has the pads of a counter ask for a rating, also when the line is back, as long as the question stands.</summary>
    public Task<bool> AskAsync(string counter, Func<bool> stands) => AllAsync(counter, address => driver.AskAsync(address, stands));

    /// <summary>For a host that was never run; <see cref="RunAsync"/> cleans up after itself.</summary>
    public ValueTask DisposeAsync() => driver.DisposeAsync();

    private async Task<bool> AllAsync(string counter, Func<byte, Task<bool>> tell)
    {
        var written = await Task.WhenAll(Config.Counters.Where(pad => pad.Value == counter).Select(pad => tell(pad.Key))).ConfigureAwait(false);
        return written.Length > 0 && written.All(isWritten => isWritten);
    }

    private void OnPadsChanged()
    {
        var pads = driver.Pads;
        supervisor.SetSilent(pads.Count > 0 && pads.All(pad => pad.IsMute), "No pad on this line answers.");
        Publish();
    }

    private void OnLinkChanged(LinkStatus status) => Publish();

    private void Publish()
    {
        try
        {
            StatusChanged?.Invoke(Status);
        }
        catch (Exception exception)
        {
            LogListenerFailed(exception, Config.PortName);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener to the status of bus {Port} failed")]
    private partial void LogListenerFailed(Exception exception, string port);
}
