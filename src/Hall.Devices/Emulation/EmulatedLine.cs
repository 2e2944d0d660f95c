using System.Collections.Concurrent;
using System.IO.Pipelines;

namespace Hall.Devices.Emulation;

/// <summary>
/// Emulated devices of one protocol on one port, with the faults of a real line. There is one for each driver that has a port.
/// </summary>
public sealed partial class EmulatedLine : IDisposable
{
    private readonly Dictionary<byte, Ff68PadEmulator> _pads = [];
    private readonly Dictionary<byte, Func<byte, CancellationToken, Task<bool>>> _ratings = [];
    private readonly Dictionary<byte, Func<byte, string, CancellationToken, Task<bool>>> _keys = [];
    private readonly ConcurrentDictionary<byte, string> _shown = new();
    private readonly ConcurrentDictionary<byte, int> _asked = new();
    private readonly List<IDisposable> _disposables = [];
    private readonly List<Func<CancellationToken, Task>> _living = [];
    private readonly EmulatedPort _port;
    private readonly TimeProvider _time;
    private readonly TextWriter _log;

    /// <param name="addresses">The devices' addresses.</param>
    /// <param name="baudRate">Bits per second that the line is paced to.</param>
    /// <param name="seed">Makes the losses repeatable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where it is told what happens.</param>
    /// <param name="protocol">One of <see cref="Protocols"/>.</param>
    /// <param name="tcpPort">A TCP port instead of a pseudo-terminal, 0 for a free one; an LCD pad is a WebSocket there.</param>
    /// <param name="fifo">Where a pad that types is made as a FIFO; null for a place of its own.</param>
    /// <exception cref="FormatException">There is no emulator for the protocol.</exception>
    /// <exception cref="IOException">The port could not be made.</exception>
    public EmulatedLine(
        IReadOnlyList<byte> addresses, int baudRate, int seed, TimeProvider time, TextWriter log, string protocol = "ff68",
            int? tcpPort = null, string? fifo = null)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        if (!Protocols.Contains(protocol))
        {
            throw new FormatException($"There is no emulator for '{protocol}'. There are {string.Join(", ", Protocols)}.");
        }

