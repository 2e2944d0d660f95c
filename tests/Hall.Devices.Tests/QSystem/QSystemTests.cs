using Hall.Devices.Emulation;
using Hall.Devices.Framing;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.QSystem;
using Hall.Devices.Tests.Support;
using Hall.Devices.Texts;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.QSystem;

public sealed class QSystemTests
{
    private readonly List<FrameFault> _faults = [];
    private readonly QSystemFrameReader _reader;

    public QSystemTests() => _reader = new QSystemFrameReader(_faults.Add);

    [Theory]
    [InlineData("01 05 31 07", 5, 1, 0x31)]
    [InlineData("01 01 34 07", 1, 1, 0x34)]
    [InlineData("01 07 32 07", 7, 1, 0x32)]
    [InlineData("01 02 20 30 31 32 07", 2, 4, 0x20)]
    public void Reader_Frame_HoldsAtEveryCut(string hex, byte address, int length, byte first) =>
        _reader.HoldsAtEveryCut(Reading.Bytes(hex), new QSystemFrame(address, length, first));

    [Theory]
    [InlineData("00 FF 07 31 01 05 31 07 07 80")]
    [InlineData("01 05 01 05 31 07")]
    [InlineData("01 05 32 01 05 31 07")]
    [InlineData("01 01 05 31 07")]
    public void Reader_NoiseAndBrokenFrames_FindTheNext(string hex) =>
        Assert.Contains(new QSystemFrame(5, 1, 0x31), _reader.All(Reading.Bytes(hex)));

    [Fact]
    public void Reader_MergedFrames_GiveBoth() => Assert.Equal(
        [new QSystemFrame(5, 1, 0x31), new QSystemFrame(6, 1, 0x33)],
            _reader.All(Reading.Bytes("01 05 31 07 01 06 33 07"), lineIdle: false));

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows() =>
        new QSystemFrameReader().StandsNoise(QSystemFrameReader.LongestText + 3, 0x01, 0x07, 0x31);

    [Fact]
    public void Writer_Frames_HaveThePublishedBytes()
    {
        Assert.Equal("01 05 32 07", Reading.Hex(QSystemFrameWriter.Lamp(5, QSystemLampMode.Green)));
        Assert.Equal("01 05 20 30 31 32 07", Reading.Hex(QSystemFrameWriter.Display(5, "A012", blinks: false)));
        Assert.Equal("01 05 21 20 20 37 07", Reading.Hex(QSystemFrameWriter.Display(5, "7", blinks: true)));
        Assert.Equal("01 05 41 D6 D0 07", Reading.Hex(QSystemFrameWriter.Board(5, "A中", new CodePageText("GBK"))));
    }

    [Fact]
    public void Writer_LongText_IsCutBetweenCharacters()
    {
        var bytes = QSystemFrameWriter.Board(1, "a" + new string('中', 99), new CodePageText("GBK"));

        Assert.Equal(1 + 62 + 3, bytes.Length);
        Assert.Single(_reader.All(bytes, lineIdle: false));
    }

