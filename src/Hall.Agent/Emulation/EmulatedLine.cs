using Hall.Devices.Emulation;
using Hall.Devices.Ff68;
using Hall.Devices.Lamps;
using Hall.Devices.Texts;

namespace Hall.Agent.Emulation;

/// <summary>Emulated devices on one port, with the faults of a real line: pads, lamps, a printer or a reader of identity cards.</summary>
internal sealed class EmulatedLine : IDisposable
{
    private readonly Dictionary<byte, Ff68PadEmulator> _pads = [];
    private readonly List<FrameEmulator<LampFrame>> _lamps = [];
    private readonly EscPosPrinterEmulator? _printer;
    private readonly List<Task> _devices = [];
    private readonly List<Func<CancellationToken, Task>> _living = [];
    private readonly EmulatedPort _port;
    private readonly TimeProvider _time;
    private readonly TextWriter _log;

    /// <param name="addresses">The devices' addresses.</param>
    /// <param name="baudRate">Bits per second that the line is paced to.</param>
    /// <param name="seed">Makes the losses repeatable.</param>
    /// <param name="time">The clock.</param>
    /// <param name="log">Where it is told what happens.</param>
    /// <param name="protocol">What they are: <c>ff68</c>, <c>lamp-a090</c>, <c>escpos</c> or <c>idcard</c>.</param>
    /// <param name="tcpPort">A TCP port instead of a pseudo-terminal; 0 for a free one.</param>
    /// <exception cref="FormatException">There is no emulator for the protocol.</exception>
    public EmulatedLine(IReadOnlyList<byte> addresses, int baudRate, int seed, TimeProvider time, TextWriter log, string protocol = "ff68", int? tcpPort = null)
    {
        (_time, _log, _port) = (time, log, new EmulatedPort(tcpPort, tcpPort is null ? baudRate : 0, seed, time));
        switch (protocol)
        {
            case "ff68":
                foreach (var address in addresses)
                {
                    AddPad(address);
                }

                break;
            case "lamp-a090":
                foreach (var address in addresses)
                {
                    AddLamp(address);
                }

                break;
            case "escpos":
                var printer = _printer = new EscPosPrinterEmulator();
                Add(line => stop => printer.RunAsync(line, stop));
                break;
            case "idcard":
                var reader = Card = new IdCardReaderEmulator(time);
                Add(line => stop => reader.RunAsync(line, stop));
                break;
            default:
                _port.Dispose();
                throw new FormatException($"There is no emulator for '{protocol}'. There are ff68, lamp-a090, escpos and idcard; a keyboard pad is a FIFO (mkfifo) that input events are written to.");
        }
    }

    /// <summary>Where a hub or an agent opens it.</summary>
    public string PortName => _port.Name;

    /// <summary>The line, for its faults.</summary>
    public EmulatedPort Port => _port;

    /// <summary>The pads by address.</summary>
    public IReadOnlyDictionary<byte, Ff68PadEmulator> Pads => _pads;

    /// <summary>The printer; null where there is none.</summary>
    public EscPosPrinterEmulator? Printer => _printer;

    /// <summary>The reader of identity cards; null where there is none.</summary>
    public IdCardReaderEmulator? Card { get; }

    /// <summary>Raised with each text that a lamp shows.</summary>
    public event Action<byte, string>? LampShown;

    /// <summary>Lets the devices live until cancelled.</summary>
    public Task RunAsync(CancellationToken stopping)
    {
        _devices.AddRange(_living.Select(live => live(stopping)));
        return Task.WhenAll([_port.RunAsync(stopping), .. _devices]);
    }

    /// <summary>Carries a script out, step after step.</summary>
    public async Task PlayAsync(IEnumerable<PadStep> script, CancellationToken stopping)
    {
        foreach (var step in script)
        {
            await Task.Delay(step.After, _time, stopping);
            switch (step.Kind)
            {
                case PadStepKind.Press:
                    await SayAsync($"press {step.Value}", await PadOf(step).PressRatingAsync((byte)step.Value, stopping));
                    break;
                case PadStepKind.Key:
                    await SayAsync($"key {(byte)step.Value:X2}", await PadOf(step).PressKeyAsync((byte)step.Value, step.Digits, stopping));
                    break;
                case PadStepKind.Drop:
                    _port.Drop(step.Value);
                    break;
                case PadStepKind.Corrupt:
                    _port.Corrupt(step.Value);
                    break;
                case PadStepKind.OutOfPaper:
                    await RunOutAsync(step, stopping);
                    break;
                default:
                    _port.IsSilent = true;
                    await Task.Delay(step.For ?? Timeout.InfiniteTimeSpan, _time, stopping);
                    _port.IsSilent = false;
                    break;
            }
        }
    }

    /// <summary>What a pad shows.</summary>
    public Ff68PadDisplay DisplayOf(byte address) => _pads[address].Display;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var pad in _pads.Values)
        {
            pad.Dispose();
        }

        foreach (var lamp in _lamps)
        {
            lamp.Dispose();
        }

        _port.Dispose();
    }

    private void AddPad(byte address)
    {
        // The line paces; the pad must not do it once more.
        var pad = _pads[address] = new Ff68PadEmulator(new() { Address = address, BaudRate = 0 }, _time);
        Add(line => stop => pad.RunAsync(line, stop));
    }

    private void AddLamp(byte address)
    {
        var codePage = new CodePageText("GBK");
        var lamp = new FrameEmulator<LampFrame>(new LampFrameReader(), frame =>
        {
            if (frame.Address != address)
            {
                return null;
            }

            LampShown?.Invoke(address, LampTexts.Of(frame, codePage));
            return [0xAA];
        }, _time);
        _lamps.Add(lamp);
        Add(line => stop => lamp.RunAsync(line, stop));
    }

    private void Add(Func<System.IO.Pipelines.IDuplexPipe, Func<CancellationToken, Task>> live) => _living.Add(live(_port.Attach()));

    private Ff68PadEmulator PadOf(PadStep step) => _pads.Count > 0 ? _pads[step.Address ?? _pads.Keys.First()] : throw new FormatException("There is no pad on this line.");

    private async Task RunOutAsync(PadStep step, CancellationToken stopping)
    {
        var printer = _printer ?? throw new FormatException("There is no printer on this line.");
        printer.LinesLeft = 0;
        if (step.For is { } lasting)
        {
            await Task.Delay(lasting, _time, stopping);
            printer.LinesLeft = int.MaxValue;
        }
    }

    private Task SayAsync(string what, bool acknowledged) => _log.WriteLineAsync($"{what}: {(acknowledged ? "acknowledged" : "given up")}");
}
