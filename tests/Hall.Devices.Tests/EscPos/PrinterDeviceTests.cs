using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.EscPos;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.EscPos;

public sealed class PrinterDeviceTests
{
    private static readonly Slip Ticket = Slip.Of(("number", "A012"));

    private static HostedLine Printer(SlipPrinterOptions? options = null, TimeProvider? time = null) => new(
        (_, log) => new PrinterDevice(new(SlipTemplate.Standard), options ?? new(), "1", log, time ?? TimeProvider.System,
            NullLogger.Instance), time);

    [Fact]
    public async Task Print_ThenPaperRunsOutInTheMiddle_IsATroubleAndTheTicketIsNotLost()
    {
        var paper = new EscPosPrinterEmulator();
        await using var line =
            Printer(new() { AnswerWithin = TimeSpan.FromSeconds(20), GiveUpAfter = TimeSpan.FromSeconds(1),
            RetryAfter = TimeSpan.FromMilliseconds(100) });
        await using var far = new Hosted(new FarEnd(line.Link), paper.RunAsync);
        await far.UpAsync();
        Assert.Equal(PrintOutcome.Printed, (await line.Host.PrintAsync(Ticket, TestContext.Current.CancellationToken).Soon()).Outcome);

        paper.LinesLeft = 1;
        var result = await line.Host.PrintAsync(Ticket, TestContext.Current.CancellationToken).Soon();

        Assert.Equal(PrintOutcome.Unknown, result.Outcome);
        Assert.Equal(LineTrouble.PaperOut, line.Host.Condition.Trouble);
        paper.LinesLeft = int.MaxValue;
        Assert.Equal(TrialResult.Done,
            await line.Host.TestAsync("", DeviceTest.Ticket, "便民大厅", TestContext.Current.CancellationToken).Soon());
        await Eventually.Holds(() => line.Host.Condition.Trouble.Length == 0, "the trouble is over");
    }

    [Fact]
    public async Task Line_PrinterIsSwitchedOff_IsSilentSoon()
    {
        var paper = new EscPosPrinterEmulator();
        var time = new FakeTimeProvider();
        await using var line = Printer(time: time);
        await using var far = new Hosted(new FarEnd(line.Link), paper.RunAsync);
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(10), () => line.Host.Condition.LastFrameAt is not null,
            "the printer answers");

        var wentAt = time.GetTimestamp();
        paper.IsMute = true;
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(10), () => line.Host.Condition.Link.State == LinkState.Silent,
            "the printer is missed");
        Assert.True(time.GetElapsedTime(wentAt) < TimeSpan.FromSeconds(5));
    }
}