    [Fact]
    public async Task Line_ButtonPressedTwiceAndOthersPresses_CountsWhatItKnows()
    {
        var link = new MemoryLink("bus");
        var book = new PressBook();
        var forwarder = new PressForwarder(book.OnPressAsync, TimeProvider.System, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var carrying = forwarder.RunAsync(stop.Token);
        using var device = new FrameEmulator<QSystemFrame>(new QSystemFrameReader(), _ => null, TimeProvider.System);
        using var line = new QSystemLine(
            new QSystemConfig("bus", new Dictionary<byte, string> { [5] = "A-05" }) { Bounce = TimeSpan.FromMinutes(1) },
            forwarder, TimeProvider.System, NullLogger.Instance);
        await using var hub = new Hosted(link, line.RunAsync);
        await using var far = new Hosted(new FarEnd(link), device.RunAsync);
        await far.UpAsync();

        await device.SendAsync(Reading.Bytes("01 05 31 07 01 05 31 07 01 05 32 07 01 09 31 07 01 05 39 07"),
            TestContext.Current.CancellationToken);
        await Eventually.Holds(() => line.Counts.Frames == 5 && book.Presses.Count == 2, "the presses arrive");
        await line.ShowAsync(5, QSystemLampMode.Red).Soon();
        await Eventually.Holds(() => device.Seen.Contains(new QSystemFrame(5, 1, 0x31)), "the lamp is red");

        Assert.Equal([PadKey.Call, PadKey.Start], book.Presses.Cast<KeyPressed>().Select(press => press.Key));
        Assert.All(book.Presses, press => Assert.Equal("A-05", press.Counter));
        Assert.Equal(2, line.Unconfigured);
        await stop.CancelAsync();
        await carrying.Soon();
    }

    [Fact]
    public async Task Device_ButtonPressed_IsHeardAtItsCounter()
    {
        await using var line = new HostedLine((forwarder, log) => new QSystemDevice(
            new QSystemConfig("bus", new Dictionary<byte, string> { [6] = "6", [7] = "7" }), QSystemShows.Lamp, new("{ticket}"), forwarder,
                log, TimeProvider.System, NullLogger.Instance));
        var far = await line.Link.AcceptAsync(TestContext.Current.CancellationToken);

        await far.Output.WriteAsync(Reading.Bytes("01 06 31 07"), TestContext.Current.CancellationToken);

        await Eventually.Holds(() => line.Host.Condition.Places.Single(place => place.Counter == "6").LastFrameAt is not null,
            "counter 6 is heard");
        Assert.Null(line.Host.Condition.Places.Single(place => place.Counter == "7").LastFrameAt);
    }

    [Fact]
    public async Task Line_BrokenAndBack_ShowsTheLatestAgain()
    {
        var link = new MemoryLink("bus");
        using var device = new FrameEmulator<QSystemFrame>(new QSystemFrameReader(), _ => null, TimeProvider.System);
        using var line =
            new LineDriver<QSystemFrame>(fault => new QSystemFrameReader(fault), _ => { }, new LineTiming(), TimeProvider.System);
        var early = line.ShowAsync(1, QSystemFrameWriter.Lamp(1, QSystemLampMode.Red));
        var late = line.ShowAsync(1, QSystemFrameWriter.Lamp(1, QSystemLampMode.Green));
        await using var hub = new Hosted(link, line.RunAsync);
        await using var far = new Hosted(new FarEnd(link), device.RunAsync);

        Assert.False(await early.Soon());
        Assert.True(await late.Soon());
        link.Break();
        await Eventually.Holds(() => device.Seen.Count == 2, "the lamp is set again");

        Assert.All(device.Seen, frame => Assert.Equal(0x32, frame.First));
    }

    [Fact]
    public async Task Forwarder_RecordingFails_ComesAgainUnderTheSameId()
    {
        var time = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var answers =
            new Queue<PressOutcome>([PressOutcome.NotRecorded, PressOutcome.NotRecorded, PressOutcome.Recorded, PressOutcome.Refused]);
        var book = new PressBook { Answer = _ => Task.FromResult(answers.Dequeue()) };
        var forwarder = new PressForwarder(book.OnPressAsync, time, NullLogger.Instance);
        using var stop = new CancellationTokenSource();
        var carrying = forwarder.RunAsync(stop.Token);
        KeyPressed[] presses = [.. Enumerable.Range(0, 2).Select(_ => new KeyPressed(Guid.NewGuid(), "1", 1, default, PadKey.Call, ""))];

        Assert.All(presses, press => Assert.True(forwarder.Take(press)));
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(100), () => book.Presses.Count == 4, "both presses are carried");

        Assert.Equal([presses[0].Id, presses[0].Id, presses[0].Id, presses[1].Id], book.Presses.Select(press => press.Id));
        await stop.CancelAsync();
        await carrying.Soon();
    }
}
