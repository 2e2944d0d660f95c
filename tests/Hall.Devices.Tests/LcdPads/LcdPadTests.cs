using System.Text;
using Hall.Devices.Displays;
using Hall.Devices.LcdPads;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.LcdPads;

public sealed class LcdPadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("{\"type\":10,\"ret\":0,\"EvaluatorLevel\":4}", 0, 4)]
    [InlineData("{\"type\":\"10\",\"ret\":\"-2\"}", -2, 0)]
    [InlineData("{\"other\":{\"type\":3},\"type\":10,\"ret\":-9}", -9, 0)]
    public void Reader_Answer_IsRead(string message, int result, int level) =>
        Assert.Equal([new LcdAnswer(result, level)], new LcdAnswerReader().All(Encoding.UTF8.GetBytes(message + "\n")));

    [Theory]
    [InlineData("{\"type\":10")]
    [InlineData("{\"type\":9,\"ret\":0}")]
    [InlineData("{\"type\":10}")]
    [InlineData("{{{{")]
    public void Reader_NoAnswer_IsRefused(string message) =>
        Assert.Empty(new LcdAnswerReader().All(Encoding.UTF8.GetBytes(message + "\n")));

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows() => new LcdAnswerReader().StandsNoise(1025, (byte)'{', (byte)'\n', (byte)'"');

    [Fact]
    public async Task Show_Evaluate_AsksAndOnlyARatingBecomesAPress()
    {
        await using var line =
            new HostedLine((forwarder, log) => new LcdPad("3", 15, LcdPad.UsualLevels, forwarder, log, TimeProvider.System));
        var far = await line.Link.AcceptAsync(Token);
        await Eventually.Holds(() => line.Host.Condition.Link.State == Devices.Connections.LinkState.Up, "the line is up");

        // The line is up a moment before it takes anything.
        while (!await line.Host.ShowAsync(new PadShow("demo", "3", true, null, null), Token))
        {
            await Task.Yield();
        }

        var asked = await far.Input.ReadAsync(Token);
        Assert.Equal("{\"type\":10,\"TellerName\":\"\",\"TellerNo\":\"3\",\"Timeout\":15}",
            Encoding.UTF8.GetString(asked.Buffer.FirstSpan));
        await far.Output.WriteAsync("{\"type\":10,\"ret\":-2}\nnoise{\n{\"type\":10,\"ret\":0,\"EvaluatorLevel\":1}\n"u8.ToArray(), Token);

        await Eventually.Holds(() => !line.Presses.IsEmpty, "the rating arrives");
        Assert.Equal(PadLevel.VerySatisfied, Assert.IsType<RatingPressed>(Assert.Single(line.Presses)).Level);
        Assert.DoesNotContain(line.Host.Frames, frame => frame.Meaning.Contains("EvaluatorLevel", StringComparison.Ordinal));
        Assert.Equal(TrialResult.NotOfThisDevice, await line.Host.TestAsync("3", DeviceTest.Beep, "", Token));
    }
}