        (_time, _log, Protocol) = (time, log, protocol);
        _port = protocol switch
        {
            "keyboard" or "hidraw" => EmulatedPort.Fifo(fifo, seed, time),
            "lcd" => EmulatedPort.WebSocket(tcpPort ?? 0, seed, time),
            _ when tcpPort is { } number => EmulatedPort.Tcp(number, seed, time),
            _ => EmulatedPort.Terminal(baudRate, seed, time),
        };
        foreach (var address in addresses)
        {
            Add(address);
        }
    }

    /// <summary>What can be emulated: every driver that has a port.</summary>
    public static IReadOnlyList<string> Protocols { get; } =
        ["ff68", "qsystem", "ascii", "keyboard", "hidraw", "lcd", "lamp-a090", "strip-aabb", "onbon-5", "onbon-6", "escpos", "idcard"];

    /// <summary>Which of them this is.</summary>
    public string Protocol { get; }

    /// <summary>Where a hub or an agent opens it.</summary>
    public string PortName => _port.Name;

    /// <summary>The line, for its faults.</summary>
    public EmulatedPort Port => _port;

    /// <summary>The FF 68 pads by address.</summary>
    public IReadOnlyDictionary<byte, Ff68PadEmulator> Pads => _pads;

    /// <summary>The printer; null where there is none.</summary>
    public EscPosPrinterEmulator? Printer { get; private set; }

    /// <summary>The reader of identity cards; null where there is none.</summary>
    public IdCardReaderEmulator? Card { get; private set; }

    /// <summary>Each device answers also what is meant for the others.</summary>
    public bool AnswersOthers { get; set; }

    /// <summary>Raised with each text that a lamp shows.</summary>
    public event Action<byte, string>? LampShown;

    /// <summary>Gives a pseudo-terminal a name that stays, by a symbolic link; a port that has such a name keeps it.</summary>
    /// <exception cref="IOException">Something else is there: only what an emulation left behind is replaced, never a device.</exception>
    public void LinkAs(string path)
    {
        if (path == PortName || PortName.Contains("://", StringComparison.Ordinal))
        {
            return;
        }

        if (new FileInfo(path) is { LinkTarget: not null } stale)
        {
            stale.Delete();
        }

        File.CreateSymbolicLink(path, PortName);
    }

    /// <summary>Lets the devices live until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping) => Task.WhenAll([_port.RunAsync(stopping), .. _living.Select(live => live(stopping))]);

    /// <summary>A citizen presses a rating; false when it was not heard.</summary>
    /// <exception cref="FormatException">The device has no ratings.</exception>
    public Task<bool> PressRatingAsync(byte? address, byte value, CancellationToken stopping) =>
        Of(_ratings, address, "rating keys")(value, stopping);

    /// <summary>Carries a script out, step after step.</summary>
    /// <exception cref="FormatException">The devices on this line cannot do a step.</exception>
    public async Task PlayAsync(IEnumerable<PadStep> script, CancellationToken stopping)
    {
        ArgumentNullException.ThrowIfNull(script);
        foreach (var step in script)
        {
            await Task.Delay(step.After, _time, stopping).ConfigureAwait(false);
            await PlayAsync(step, stopping).ConfigureAwait(false);
        }
    }

    /// <summary>What an FF 68 pad shows.</summary>
    public Ff68PadDisplay DisplayOf(byte address) => _pads[address].Display;

    /// <summary>
    /// What a display shows, as it could be read off: the text with the colour of a lamp, the digits of a pad, number and "blinking" of a
    /// mini
    /// display, the mode of a QSystem lamp, the frame of a board's area. Empty before it was told anything.
    /// </summary>
    public string ShownAt(byte address) => _pads.TryGetValue(address, out var pad)
        ? $"{pad.Display.Number}|{pad.Display.Waiting}"
        : _shown.GetValueOrDefault(address, "");

    /// <summary>How often a pad was asked for a rating.</summary>
    public int AskedAt(byte address) => _pads.TryGetValue(address, out var pad) ? pad.TimesAsked : _asked.GetValueOrDefault(address);

    /// <inheritdoc />
    public void Dispose()
    {
        _disposables.ForEach(device => device.Dispose());
        _port.Dispose();
    }

    private async Task PlayAsync(PadStep step, CancellationToken stopping)
    {
        switch (step.Kind)
        {
            case PadStepKind.Press:
                await SayAsync(Invariant($"press {step.Value}"),
                    await PressRatingAsync(step.Address, (byte)step.Value, stopping).ConfigureAwait(false)).ConfigureAwait(false);
                break;
            case PadStepKind.Key:
                var pressed = await Of(_keys, step.Address, "keys")((byte)step.Value, step.Digits, stopping).ConfigureAwait(false);
                await SayAsync($"key {(byte)step.Value:X2}", pressed).ConfigureAwait(false);
                break;
            case PadStepKind.Drop:
                _port.Drop(step.Value);
                break;
            case PadStepKind.Corrupt:
                _port.Corrupt(step.Value);
                break;
            case PadStepKind.OutOfPaper:
                var printer = Printer ?? throw Lacks("printer");
                await WhileAsync(step, () => printer.LinesLeft = 0, () => printer.LinesLeft = int.MaxValue, stopping).ConfigureAwait(false);
                break;
            case PadStepKind.CoverOpen:
                var covered = Printer ?? throw Lacks("printer");
                await WhileAsync(step, () => covered.IsCoverOpen = true, () => covered.IsCoverOpen = false, stopping).ConfigureAwait(false);
                break;
            case PadStepKind.Card or PadStepKind.PulledCard:
                var reader = Card ?? throw Lacks("reader of cards");
                reader.PullsWhileReading = step.Kind == PadStepKind.PulledCard;
                await WhileAsync(step, () => reader.Card = step.Digits, () => reader.Card = null, stopping).ConfigureAwait(false);
                break;
            case PadStepKind.Collide:
                await WhileAsync(step, () => _port.Collides = true, () => _port.Collides = false, stopping).ConfigureAwait(false);
                break;
            case PadStepKind.AnswerOthers:
                await WhileAsync(step, () => AnswersOthers = true, () => AnswersOthers = false, stopping).ConfigureAwait(false);
                break;
            default:
                await WhileAsync(step, () => _port.IsSilent = true, () => _port.IsSilent = false, stopping).ConfigureAwait(false);
                break;
        }
    }

    // What has no end lasts while the next steps are carried out.
    private async Task WhileAsync(PadStep step, Action begin, Action end, CancellationToken stopping)
    {
        begin();
        if (step.For is { } lasting)
        {
            await Task.Delay(lasting, _time, stopping).ConfigureAwait(false);
            end();
        }
    }

    private static T Of<T>(Dictionary<byte, T> devices, byte? address, string what) =>
        devices.Count == 0 ? throw Lacks(what) : devices.GetValueOrDefault(address ?? devices.Keys.First())
            ?? throw new FormatException($"There is no device {address} on this line.");

    private static FormatException Lacks(string what) => new($"No device on this line has: {what}.");

    private void Live(Func<IDuplexPipe, CancellationToken, Task> device)
    {
        var line = _port.Attach();
        _living.Add(stopping => device(line, stopping));
    }

    private Task SayAsync(string what, bool acknowledged) => _log.WriteLineAsync($"{what}: {(acknowledged ? "acknowledged" : "given up")}");
}
