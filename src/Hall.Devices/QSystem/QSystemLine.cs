using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Devices.Texts;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.QSystem;

/// <summary>The devices of one line and what their bytes mean.</summary>
/// <param name="PortName">The port, for logs.</param>
/// <param name="Counters">Address → counter.</param>
public sealed record QSystemConfig(string PortName, IReadOnlyDictionary<byte, string> Counters)
{
    /// <summary>
    /// Key byte → meaning. 31 is "call or recall", 34 "finish, or a no-show while called": the hub knows which, by whether somebody stands
    /// called.
    /// </summary>
    public IReadOnlyDictionary<byte, PadKey> Keys { get; init; } = new Dictionary<byte, PadKey>
    {
        [0x31] = PadKey.Call, [0x32] = PadKey.Start, [0x33] = PadKey.Forward, [0x34] = PadKey.Finish,
    };

    /// <summary>The counter that "finish and forward" sends to, in digits; empty for the visit's next service alone.</summary>
    public string ForwardTo { get; init; } = "";

    /// <summary>The same key of the same address within this is a bouncing key, not a second press; there is no retransmission.</summary>
    public TimeSpan Bounce { get; init; } = TimeSpan.FromMilliseconds(300);

    /// <summary>The boards' code page.</summary>
    public string CodePage { get; init; } = "GBK";

    /// <summary>Boards need 300 ms between two frames; a line with nothing but buttons and lamps may set less.</summary>
    public LineTiming Timing { get; init; } = new() { Gap = TimeSpan.FromMilliseconds(300) };
}

/// <summary>
/// Buttons, lamps, mini displays and boards of the QSystem kind on one line, 57600 8N1. Emulated only: no real device was at hand.
/// </summary>
public sealed partial class QSystemLine : IDisposable
{
    private readonly QSystemConfig _config;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly Action<byte>? _heard;
    private readonly PressForwarder _forwarder;
    private readonly CodePageText _text;
    private readonly Dictionary<byte, (byte Key, long At)> _last = [];
    private readonly LineDriver<QSystemFrame> _line;

    /// <param name="config">The devices and what their bytes mean.</param>
    /// <param name="forwarder">Carries the presses; the host runs it.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <param name="logger">Where refusals are written.</param>
    /// <param name="heard">Told the address of each press.</param>
    public QSystemLine(QSystemConfig config, PressForwarder forwarder, TimeProvider timeProvider, ILogger logger,
        Action<byte>? heard = null)
    {
        ArgumentNullException.ThrowIfNull(config);
        _config = config;
        _forwarder = forwarder;
        _timeProvider = timeProvider;
        _logger = logger;
        _heard = heard;
        _text = new CodePageText(config.CodePage);
        _line = new LineDriver<QSystemFrame>(fault => new QSystemFrameReader(fault), OnFrame, config.Timing, timeProvider);
    }

    /// <summary>Raised with the address of each configured device that said something.</summary>
    public event Action<byte>? Heard;

    /// <summary>What is known of the line.</summary>
    public ILineFigures Figures => _line;

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => _line.Counts;

    /// <summary>Frames of an address or key that the configuration does not know.</summary>
    public long Unconfigured { get; private set; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken) => _line.RunAsync(opened, cancellationToken);

    /// <summary>Sets a lamp, also after an outage.</summary>
    public Task<bool> ShowAsync(byte address, QSystemLampMode mode) => _line.ShowAsync(address, QSystemFrameWriter.Lamp(address, mode));

    /// <summary>Shows a number on a mini display, also after an outage.</summary>
    public Task<bool> ShowNumberAsync(byte address, string number, bool blinks) =>
        _line.ShowAsync(address, QSystemFrameWriter.Display(address, number, blinks));

    /// <summary>Shows text on a board, also after an outage.</summary>
    public Task<bool> ShowTextAsync(byte address, string shown) =>
        _line.ShowAsync(address, QSystemFrameWriter.Board(address, shown, _text));

    public void Dispose() => _line.Dispose();

    private void OnFrame(QSystemFrame frame)
    {
        if (_config.Counters.ContainsKey(frame.Address))
        {
            Heard?.Invoke(frame.Address);
        }

        if (frame.Length != 1 || !_config.Counters.TryGetValue(frame.Address, out var counter)
            || !_config.Keys.TryGetValue(frame.First, out var key))
        {
            Unconfigured++;
            _line.CameFromNobody();
            _line.Log?.Add(isSent: false, [], $"{frame.Address}: an address or a key that is not configured");
            LogUnconfigured(_config.PortName, frame.Address);
            return;
        }

        _heard?.Invoke(frame.Address);
        var now = _timeProvider.GetTimestamp();
        var isBounce = _last.TryGetValue(frame.Address, out var before) && before.Key == frame.First
            && _timeProvider.GetElapsedTime(before.At, now) < _config.Bounce;
        _last[frame.Address] = (frame.First, now);
        if (isBounce)
        {
            _line.Log?.Add(isSent: false, [], $"{frame.Address}: the same key once more, bouncing");
            return;
        }

        var digits = key is PadKey.Forward or PadKey.Transfer ? _config.ForwardTo : "";
        _forwarder.Take(new KeyPressed(Guid.NewGuid(), counter, frame.Address, _timeProvider.GetUtcNow(), key, digits));
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "On {Port} address {Address} sent a frame that the configuration does not know")]
    private partial void LogUnconfigured(string port, byte address);
}
