using Hall.Agent.Emulation;
using Hall.Devices.Ff68;
using Hall.Devices.Presses;
using Hall.Devices.Supervision;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

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
    public void Parse_StepOfTheGrammar_IsRead(string text, object kind, double value)
    {
        var step = PadStep.Parse(text);
        Assert.Equal((kind, value), (step.Kind, step.Value));
    }

    [Fact]
    public void Parse_SomethingElse_SaysWhatCanBeSaid() =>
        Assert.Contains("press 4 after 3 s", Assert.Throws<FormatException>(() => PadStep.Parse("dance")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Play_PressOnALossyLine_IsAcknowledgedAndReportedOnce()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var pads = new EmulatedLine([1], 9600, seed: 7, TimeProvider.System, TextWriter.Null);
        var presses = new List<DevicePress>();
        await using var bus = new Ff68BusHost(
            new() { PortName = pads.PortName, Counters = new Dictionary<byte, string> { [1] = "1" } },
            (press, _) =>
            {
                presses.Add(press);
                return Task.FromResult(PressOutcome.Recorded);
            },
            TimeProvider.System, NullLogger.Instance);
        var running = bus.RunAsync(stop.Token);
        var living = pads.RunAsync(stop.Token);
        await Eventually.Holds(() => bus.Status.Link.State == LinkState.Up, "the line is up");

        await pads.PlayAsync([PadStep.Parse("drop 5 %"), PadStep.Parse("press 4")], stop.Token).Soon();

        Assert.Equal(PadLevel.Dissatisfied, Assert.IsType<RatingPressed>(Assert.Single(presses)).Level);
        await stop.CancelAsync();
        await running.Soon();
        pads.Dispose();
        _ = living;
    }
}
