using Hall.Devices.AsciiPads;
using Hall.Devices.Displays;
using Hall.Devices.EscPos;
using Hall.Devices.Ff68;
using Hall.Devices.IdCards;
using Hall.Devices.KeyboardPads;
using Hall.Devices.Lamps;
using Hall.Devices.LcdPads;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Onbon;
using Hall.Devices.Presses;
using Hall.Devices.QSystem;
using Hall.Devices.Settings;
using Hall.Devices.Slips;
using Hall.Devices.Sounds;
using Hall.Devices.Strips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Composition;

/// <summary>Makes of a configured line what runs it: the same on a hub and on an agent.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="logger">Where lines write.</param>
/// <param name="play">Plays sounds; by default aplay.</param>
/// <param name="linkOf">Makes the way to a line's port; by default <see cref="LinkOf"/>.</param>
public sealed class LineFactory(TimeProvider timeProvider, ILogger logger, PlaySound? play = null, Func<DeviceLineSettings, IDeviceLink>? linkOf = null)
{
    /// <summary>The protocols that have a driver here.</summary>
    public static IReadOnlyList<string> Protocols { get; } =
        ["ff68", "qsystem", "ascii", "keyboard", "hidraw", "lcd", "lamp-a090", "strip-aabb", "onbon-5", "onbon-6", "escpos", "sound", "idcard"];

    /// <summary>A line that is ready to be run; null when its protocol has no driver here.</summary>
    /// <param name="line">The line.</param>
    /// <param name="onPress">Gets its presses.</param>
    /// <param name="onCard">Gets what a reader says of identity cards; null for nobody.</param>
    /// <exception cref="FormatException">A setting cannot be read; the message says which.</exception>
    public ILineHost? Make(DeviceLineSettings line, OnPressAsync onPress, Action<CardReading>? onCard = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line.Protocol == "ff68")
        {
            return new Ff68LineHost(new(Ff68BusConfig.Of(line), onPress, timeProvider, logger, (linkOf ?? LinkOf)(line)), timeProvider, logger);
        }

