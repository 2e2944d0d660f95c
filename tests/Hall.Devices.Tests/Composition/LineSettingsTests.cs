using Hall.Devices.Composition;
using Hall.Devices.Displays;
using Hall.Devices.Emulation;
using Hall.Devices.Ff68;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Faults;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Composition;

/// <summary>What the bytes of a device mean is said by the hall's file.</summary>
public sealed class LineSettingsTests
{
    [Theory]
    [InlineData("ff68", "levels", "2=dissatisfied", "FF 68 03 03 68 01 11 02 14 16")]
    [InlineData("ascii", "levels", "a=dissatisfied", "53 45 32 30 61")]
    [InlineData("lcd", "levels", "7=dissatisfied",
        "7B 22 74 79 70 65 22 3A 31 30 2C 22 72 65 74 22 3A 30 2C 22 45 76 61 6C 75 61 74 6F 72 4C 65 76 65 6C 22 3A 37 7D 0A")]
    [InlineData("keyboard", "levels", "A=dissatisfied", null)]
    [InlineData("hidraw", "levels", "a=dissatisfied", "00 00 04 00 00 00 00 00")]
    public async Task Levels_OfTheHallsFile_AreThoseOfThePad(string protocol, string setting, string map, string? said)
    {
        var press = await PressAsync(protocol, setting, map, said);

        Assert.Equal(PadLevel.Dissatisfied, Assert.IsType<RatingPressed>(press).Level);
    }

    [Theory]
    [InlineData("ff68", "keys", "0C=pause", "FF 68 02 02 68 01 0C 0D 16", PadKey.Pause)]
    [InlineData("ff68", "functions", "12=hold 3=callBack", "FF 68 04 04 68 01 01 02 0F 13 16", PadKey.Hold)]
    [InlineData("qsystem", "keys", "31=pause", "01 01 31 07", PadKey.Pause)]
    [InlineData("keyboard", "keys", "a=call", null, PadKey.Call)]
    public async Task Keys_OfTheHallsFile_AreThoseOfThePad(string protocol, string setting, string map, string? said, PadKey expected)
    {
        var press = await PressAsync(protocol, setting, map, said);

        Assert.Equal(expected, Assert.IsType<KeyPressed>(press).Key);
    }

    [Fact]
    public async Task Parameters_OfAStrip_StandBeforeItsText()
    {
        await using var line = new FaultyLine("strip-aabb", settings: With("parameters", "01 02 03 04 05"));
        var far = await line.Link.AcceptAsync(TestContext.Current.CancellationToken);
        _ = line.Host.ShowAsync(new PadShow("demo", "3", false, 12, 0) { Ticket = "A" }, CancellationToken.None).AsTask();

        var read = await far.Input.ReadAtLeastAsync(13, TestContext.Current.CancellationToken).AsTask().Soon();

        Assert.Equal("AA 01 BB 51 54 50 01 02 03 04 05 41 FF", Reading.Hex(System.Buffers.BuffersExtensions.ToArray(read.Buffer)));
    }

    [Theory]
    [InlineData("levels", "1=happy", "verySatisfied", "VerySatisfied")]
    [InlineData("levels", "1", "\"1\" cannot be read", "levels")]
    [InlineData("keys", "XX=call", "keys", "\"XX=call\"")]
    [InlineData("levels", "1=4", "levels", "VerySatisfied")]
    public void Map_ThatCannotBeRead_SaysWhere(string setting, string map, string said, string alsoSaid)
    {
        var fault = Assert.Throws<FormatException>(() => Ff68BusConfig.Of(Line("ff68", setting, map)));

        Assert.Contains(said, fault.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains(alsoSaid, fault.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dtr", "on", typeof(SerialLink))]
    [InlineData("rts", "off", typeof(SerialLink))]
    [InlineData("levels", "1=satisfied", typeof(SerialFileLink))]
    public void ControlLines_AreSetOnlyWhereTheFileAsks(string setting, string value, Type expected) =>
        Assert.IsType(expected, new LineFactory(TimeProvider.System, NullLogger.Instance).LinkOf(Line("ff68", setting, value)));

    private static async Task<DevicePress> PressAsync(string protocol, string setting, string map, string? said)
    {
        const ushort KeyA = 30;
        await using var line = new FaultyLine(protocol, settings: With(setting, map));
        var device = await line.AcceptAsync();

        await line.SayUntilHeardAsync(device, said is null ? KeystrokeRecords.Press(KeyA, DateTimeOffset.UnixEpoch) : Reading.Bytes(said));

        await Eventually.Holds(() => !line.Presses.IsEmpty, "the press arrives");
        return line.Presses.First();
    }

    private static Dictionary<string, string> With(string setting, string value) => new() { [setting] = value };

    private static DeviceLineSettings Line(string protocol, string setting, string value) =>
        new("demo", "line", protocol, "/dev/hall-pads", 9600, "one-based",
            new Dictionary<string, string>()) { Settings = With(setting, value) };
}
