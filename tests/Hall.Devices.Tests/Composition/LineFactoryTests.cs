using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Discovery;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Onbon;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Composition;

public sealed class LineFactoryTests
{
    private static readonly LineFactory Factory =
        new(TimeProvider.System, NullLogger.Instance, (_, _, _) => Task.FromResult<string?>(null));

    public static TheoryData<string> Protocols => [.. LineFactory.Protocols];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Protocols))]
    public async Task Make_EveryProtocol_HasADriverThatSurvivesAPortThatIsNotThere(string protocol)
    {
        var line = new DeviceLineSettings("demo", "line", protocol, "/dev/no-such-port", 9600, "one-based",
            new Dictionary<string, string> { ["1"] = "1" }) { Place = "1" };
        using var stop = new CancellationTokenSource();
        await using var host = Factory.Make(line, (_, _) => Task.FromResult(PressOutcome.Recorded))!;

        var running = host.RunAsync(stop.Token);
        await Eventually.Holds(() => host.Condition.Link.State == (protocol == "sound" ? LinkState.Up : LinkState.Failed),
            "the state is known");

        Assert.True(protocol == "sound" || host.Condition.Link.Reason.Length > 0);
        Assert.NotEmpty(host.Condition.Places);
        await stop.CancelAsync();
        await running.Soon();
    }

    [Fact]
    public void Make_UnknownProtocol_IsNull() =>
        Assert.Null(
            Factory.Make(new("demo", "line", "telepathy", "x", 9600, "one-based", new Dictionary<string, string>()),
            (_, _) => Task.FromResult(PressOutcome.Recorded)));

    [Theory]
    [InlineData("escpos", "tcp://10.0.0.5:9100", typeof(TcpLink))]
    [InlineData("lcd", "ws://127.0.0.1:8080/", typeof(WebSocketLink))]
    [InlineData("keyboard", "/dev/input/event5", typeof(FileLink))]
    [InlineData("escpos", "/dev/usb/lp0", typeof(PrinterFileLink))]
    [InlineData("lamp-a090", "/dev/hall-lamps", typeof(SerialFileLink))]
    public void LinkOf_Port_IsOpenedAsItsKind(string protocol, string port, Type expected) => Assert.IsType(
        expected, Factory.LinkOf(new("demo", "line", protocol, port, 9600, "one-based", new Dictionary<string, string>())));

    [Theory]
    [InlineData("/dev/usb/lp77", "Is the device plugged in")]
    [InlineData("/dev/ttyUSB77", "Is the adapter plugged in")]
    public async Task Open_PrinterUnderANameThatStays_IsWhatTheNameLeadsTo(string target, string said)
    {
        var name = Path.Combine(Path.GetTempPath(), $"hall-printer-{Guid.NewGuid():N}");
        File.CreateSymbolicLink(name, target);
        try
        {
            var link = Factory.LinkOf(new("demo", "line", "escpos", name, 9600, "one-based", new Dictionary<string, string>()));

            var fault = await Assert.ThrowsAsync<LinkException>(() => link.OpenAsync(Token));

            Assert.Contains(said, fault.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(name);
        }
    }

    [Fact]
    public void FrameLog_MoreThanItKeeps_HasTheLastTwoHundred()
    {
        var log = new FrameLog(TimeProvider.System);
        for (var number = 0; number < 250; number++)
        {
            log.Add(isSent: true, new byte[100], $"{number}");
        }

        Assert.Equal((200, "50", "249"), (log.Last.Count, log.Last[0].Meaning, log.Last[^1].Meaning));
        Assert.True(log.Last[0].Bytes.Length < 100);
    }

    [Theory]
    [InlineData("A012 → 3")]
    [InlineData("请到三号窗口办理业务")]
    [InlineData("")]
    public void Glyphs_Text_LightsDotsInsideTheArea(string text)
    {
        var dots = Glyphs.Of("")(text, 100, 16);

        Assert.Equal(13 * 16, dots.Length);
        Assert.Equal(text.Length > 0, dots.Any(value => value != 0));
        // 100 dots are 12 bytes and a half: nothing is lit behind the edge.
        Assert.All(Enumerable.Range(0, 16), row => Assert.Equal(0, dots[(row * 13) + 12] & 0x0F));
    }

    [Fact]
    public async Task Discovery_PrinterAnswersOneIsTakenOneIsForbidden_SaysWhich()
    {
        var printer = new MemoryLink("printer");
        var forbidden = new MemoryLink("forbidden");
        forbidden.Refuse(new LinkException(LinkTrouble.PermissionDenied, "Add the account to the group dialout and start again."));
        var paper = new Emulation.EscPosPrinterEmulator();
        await using var far = new Hosted(new FarEnd(printer), paper.RunAsync);

        var found = await new PortDiscovery((port, _) => port == "printer" ? printer : forbidden, TimeProvider.System)
            .AskAsync(["printer", "forbidden", "pads"], port => port == "pads" ? "window" : null, Token).Soon();

        Assert.Equal(("escpos", true), (found[0].Protocol, found[0].Answered));
        Assert.Contains("dialout", found[1].Trouble, StringComparison.Ordinal);
        Assert.Equal("window", found[2].Line);
    }
}