        var log = new FrameLog(timeProvider, SentMeaning.Of(line.Protocol, line.Setting("codePage", "GBK")));
        var forwarder = new PressForwarder(onPress, timeProvider, logger);
        return DeviceOf(line, forwarder, log, onCard ?? (_ => { })) is { } device ? new LineHost((linkOf ?? LinkOf)(line), device, forwarder, log, timeProvider, logger) : null;
    }

    /// <summary>The way to a line's port: <c>tcp://host:port</c>, <c>ws://…</c>, a device's file, or a serial port.</summary>
    public IDeviceLink LinkOf(DeviceLineSettings line)
    {
        ArgumentNullException.ThrowIfNull(line);
        return Uri.TryCreate(line.Port, UriKind.Absolute, out var address) && address.Scheme is "tcp" or "ws" or "wss"
            ? address!.Scheme == "tcp" ? new TcpLink(address.Host, address.Port, timeProvider) : new WebSocketLink(address, timeProvider)
            : (line.Protocol, line.Port) switch
            {
                ("sound", var card) => new NoLink(card),
                ("keyboard", var file) => new FileLink(file, FileUse.Read, grab: true, refusal => LineLog.GrabRefused(logger, refusal)),
                ("hidraw", var file) => new FileLink(file, FileUse.Read),
                ("escpos", var file) when OperatingSystem.IsLinux() =>
                    new PrinterFileLink(file, new FileLink(file, line.Setting("answers", "yes") == "no" ? FileUse.Write : FileUse.ReadWrite), SerialOf(line)),
                _ => SerialOf(line),
            };
    }

    // An adapter that wants its control lines set is worth the thread that System.IO.Ports keeps for it.
    private IDeviceLink SerialOf(DeviceLineSettings line) => (LineMaps.Switch(line, "dtr"), LineMaps.Switch(line, "rts")) switch
    {
        (null, null) when OperatingSystem.IsLinux() && SerialFileLink.SpeedOf(line.BaudRate) is { } speed => new SerialFileLink(line.Port, speed),
        var (dtr, rts) => new SerialLink(new SerialLinkSettings(line.Port, line.BaudRate) { Dtr = dtr, Rts = rts }, logger),
    };

    private ILineDevice? DeviceOf(DeviceLineSettings line, PressForwarder forwarder, FrameLog log, Action<CardReading> onCard)
    {
        var only = line.Counters.Values.FirstOrDefault() ?? "";
        var texts = DisplayTexts.Of(line);
        var codePage = line.Setting("codePage", "GBK");
        var answers = line.Setting("answers", "yes") != "no";
        switch (line.Protocol)
        {
            case "qsystem":
                var shows = Enum.TryParse<QSystemShows>(line.Setting("shows", "lamp"), ignoreCase: true, out var kind) ? kind : QSystemShows.Lamp;
                var gap = shows == QSystemShows.Board ? 300 : 0;
                var buttons = new QSystemConfig(line.Port, line.Addresses()) { CodePage = codePage, Timing = new() { Gap = TimeSpan.FromMilliseconds(gap) } };
                buttons = buttons with { Keys = ButtonsOf(LineMaps.Of(line, "keys", LineMaps.Hexadecimal, buttons.Keys)), ForwardTo = line.Setting("forwardTo", "") };
                return new QSystemDevice(buttons, shows, texts, forwarder, log, timeProvider, logger);
            case "ascii":
                var ascii = new AsciiPadConfig(only) { Request = line.Setting("request", "SE10") };
                return new AsciiDevice(ascii with { Levels = LineMaps.Of(line, "levels", LineMaps.Character, ascii.Levels) }, forwarder, log, timeProvider);
            case "keyboard":
            case "hidraw":
                var source = line.Protocol == "hidraw" ? KeyboardPadSource.HidReports : KeyboardPadSource.InputEvents;
                var typed = new KeyboardPadConfig(only) { Source = source };
                typed = typed with { Levels = LineMaps.Of(line, "levels", LineMaps.Character, typed.Levels), Keys = LineMaps.Of(line, "keys", LineMaps.Character, typed.Keys) };
                return new KeyboardDevice(typed, forwarder, log, timeProvider);
            case "lcd":
                return new LcdPad(only, line.Setting("timeout", 15), LineMaps.Of(line, "levels", LineMaps.Number, LcdPad.UsualLevels), forwarder, log, timeProvider);
            case "lamp-a090":
                var length = Enum.TryParse<LampLength>(line.Setting("length", "dataBytes"), ignoreCase: true, out var counted) ? counted : LampLength.DataBytes;
                var timing = new LampConfig().Timing;
                return new LampDevice(
                    new LampConfig { Length = length, CodePage = codePage, Timing = answers ? timing : timing with { AnswerWithin = null } }, line.Addresses(), texts, log, timeProvider);
            case "strip-aabb":
                return new StripDevice(line.Addresses(), texts, StripParameters.Of(line), log, timeProvider);
            case "onbon-5":
            case "onbon-6":
                var screen = new OnbonDeviceConfig
                {
                    Card = line.Protocol == "onbon-6" ? OnbonCard.Bx6E : OnbonCard.Bx5E,
                    Width = (ushort)Math.Clamp(line.Setting("width", 128), 8, 1024), Height = (ushort)Math.Clamp(line.Setting("height", 16), 8, 256), Volume = Math.Clamp(line.Setting("volume", 0), 0, 10),
                };
                return new OnbonDevice(screen with { Texts = DisplayTexts.Of(line, OnbonDeviceConfig.UsualText), Spoken = line.Setting("spoken", screen.Spoken) }, line.Addresses(), Glyphs.Of(line.Setting("font", "")), log, timeProvider);
            case "escpos":
                return new PrinterDevice(RendererOf(line), new SlipPrinterOptions { Answers = answers }, line.Place, log, timeProvider, logger);
            case "sound":
                return new SoundDevice(line.Port, line.Place, play ?? Aplay.PlayAsync, log, timeProvider);
            case "idcard":
                return new IdCardDevice(line.Place, Convert.FromBase64String(line.CardKey), onCard, log, timeProvider, logger);
            default:
                return null;
        }
    }

    // A button asks nobody for a rating: where a hall's file says "evaluate" of one, it means the end of the service, and a no-show while called.
    private static Dictionary<byte, PadKey> ButtonsOf(IReadOnlyDictionary<byte, PadKey> keys) =>
        keys.ToDictionary(key => key.Key, key => key.Value == PadKey.Evaluate ? PadKey.Finish : key.Value);

    // The hub sends its template along, so that all printers of a hall print alike.
    private static SlipRenderer RendererOf(DeviceLineSettings line)
    {
        var template = line.Settings.TryGetValue("template", out var json) ? SlipTemplate.FromHub(json) : SlipTemplate.Standard;
        return new(template, line.Settings.TryGetValue("logo", out var logo) ? SlipPicture.FromPbm(Convert.FromBase64String(logo)) : null);
    }
}

/// <summary>What lines write that have no logger's method of their own.</summary>
internal static partial class LineLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "{Refusal}")]
    public static partial void GrabRefused(ILogger logger, string refusal);
}
