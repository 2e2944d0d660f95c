using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Ff68;

/// <summary>
/// Turns frames into presses and commands into frames, for all pads of one line. Outlives the line: what it knows of presses and
/// displays is carried from one opening to the next. Emulated only: no real pad was at hand.
/// </summary>
public sealed partial class Ff68PadDriver : IDisposable
{
    /// <summary>The places of questions lie above those of displays, which are the addresses.</summary>
    private const int Questions = 256;

    private readonly Ff68BusConfig _config;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Ff68Echoes _echoes;
    private readonly LineDriver<Ff68Frame> _line;
    private readonly Ff68PadWatch _watch;
    private readonly Ff68PressHandler _presses;

    /// <param name="config">The pads and what their bytes mean.</param>
    /// <param name="onPress">Makes a press durable.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <param name="logger">Where refusals are written; never a rating.</param>
    public Ff68PadDriver(Ff68BusConfig config, OnPressAsync onPress, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_config, _timeProvider, _logger) = (config, timeProvider, logger);
        _echoes = new(config.Timing.Echo, config.BaudRate, timeProvider);
        _line = new(fault => new Ff68FrameReader(fault), OnFrame, config.Timing.OfLine, timeProvider)
        {
            BeforeWrite = frame => _echoes.Note(Ff68Frame.OfBytes(frame.Span)),
            IsEcho = _echoes.Take,
            NoteOfRead = frame => new(Ff68Meaning.BytesOf(frame), Ff68Meaning.OfRead(frame, config.Map)),
            NoteOfSent = NoteOfSent,
            OnShown = OnShown,
        };
        _watch = new(config.Counters, config.Timing.MuteAfterAsking, timeProvider);
        _presses = new(config.Timing, onPress, _line, timeProvider, logger);
    }

    /// <summary>Raised when a pad became mute or was heard again.</summary>
    public event Action? PadsChanged;

    /// <summary>Where frames are noted; null for nowhere.</summary>
    public FrameLog? Log
    {
        get => _line.Log;
        set => _line.Log = value;
    }

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => _line.Counts;

    /// <summary>The configured pads, by address.</summary>
    public IReadOnlyList<DeviceStatus> Pads => _watch.Pads;

    /// <summary>When a frame of a pad was last read and understood.</summary>
    public DateTimeOffset? LastFrameAt => _watch.LastFrameAt;

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled. One line at a time.</summary>
    public async Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken)
    {
        _presses.LineUp();
        try
        {
            await _line.RunAsync(opened, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _echoes.Clear();
            _presses.LineDown();
        }
    }

    /// <summary>
    /// Tells a pad something once. True when it was written to the line; false when the line was down for too long or too much waited,
    /// because its moment has passed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The command has no frame, such as ten stars.</exception>
    public Task<bool> SendAsync(byte address, Ff68Command command, CancellationToken cancellationToken = default)
    {
        // Also when it cannot be written now: that a visit ended is so all the same.
        if (command is StartEvaluation)
        {
            _presses.Asked(address);
        }

        return _line.SendWithinAsync(BytesOf(address, command), _config.Timing.CommandStaleAfter, cancellationToken);
    }

    /// <summary>
    /// What a pad's display should say, also after an outage. True when it was written, false when something newer took its place.
    /// </summary>
    public Task<bool> ShowAsync(byte address, ShowTicket show) => _line.ShowAsync(address, BytesOf(address, show));

    /// <summary>
    /// Asks for a rating as soon as the line can take it and as long as the question stands; once more when the line is back within that
    /// time.
    /// </summary>
    public Task<bool> AskAsync(byte address, Func<bool> stands)
    {
        // Also when it cannot be written now: that a visit ended is so all the same.
        _presses.Asked(address);
        return _line.ShowAsync(Questions + address, BytesOf(address, new StartEvaluation()), stands);
    }

    /// <summary>Cancels the recording of presses in hand and waits for it to end. The driver must not be running.</summary>
    public ValueTask StopAsync() => _presses.DisposeAsync();

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private static byte[] BytesOf(byte address, Ff68Command command) => Ff68FrameWriter.ToBytes(Ff68FrameWriter.Command(address, command));

    private static NotedFrame NoteOfSent(ReadOnlyMemory<byte> bytes)
    {
        var frame = Ff68Frame.OfBytes(bytes.Span);
        return new(Ff68Meaning.BytesOf(frame), Ff68Meaning.OfSent(frame));
    }

    private void OnFrame(Ff68Frame frame)
    {
        if (Ff68Press.Read(frame, _config.Map) is not { } press)
        {
            _line.Tally.Add(counts => counts with { NotUnderstood = counts.NotUnderstood + 1 });
            return;
        }

        if (_watch.Heard(frame.Address))
        {
            PadsChanged?.Invoke();
        }

        if (!_config.Counters.TryGetValue(frame.Address, out var counter) || (press.IsRatingPress && press.Level is null))
        {
            _line.Tally.Add(counts => counts with { Unconfigured = counts.Unconfigured + 1 });
            LogUnconfigured(_config.PortName, frame.Address);
            Log?.Add(isSent: false, [], $"{frame.Address}: an address or a key that is not configured");
            _presses.Take(frame, null);
            return;
        }

        var at = _timeProvider.GetUtcNow();
        _presses.Take(frame, id => press.IsRatingPress
            ? new RatingPressed(id, counter, frame.Address, at, press.Value, press.Level!.Value)
            : new KeyPressed(id, counter, frame.Address, at, press.Key, press.Digits));
    }

    private void OnShown(ReadOnlyMemory<byte> bytes)
    {
        var frame = Ff68Frame.OfBytes(bytes.Span);
        if (frame.Payload is [0x01, 0x0B] && _watch.Asked(frame.Address))
        {
            PadsChanged?.Invoke();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "On {Port} address {Address} sent a press that the configuration does not know")]
    private partial void LogUnconfigured(string port, byte address);
}
