using System.Text;
using Hall.Devices.Framing;
using Hall.Devices.Lamps;
using Hall.Devices.Onbon;
using Hall.Devices.QSystem;
using Hall.Devices.Strips;
using Hall.Devices.Texts;

namespace Hall.Devices.Emulation;

// How each device hears, answers and is pressed.
public sealed partial class EmulatedLine
{
    /// <summary>The codes of linux/input-event-codes.h: '1' is 2 and so on, '0' is 11.</summary>
    private const int FirstDigit = 2;

    /// <summary>The bytes before a strip's text.</summary>
    private const int StripParameterCount = 5;

    /// <summary>The usages of the HID keyboard page: '1' is 1E and so on, '0' is 27.</summary>
    private const int FirstHidDigit = 0x1E;

    /// <summary>Keys of FF 68, which a script speaks, as QSystem's buttons have them.</summary>
    private static readonly Dictionary<byte, byte> Buttons =
        new() { [0x0C] = 0x31, [0x0D] = 0x31, [0x0A] = 0x32, [0x13] = 0x33, [0x0B] = 0x34 };

    private void Add(byte address)
    {
        switch (Protocol)
        {
            case "ff68":
                // The line paces; the pad must not do it once more. Pads that collided must not repeat in step.
                var repeat = TimeSpan.FromMilliseconds(500 + (10 * (address % 16)));
                var pad = _pads[address] =
                    Kept(new Ff68PadEmulator(new() { Address = address, BaudRate = 0, RepeatAfter = repeat }, _time));
                _ratings[address] = pad.PressRatingAsync;
                _keys[address] = pad.PressKeyAsync;
                Live(pad.RunAsync);
                break;
            case "qsystem":
                var buttons = Framed(new QSystemShownReader(), frame => Shows(address, frame.Address, frame.Shown));
                _keys[address] = (key, _, stopping) => Buttons.TryGetValue(key, out var button)
                    ? buttons.SendAsync(new[] { QSystemFrameReader.Begin, address, button, QSystemFrameReader.End }, stopping)
                    : throw new FormatException("A QSystem button has call, recall, start, transfer and evaluate.");
                break;
            case "ascii":
                var ascii = Framed(new EndReader((byte)'0'), _ => IsAsked(address));
                _ratings[address] = (value, stopping) => ascii.SendAsync(Encoding.ASCII.GetBytes($"SE20{value}"), stopping);
                break;
            case "lcd":
                var lcd = Framed(new EndReader((byte)'\n'), _ => IsAsked(address));
                _ratings[address] = (value, stopping) =>
                    lcd.SendAsync(Encoding.UTF8.GetBytes($$"""{"type":10,"ret":0,"EvaluatorLevel":{{value}}}"""), stopping);
                break;
            case "keyboard" or "hidraw":
                var typing = Framed(new EndReader(0), _ => null);
                _ratings[address] = (value, stopping) => typing.SendAsync(Typed((value + 9) % 10), stopping);
                break;
            case "lamp-a090":
                var codePage = new CodePageText("GBK");
                Framed(new LampFrameReader(), frame => Lamp(address, frame, codePage));
                break;
            case "strip-aabb":
                var gbk = new CodePageText("GBK");
                Framed(new StripFrameReader(), frame =>
                    Shows(address, frame.Address, gbk.ToText(Convert.FromHexString(frame.Body).AsSpan(StripParameterCount).ToArray())));
                break;
            case "onbon-5" or "onbon-6" when _disposables.Count == 0:
                // One card with all areas. Done, whatever it was asked.
                Framed(new OnbonShownReader(), frame => Board(frame.Area, frame.Frame));
                break;
            case "escpos" when Printer is null:
                Live((Printer = new EscPosPrinterEmulator()).RunAsync);
                break;
            case "idcard" when Card is null:
                Live((Card = new IdCardReaderEmulator(_time)).RunAsync);
                break;
        }
    }

    private byte[]? Lamp(byte address, LampFrame frame, CodePageText codePage)
    {
        if (frame.Address != address)
        {
            return AnswersOthers ? [0xAA] : null;
        }

        var text = LampTexts.Of(frame, codePage);
        _shown[address] = text.Length == 0 ? "" : $"{text} {$"{(LampColour)Convert.FromHexString(frame.Data)[^1]}".ToLowerInvariant()}";
        LampShown?.Invoke(address, text);
        return [0xAA];
    }

    private byte[]? Shows(byte address, byte addressed, string shown)
    {
        if (addressed == address)
        {
            _shown[address] = shown;
        }

        return null;
    }

    private byte[]? IsAsked(byte address)
    {
        _asked.AddOrUpdate(address, 1, (_, before) => before + 1);
        return null;
    }

    private byte[] Board(int area, string frame)
    {
        if (area >= 0)
        {
            _shown[(byte)(area + 1)] = frame;
        }

        return OnbonFrameWriter.Frame([0x00, 0xA0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]);
    }

    private byte[] Typed(int digit) => Protocol == "keyboard"
        ? KeystrokeRecords.Press((ushort)(FirstDigit + digit), _time.GetUtcNow())
        : [0, 0, (byte)(FirstHidDigit + digit), 0, 0, 0, 0, 0, .. new byte[8]];

    private FrameEmulator<TFrame> Framed<TFrame>(IFrameReader<TFrame> reader, Func<TFrame, byte[]?> answer)
    {
        var device = Kept(new FrameEmulator<TFrame>(reader, answer, _time));
        Live(device.RunAsync);
        return device;
    }

    private T Kept<T>(T device)
        where T : IDisposable
    {
        _disposables.Add(device);
        return device;
    }

    /// <summary>What a device hears that only needs to know that something was said: told by its last byte.</summary>
    private sealed class EndReader(byte end) : FrameScan<byte>(end, 1, null)
    {
        protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out byte frame, out int used)
        {
            (frame, used) = (bytes[0], 1);
            return FrameFinding.Frame;
        }
    }
}
