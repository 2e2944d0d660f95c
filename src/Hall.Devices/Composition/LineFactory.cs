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
public sealed class LineFactory(
    TimeProvider timeProvider, ILogger logger, PlaySound? play = null, Func<DeviceLineSettings, IDeviceLink>? linkOf = null)
{
    /// <summary>The protocols that have a driver here.</summary>
    public static IReadOnlyList<string> Protocols { get; } =
        ["ff68", "qsystem", "ascii", "keyboard", "hidraw", "lcd", "lamp-a090", "strip-aabb", "onbon-5", "onbon-6", "escpos", "sound",
            "idcard"];

    /// <summary>A line that is ready to be run; null when its protocol has no driver here.</summary>
    /// <param name="line">The line.</param>
    /// <param name="onPress">Gets its presses.</param>
    /// <param name="onCard">Gets what a reader says of identity cards; null for nobody.</param>
    /// <exception cref="FormatException">A setting cannot be read; the message says which.</exception>
    public ILineHost? Make(DeviceLineSettings line, OnPressAsync onPress, Action<CardReading>? onCard = null)
    {
        ArgumentNullException.ThrowIfNull(line);
        var log = new FrameLog(timeProvider, SentMeaning.Of(line.Protocol, CodePageOf(line)));
        var forwarder = new PressForwarder(onPress, timeProvider, logger);
        var device = line.Protocol switch
        {
            "ff68" => new Ff68Device(Ff68BusConfig.Of(line), onPress, log, timeProvider, logger),
            "idcard" =>
                new IdCardDevice(line.Place, Convert.FromBase64String(line.CardKey), onCard ?? (_ => { }), log, timeProvider, logger),
            "escpos" => new PrinterDevice(RendererOf(line), new() { Answers = Answers(line) }, line.Place, log, timeProvider, logger),
            "sound" => new SoundDevice(line.Port, line.Place, play ?? Aplay.PlayAsync, log, timeProvider),
            _ => PadOf(line, forwarder, log) ?? DisplayOf(line, log),
        };
        return device is null ? null : new LineHost((linkOf ?? LinkOf)(line), device, forwarder, log, timeProvider, logger);
    }

    /// <summary>The way to a line's port: <c>tcp://host:port</c>, <c>ws://…</c>, a device's file, or a serial port.</summary>
    public IDeviceLink LinkOf(DeviceLineSettings line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (Uri.TryCreate(line.Port, UriKind.Absolute, out var address) && address.Scheme is "tcp" or "ws" or "wss")
        {
            return address!.Scheme == "tcp"
                ? new TcpLink(address.Host, address.Port, timeProvider) : new WebSocketLink(address, timeProvider);
        }

        return (line.Protocol, line.Port) switch
        {
            ("sound", var card) => new UnavailableLink(card),
            ("keyboard", var file) => new FileLink(file, FileUse.Read, grab: true, refusal => LineLog.GrabRefused(logger, refusal)),
            ("hidraw", var file) => new FileLink(file, FileUse.Read),
            ("escpos", var file) when OperatingSystem.IsLinux() =>
                new PrinterFileLink(file, new FileLink(file, Answers(line) ? FileUse.ReadWrite : FileUse.Write), SerialOf(line)),
            _ => SerialOf(line),
        };
    }

    // An adapter that wants its control lines set is worth the thread that System.IO.Ports keeps for it.
    private IDeviceLink SerialOf(DeviceLineSettings line) => (LineMaps.Switch(line, "dtr"), LineMaps.Switch(line, "rts")) switch
    {
        (null, null) when OperatingSystem.IsLinux() && SerialFileLink.SpeedOf(line.BaudRate) is { } speed =>
            new SerialFileLink(line.Port, speed),
        var (dtr, rts) => new SerialLink(new SerialLinkSettings(line.Port, line.BaudRate) { Dtr = dtr, Rts = rts }, logger),
    };

    private ILineDevice? PadOf(DeviceLineSettings line, PressForwarder forwarder, FrameLog log)
    {
        var counter = line.Counters.Values.FirstOrDefault() ?? "";
        switch (line.Protocol)
        {
            case "qsystem":
                return QSystemOf(line, forwarder, log);
            case "ascii":
                var ascii = new AsciiPadConfig(counter) { Request = line.Setting("request", "SE10") };
                ascii = ascii with { Levels = LineMaps.Of(line, "levels", LineMaps.Character, ascii.Levels) };
                return new AsciiDevice(ascii, forwarder, log, timeProvider);
            case "keyboard" or "hidraw":
                var source = line.Protocol == "hidraw" ? KeyboardPadSource.HidReports : KeyboardPadSource.InputEvents;
                var typed = new KeyboardPadConfig(counter) { Source = source };
                typed = typed with { Levels = LineMaps.Of(line, "levels", LineMaps.Character, typed.Levels) };
                typed = typed with { Keys = LineMaps.Of(line, "keys", LineMaps.Character, typed.Keys) };
                return new KeyboardDevice(typed, forwarder, log, timeProvider);
            case "lcd":
                var levels = LineMaps.Of(line, "levels", LineMaps.Number, LcdPad.UsualLevels);
                return new LcdPad(counter, line.Setting("timeout", 15), levels, forwarder, log, timeProvider);
            default:
                return null;
        }
    }

    private QSystemDevice QSystemOf(DeviceLineSettings line, PressForwarder forwarder, FrameLog log)
    {
        var shows = Enum.TryParse<QSystemShows>(line.Setting("shows", "lamp"), ignoreCase: true, out var kind) ? kind : QSystemShows.Lamp;
        var gap = TimeSpan.FromMilliseconds(shows == QSystemShows.Board ? 300 : 0);
        var usual = new QSystemConfig(line.Port, line.Addresses()) { CodePage = CodePageOf(line), Timing = new() { Gap = gap } };
        var keys = ButtonsOf(LineMaps.Of(line, "keys", LineMaps.Hexadecimal, usual.Keys));
        var config = usual with { Keys = keys, ForwardTo = line.Setting("forwardTo", "") };
        return new(config, shows, DisplayTexts.Of(line), forwarder, log, timeProvider, logger);
    }

    private ILineDevice? DisplayOf(DeviceLineSettings line, FrameLog log)
    {
        switch (line.Protocol)
        {
            case "lamp-a090":
                var isKnown = Enum.TryParse<LampLength>(line.Setting("length", "dataBytes"), ignoreCase: true, out var counted);
                var lamp = new LampConfig { Length = isKnown ? counted : LampLength.DataBytes, CodePage = CodePageOf(line) };
                lamp = Answers(line) ? lamp : lamp with { Timing = lamp.Timing with { AnswerWithin = null } };
                return new LampDevice(lamp, line.Addresses(), DisplayTexts.Of(line), log, timeProvider);
            case "strip-aabb":
                return new StripDevice(line.Addresses(), DisplayTexts.Of(line), StripParameters.Of(line), log, timeProvider);
            case "onbon-5" or "onbon-6":
                var screen = new OnbonDeviceConfig
                {
                    Card = line.Protocol == "onbon-6" ? OnbonCard.Bx6E : OnbonCard.Bx5E,
                    Width = (ushort)Math.Clamp(line.Setting("width", 128), 8, 1024),
                    Height = (ushort)Math.Clamp(line.Setting("height", 16), 8, 256),
                    Volume = Math.Clamp(line.Setting("volume", 0), 0, 10),
                    Texts = DisplayTexts.Of(line, OnbonDeviceConfig.UsualText),
                };
                screen = screen with { Spoken = line.Setting("spoken", screen.Spoken) };
                return new OnbonDevice(screen, line.Addresses(), Glyphs.Of(line.Setting("font", "")), log, timeProvider);
            default:
                return null;
        }
    }

    private static string CodePageOf(DeviceLineSettings line) => line.Setting("codePage", "GBK");

    private static bool Answers(DeviceLineSettings line) => line.Setting("answers", "yes") != "no";

    // A button asks nobody for a rating: where a hall's file says "evaluate" of one, it means the end of the service, and a no-show while
    // called.
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
