using System.IO.Pipelines;
using Hall.Devices.Slips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.EscPos;

/// <summary>
/// Prints slips, one after another. Outlives the line. Prints again when it is certain that nothing was printed; when that is not
/// certain, once more and marked as a copy; and says in the end what to tell the citizen. Emulated only: no real printer was at hand.
/// </summary>
/// <param name="press">Makes the bytes.</param>
/// <param name="options">Spans of time and bounds.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="logger">Where refusals are written; never what a slip says.</param>
public sealed partial class SlipPrinter(SlipPress press, SlipPrinterOptions options, TimeProvider timeProvider, ILogger logger) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile PrinterTalk? talk;
    private long strayBefore;
    private long heardBefore;
    private volatile PrinterStatus status = PrinterStatus.Unknown;
    private int waiting;

    /// <summary>Raised after <see cref="Status"/> changed.</summary>
    public event Action<PrinterStatus>? StatusChanged;

    /// <summary>How the printer was when last asked.</summary>
    public PrinterStatus Status => status;

    /// <summary>Answers of the printer that nobody had asked for.</summary>
    public long Stray => strayBefore + (talk?.Stray ?? 0);

    /// <summary>Answers of the printer, asked for or not.</summary>
    public long Heard => heardBefore + (talk?.Heard ?? 0);

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled. One line at a time.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        var opened = new PrinterTalk(line, options, timeProvider);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        talk = opened;
        var reading = options.Answers ? opened.ReadAsync(session.Token) : Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, session.Token);
        var looking = LookAsync(opened, session.Token);
        try
        {
            await (await Task.WhenAny(reading, looking).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            talk = null;
            (strayBefore, heardBefore) = (strayBefore + opened.Stray, heardBefore + opened.Heard);
            await session.CancelAsync().ConfigureAwait(false);
            await Task.WhenAll(reading, looking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Note(PrinterStatus.Unknown);
        }
    }

    /// <summary>Prints a slip. Ends within about <see cref="SlipPrinterOptions.GiveUpAfter"/> of the slip's turn.</summary>
    /// <exception cref="OperationCanceledException">Cancelled; something may have been printed.</exception>
    public async Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken)
    {
        try
        {
            if (Interlocked.Increment(ref waiting) > options.MostWaiting)
            {
                return new PrintResult(PrintOutcome.NotPrinted, 0, "Too many tickets wait for this printer.", []);
            }

            var since = timeProvider.GetTimestamp();
            var last = new PrintResult(PrintOutcome.NotPrinted, 0, "", []);
            while (true)
            {
                var attempt = await AttemptAsync(slip, last.Copies + 1, cancellationToken).ConfigureAwait(false);
                if (attempt.Outcome is PrintOutcome.Printed or PrintOutcome.Sent)
                {
                    return attempt;
                }

                // Once something may have come out, a later failure does not make it certain that nothing did.
                last = attempt.Outcome == PrintOutcome.Unknown ? attempt : last with { Reason = attempt.Reason };
                if (last.Copies >= options.MostCopies || timeProvider.GetElapsedTime(since) >= options.GiveUpAfter)
                {
                    LogGaveUp(last.Outcome, last.Reason);
                    return last;
                }

                await Task.Delay(options.RetryAfter, timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
        finally
        {
            Interlocked.Decrement(ref waiting);
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<PrintResult> AttemptAsync(Slip slip, int copy, CancellationToken cancellationToken)
    {
        var paper = press.ToBytes(slip, copy);
        PrintResult Failed(PrintOutcome outcome, string reason) =>
            new(outcome, outcome == PrintOutcome.Unknown ? copy : 0, reason, paper.Lacking);

        await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (talk is not { } open)
            {
                return Failed(PrintOutcome.NotPrinted, "The printer is not connected.");
            }

            if (options.Answers && await LookOnceAsync(open, cancellationToken).ConfigureAwait(false) is { IsReady: false } notReady)
            {
                return Failed(PrintOutcome.NotPrinted, notReady.Reason);
            }

            if (!await open.WriteAsync(paper.Bytes, options.WriteWithin, cancellationToken).ConfigureAwait(false))
            {
                return Failed(PrintOutcome.Unknown, "The line to the printer broke in the middle of a ticket.");
            }

            var trouble = options.Answers ? await ConfirmAsync(open, cancellationToken).ConfigureAwait(false) : null;
            return trouble is null
                ? new PrintResult(options.Answers ? PrintOutcome.Printed : PrintOutcome.Sent, copy, "", paper.Lacking)
                : Failed(PrintOutcome.Unknown, trouble);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Null when the printer said that everything is on paper, else why that is not known.</summary>
    private async Task<string?> ConfirmAsync(PrinterTalk open, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        var done = await open.AskInTurnAsync(cancellationToken).ConfigureAwait(false);
        while (true)
        {
            using var glance = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(options.RetryAfter, timeProvider, glance.Token);
            await Task.WhenAny(done, pause).ConfigureAwait(false);
            await glance.CancelAsync().ConfigureAwait(false);
            if (done.IsCompletedSuccessfully)
            {
                return null;
            }

            cancellationToken.ThrowIfCancellationRequested();
            var now = await LookOnceAsync(open, cancellationToken).ConfigureAwait(false);
            if (done.IsCompletedSuccessfully)
            {
                return null;
            }

            if (!now.IsReady || timeProvider.GetElapsedTime(since) >= options.PrintWithin)
            {
                return now.IsReady ? "The printer did not say that it had printed." : now.Reason;
            }
        }
    }

    private async Task LookAsync(PrinterTalk open, CancellationToken cancellationToken)
    {
        while (options.Answers)
        {
            await turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                await LookOnceAsync(open, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                turn.Release();
            }

            await Task.Delay(options.LookEvery, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, timeProvider, cancellationToken).ConfigureAwait(false);
    }

    private async Task<PrinterStatus> LookOnceAsync(PrinterTalk open, CancellationToken cancellationToken)
    {
        var now = await open.AskStatusAsync(cancellationToken).ConfigureAwait(false);
        Note(now);
        return now;
    }

    private void Note(PrinterStatus now)
    {
        var before = Interlocked.Exchange(ref status, now);
        if (before != now)
        {
            StatusChanged?.Invoke(now);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A slip ends as {Outcome}. {Reason}")]
    private partial void LogGaveUp(PrintOutcome outcome, string reason);
}
