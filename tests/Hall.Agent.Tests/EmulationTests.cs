using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using TestResult = Hall.Devices.Lines.TestResult;

namespace Hall.Agent.Tests;

public sealed class EmulationTests
{
    [Theory]
    [InlineData("press 4 after 3 s", PadStepKind.Press, 4)]
    [InlineData("pad 2: key call digits 012 after 0.5 s", PadStepKind.Key, 12)]
    [InlineData("drop 1 %", PadStepKind.Drop, 1)]
    [InlineData("corrupt 0.5 %", PadStepKind.Corrupt, 0.5)]
    [InlineData("out of paper after 3 s for 9 s", PadStepKind.OutOfPaper, 0)]
    [InlineData("silent after 1 s for 2 s", PadStepKind.Silent, 0)]
    [InlineData("cover open for 2 s", PadStepKind.CoverOpen, 0)]
    [InlineData("card 11010519491231002x for 2 s", PadStepKind.Card, 0)]
    [InlineData("pulled card 11010519491231002X", PadStepKind.PulledCard, 0)]
    [InlineData("answer others for 2 s", PadStepKind.AnswerOthers, 0)]
    [InlineData("collide", PadStepKind.Collide, 0)]
    public void Parse_StepOfTheGrammar_IsRead(string text, object kind, double value)
    {
        var step = PadStep.Parse(text);
        Assert.Equal((kind, value), (step.Kind, step.Value));
    }

    [Fact]
    public void Parse_SomethingElse_SaysWhatCanBeSaid() =>
        Assert.Contains("press 4 after 3 s", Assert.Throws<FormatException>(() => PadStep.Parse("dance")).Message,
            StringComparison.Ordinal);

    public static TheoryData<string, string> PressedProtocols => new()
    {
        { "ff68", "press 4" }, { "qsystem", "key call" }, { "ascii", "press 4" }, { "keyboard", "press 4" }, { "hidraw", "press 4" },
        { "lcd", "press 4" },
    };

    public static TheoryData<string, DeviceTest> TriedProtocols => new()
    {
        { "ff68", DeviceTest.Beep }, { "qsystem", DeviceTest.Text }, { "ascii", DeviceTest.Rating }, { "lcd", DeviceTest.Rating },
        { "lamp-a090", DeviceTest.Text },
        { "strip-aabb", DeviceTest.Text }, { "onbon-5", DeviceTest.Text }, { "onbon-6", DeviceTest.Text }, { "escpos", DeviceTest.Ticket },
    };

    [Theory]
    [MemberData(nameof(PressedProtocols))]
    public async Task Emulation_OfEachPad_IsPressedByAScriptAndHeardByItsDriver(string protocol, string step)
    {
        await using var line = await EmulatedDriver.UpAsync(protocol);

        await line.Emulated.PlayAsync([PadStep.Parse(step)], TestContext.Current.CancellationToken).Soon();

        await Eventually.Holds(() => !line.Presses.IsEmpty, "the press arrives");
        var press = Assert.Single(line.Presses);
        Assert.Equal("3", press.Counter);
        Assert.True(
            press is RatingPressed { Level: PadLevel.Dissatisfied or PadLevel.VeryDissatisfied } or KeyPressed { Key: PadKey.Call });
    }

    [Theory]
    [MemberData(nameof(TriedProtocols))]
    public async Task Emulation_OfEachDevice_DoesWhatATrialAsks(string protocol, DeviceTest test)
    {
        await using var line = await EmulatedDriver.UpAsync(protocol);

        Assert.Equal(TestResult.Done, await line.TrialAsync(test, "A012"));
    }

    [Fact]
    public async Task Pads_PressedAtTheSameMomentOnOneBus_CollideRepeatAndCountOnceEach()
    {
        await using var line = await EmulatedDriver.UpAsync("ff68", addresses: 8);
        line.Emulated.Port.Collides = true;

        var acknowledged =
            await Task.WhenAll(line.Emulated.Pads.Keys.Select(address =>
            line.Emulated.PressRatingAsync(address, 2, TestContext.Current.CancellationToken))).Soon();

        Assert.All(acknowledged, Assert.True);
        Assert.Equal(Enumerable.Range(3, 8).Select(counter => $"{counter}").Order(), line.Presses.Select(press => press.Counter).Order());
        Assert.True(line.Emulated.Port.Collisions > 1);
    }

    [Fact]
    public void Protocols_ThatHaveAPort_AllHaveAnEmulator() =>
        Assert.Equal(LineFactory.Protocols.Except(["sound"]).Order(), EmulatedLine.Protocols.Order());

    [Fact]
    public async Task Play_DeviceWithoutTheStep_SaysSo()
    {
        using var printer = new EmulatedLine([1], 9600, 1, TimeProvider.System, TextWriter.Null, "escpos", tcpPort: 0);

        var fault = await Assert.ThrowsAsync<FormatException>(
            () => printer.PlayAsync([PadStep.Parse("press 4")], TestContext.Current.CancellationToken));

        Assert.Contains("rating keys", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Play_PressOnALossyLine_IsAcknowledgedAndReportedOnce()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pads = new EmulatedLine([1], 9600, seed: 7, TimeProvider.System, TextWriter.Null);
        var presses = new List<DevicePress>();
        var line = new DeviceLineSettings("demo", "pads", "ff68", pads.PortName, 9600, "one-based",
            new Dictionary<string, string> { ["1"] = "1" });
        await using var bus = new LineFactory(TimeProvider.System, NullLogger.Instance).Make(line, (press, _) =>
        {
            presses.Add(press);
            return Task.FromResult(PressOutcome.Recorded);
        })!;
        var running = bus.RunAsync(stop.Token);
        var living = pads.RunAsync(stop.Token);
        await Eventually.Holds(() => bus.Condition.Link.State == LinkState.Up, "the line is up");

        await pads.PlayAsync([PadStep.Parse("drop 5 %"), PadStep.Parse("press 4")], stop.Token).Soon();

        Assert.Equal(PadLevel.Dissatisfied, Assert.IsType<RatingPressed>(Assert.Single(presses)).Level);
        await stop.CancelAsync();
        await running.Soon();
        pads.Dispose();
        _ = living;
    }
}
