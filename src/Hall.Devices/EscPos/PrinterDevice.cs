using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.EscPos;

/// <summary>A ticket printer of a kiosk.</summary>
public sealed class PrinterDevice : ILineDevice
{
    private readonly SlipPrinter printer;
    private readonly SlipPrinterOptions options;
    private readonly FrameLog log;
    private readonly TimeProvider timeProvider;
    private readonly DeviceStatus place;
    private volatile PrintResult? last;
    private long printed;
    private long failed;

    /// <param name="renderer">Makes the bytes.</param>
    /// <param name="options">Spans of time.</param>
    /// <param name="kiosk">The kiosk it stands in.</param>
    /// <param name="log">Where its papers are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where refusals are written.</param>
    public PrinterDevice(SlipRenderer renderer, SlipPrinterOptions options, string kiosk, FrameLog log, TimeProvider timeProvider,
        ILogger logger)
    {
        (printer, this.options, this.log, this.timeProvider) = (new(renderer, options, timeProvider, logger), options, log, timeProvider);
        place = new(1, kiosk, null, 0, false);
        printer.StatusChanged += status => log.Add(isSent: false, [], status.IsReady ? "ready" : status.Reason);
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [place with { LastFrameAt = LastFrameAt }];

    /// <inheritdoc/>
    public LineCounts Counts => printer.Counts with { Written = printed + failed, Unanswered = failed };

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt { get; private set; }

    /// <inheritdoc/>
    public string Trouble => printer.Status switch
    {
        { Answers: false } => LastTrouble,
        { IsCoverOpen: true } => LineTrouble.CoverOpen,
        { IsPaperOut: true } => LineTrouble.PaperOut,
        { HasFault: true } or { IsOffline: true } => LineTrouble.Fault,
        _ when LastTrouble.Length > 0 => LastTrouble,
        { IsPaperLow: true } => LineTrouble.PaperLow,
        _ => "",
    };

    /// <inheritdoc/>
    public string SilentReason => printer.Status is { IsGarbled: true } garbled ? garbled.Reason : PrinterStatus.Unknown.Reason;

    private string LastTrouble => last?.Outcome switch
    {
        PrintOutcome.NotPrinted => LineTrouble.NotPrinted,
        PrintOutcome.Unknown => LineTrouble.PerhapsPrinted,
        _ => "",
    };

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => printer.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken)
    {
        // The printer is asked by its own loop; here its last answer is only looked at.
        if (printer.Status.Answers)
        {
            LastFrameAt = timeProvider.GetUtcNow();
        }

        return options.Answers ? Task.FromResult(printer.Status.Answers) : null;
    }

    /// <inheritdoc/>
    public async Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken)
    {
        var result = await printer.PrintAsync(slip, cancellationToken).ConfigureAwait(false);
        last = result;
        log.Add(isSent: true, [], $"slip: {result.Outcome}, copies {result.Copies}. {result.Reason}");
        Interlocked.Increment(ref LastTrouble.Length > 0 ? ref failed : ref printed);
        return result;
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Ticket
            ? TestResult.NotOfThisDevice
            : (await PrintAsync(TestSlip.Of(text, ""), cancellationToken).ConfigureAwait(false)).Outcome is PrintOutcome.Printed
                or PrintOutcome.Sent ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => printer.Dispose();
}
