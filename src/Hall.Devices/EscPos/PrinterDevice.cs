using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.EscPos;

/// <summary>A ticket printer of a kiosk.</summary>
public sealed class PrinterDevice : ILineDevice
{
    private readonly SlipPrinter _printer;
    private readonly SlipPrinterOptions _options;
    private readonly FrameLog _log;
    private readonly TimeProvider _timeProvider;
    private readonly DeviceStatus _place;
    private volatile PrintResult? _last;
    private long _printed;
    private long _failed;

    /// <param name="renderer">Makes the bytes.</param>
    /// <param name="options">Spans of time.</param>
    /// <param name="kiosk">The kiosk it stands in.</param>
    /// <param name="log">Where its papers are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where refusals are written.</param>
    public PrinterDevice(SlipRenderer renderer, SlipPrinterOptions options, string kiosk, FrameLog log, TimeProvider timeProvider,
        ILogger logger)
    {
        (_printer, _options, _log, _timeProvider) = (new(renderer, options, timeProvider, logger), options, log, timeProvider);
        _place = new(1, kiosk, null, 0, false);
        _printer.StatusChanged += status => log.Add(isSent: false, [], status.IsReady ? "ready" : status.Reason);
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [_place with { LastFrameAt = LastFrameAt }];

    /// <inheritdoc/>
    public LineCounts Counts => _printer.Counts with { Written = _printed + _failed, Unanswered = _failed };

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt { get; private set; }

    /// <inheritdoc/>
    public string Trouble => _printer.Status switch
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
    public string SilentReason => _printer.Status is { IsGarbled: true } garbled ? garbled.Reason : PrinterStatus.Unknown.Reason;

    private string LastTrouble => _last?.Outcome switch
    {
        PrintOutcome.NotPrinted => LineTrouble.NotPrinted,
        PrintOutcome.Unknown => LineTrouble.PerhapsPrinted,
        _ => "",
    };

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _printer.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken)
    {
        // The printer is asked by its own loop; here its last answer is only looked at.
        if (_printer.Status.Answers)
        {
            LastFrameAt = _timeProvider.GetUtcNow();
        }

        return _options.Answers ? Task.FromResult(_printer.Status.Answers) : null;
    }

    /// <inheritdoc/>
    public async Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken)
    {
        var result = await _printer.PrintAsync(slip, cancellationToken).ConfigureAwait(false);
        _last = result;
        _log.Add(isSent: true, [], Invariant($"slip: {result.Outcome}, copies {result.Copies}. {result.Reason}"));
        Interlocked.Increment(ref LastTrouble.Length > 0 ? ref _failed : ref _printed);
        return result;
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Ticket
            ? TestResult.NotOfThisDevice
            : (await PrintAsync(TestSlip.Of(text, ""), cancellationToken).ConfigureAwait(false)).Outcome is PrintOutcome.Printed
                or PrintOutcome.Sent ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => _printer.Dispose();
}
