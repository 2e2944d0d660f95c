using System.IO.Pipelines;
using Hall.Devices.Framing;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Ff68;

/// <summary>
/// Turns frames into presses and commands into frames, for all pads of one line. Outlives the line: what it knows of presses and
/// displays is carried from one opening to the next. Emulated only: no real pad was at hand.
/// </summary>
public sealed partial class Ff68PadDriver : IAsyncDisposable
{
    private readonly Ff68BusConfig config;
    private readonly TimeProvider timeProvider;
    private readonly ILogger logger;
    private readonly Ff68Tally tally = new();
    private readonly Ff68Echoes echoes;
    private readonly Ff68Transmitter transmitter;
    private readonly Ff68CommandQueue commands;
    private readonly Ff68Displays displays;
    private readonly Ff68PadWatch watch;
    private readonly Ff68PressDesk desk;
    private readonly Ff68FrameReader reader;

    /// <param name="config">The pads and what their bytes mean.</param>
    /// <param name="onPress">Makes a press durable.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <param name="logger">Where refusals are written; never a rating.</param>
    public Ff68PadDriver(Ff68BusConfig config, OnPressAsync onPress, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(config);
        this.config = config;
        this.timeProvider = timeProvider;
        this.logger = logger;
        echoes = new Ff68Echoes(config.Timing.Echo, config.BaudRate, timeProvider);
        transmitter = new Ff68Transmitter(echoes, config.Timing.WriteWithin, timeProvider);
        commands = new Ff68CommandQueue(config.Timing, transmitter, tally, timeProvider);
        commands.Written += OnWritten;
        displays = new Ff68Displays(transmitter, config.Timing.RefreshEvery, timeProvider);
        displays.Asked += OnAsked;
        watch = new Ff68PadWatch(config.Counters, config.Timing.MuteAfterAsking, timeProvider);
        desk = new Ff68PressDesk(config.Timing, onPress, transmitter, tally, timeProvider, logger);
        reader = new Ff68FrameReader(fault => tally.Add(counts => fault == FrameFault.Half
            ? counts with { HalfFrames = counts.HalfFrames + 1 }
            : counts with { WrongFrames = counts.WrongFrames + 1 }));
    }

    /// <summary>Raised when a pad became mute or was heard again.</summary>
    public event Action? PadsChanged;

    /// <summary>Where frames are noted; null for nowhere.</summary>
    public FrameLog? Log
    {
        get => transmitter.Log;
        set => transmitter.Log = value;
    }

    /// <summary>What went over the line so far.</summary>
    public Ff68Counts Counts => tally.Counts;

    /// <summary>The configured pads, by address.</summary>
    public IReadOnlyList<Ff68PadStatus> Pads => watch.Pads;

    /// <summary>When a valid frame was last read.</summary>
    public DateTimeOffset? LastFrameAt => watch.LastFrameAt;

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled. One line at a time.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(line);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var broken = transmitter.Attach(line.Output, session.Token);
        desk.LineUp();
        var reading = FrameLoop.RunAsync(line.Input, reader, OnFrame, config.Timing.LineIdle, timeProvider, session.Token, OnNoise);
        var writing = commands.WriteAsync(session.Token);
        var showing = Task.WhenAll(displays.WriteAsync(session.Token), displays.RefreshAsync(session.Token));
        try
        {
            await (await Task.WhenAny(reading, writing, showing, broken).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            transmitter.Detach();
            await session.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, writing, showing).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            desk.LineDown();
        }
    }

    /// <summary>
    /// Tells a pad something once. True when it was written to the line; false when the line was down for too long or too much waited,
    /// because its moment has passed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The command has no frame, such as ten stars.</exception>
    public ValueTask<bool> SendAsync(byte address, Ff68Command command, CancellationToken cancellationToken = default)
    {
        // Also when it cannot be written now: that a visit ended is so all the same.
        if (command is StartEvaluation)
        {
            desk.Asked(address);
        }

        return commands.SendAsync(address, command, cancellationToken);
    }

    /// <summary>What a pad's display should say, also after an outage. True when it was written, false when something newer took its place.</summary>
    public Task<bool> ShowAsync(byte address, ShowTicket show) => displays.ShowAsync(address, show);

    /// <summary>Asks for a rating as soon as the line can take it and as long as the question stands; once more when the line is back within that time.</summary>
    public Task<bool> AskAsync(byte address, Func<bool> stands)
    {
        // Also when it cannot be written now: that a visit ended is so all the same.
        desk.Asked(address);
        return displays.AskAsync(address, stands);
    }

    /// <summary>Cancels the recording of presses in hand and waits for it to end. The driver must not be running.</summary>
    public async ValueTask DisposeAsync()
    {
        await desk.DisposeAsync().ConfigureAwait(false);
        transmitter.Dispose();
    }

    private void OnFrame(Ff68Frame frame)
    {
        if (echoes.Take(frame))
        {
            tally.Add(counts => counts with { Echoes = counts.Echoes + 1 });
            return;
        }

        tally.Add(counts => counts with { Frames = counts.Frames + 1 });
        Log?.Add(isSent: false, Ff68Meaning.BytesOf(frame), Ff68Meaning.OfRead(frame, config.Map));
        if (Ff68Press.Read(frame, config.Map) is not { } press)
        {
            tally.Add(counts => counts with { NotUnderstood = counts.NotUnderstood + 1 });
            return;
        }

        if (watch.Heard(frame.Address))
        {
            PadsChanged?.Invoke();
        }

        if (!config.Counters.TryGetValue(frame.Address, out var counter) || (press.IsRatingPress && press.Level is null))
        {
            tally.Add(counts => counts with { Unconfigured = counts.Unconfigured + 1 });
            LogUnconfigured(config.PortName, frame.Address);
            Log?.Add(isSent: false, [], $"{frame.Address}: an address or a key that is not configured");
            desk.Take(frame, null);
            return;
        }

        var at = timeProvider.GetUtcNow();
        desk.Take(frame, id => press.IsRatingPress
            ? new RatingPressed(id, counter, frame.Address, at, press.Value, press.Level!.Value)
            : new KeyPressed(id, counter, frame.Address, at, press.Key, press.Digits));
    }

    private void OnNoise(long bytes) => tally.Add(counts => counts with { Noise = counts.Noise + bytes });

    private void OnWritten(byte address, Ff68Command command)
    {
        if (command is StartEvaluation)
        {
            OnAsked(address);
        }
    }

    private void OnAsked(byte address)
    {
        if (watch.Asked(address))
        {
            PadsChanged?.Invoke();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "On {Port} address {Address} sent a press that the configuration does not know")]
    private partial void LogUnconfigured(string port, byte address);
}
