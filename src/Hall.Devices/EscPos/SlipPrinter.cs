using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.EscPos;

/// <summary>
/// Prints slips, one after another. Outlives the line. Prints again when it is certain that nothing was printed; when there was a sign that
/// not all of it was, once more and marked as a copy; and says in the end what to tell the citizen. Emulated only: no real printer was at
/// hand.
/// </summary>
/// <param name="renderer">Makes the bytes.</param>
/// <param name="options">Spans of time and bounds.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="logger">Where refusals are written; never what a slip says.</param>
public sealed partial class SlipPrinter(SlipRenderer renderer, SlipPrinterOptions options, TimeProvider timeProvider, ILogger logger)
    : IDisposable
{
    private static readonly TimeSpan NoLineGlance = TimeSpan.FromMilliseconds(200);
    private readonly PrinterHabits _habits = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile PrinterTalk? _talk;
    private LineCounts _before = new();
    private volatile PrinterStatus _status = PrinterStatus.Unknown;
    private int _waiting;

    /// <summary>Raised after <see cref="Status"/> changed.</summary>
    public event Action<PrinterStatus>? StatusChanged;

    /// <summary>How the printer was when last asked.</summary>
    public PrinterStatus Status => _status;

    /// <summary>Answers of the printer, those that nobody had asked for, and bytes that were none.</summary>
    public LineCounts Counts => _talk is { } open ? Sum(_before, open) : _before;

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled. One line at a time.</summary>
    public async Task RunAsync(IDuplexPipe line, CancellationToken cancellationToken)
    {
        var opened = new PrinterTalk(line, options, timeProvider);
        using var session = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        _talk = opened;

        // Read also where nothing is asked: nobody else would see the end of the line.
        var reading = opened.ReadAsync(session.Token);
        var looking = LookAsync(opened, session.Token);
        try
        {
            await (await Task.WhenAny(reading, looking).ConfigureAwait(false)).ConfigureAwait(false);
        }
        finally
        {
            _talk = null;
            _before = Sum(_before, opened);
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
            if (Interlocked.Increment(ref _waiting) > options.MostWaiting)
            {
                return new PrintResult(PrintOutcome.NotPrinted, 0, "Too many tickets wait for this printer.", []);
            }

            return await PrintUntilKnownAsync(slip, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<PrintResult> PrintUntilKnownAsync(Slip slip, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        var last = new PrintResult(PrintOutcome.NotPrinted, 0, "", []);
        var doubt = AttemptEnd.Nothing;
        while (true)
        {
            var paper = renderer.ToBytes(slip, last.Copies + 1);
            var attempt = await AttemptAsync(paper.Bytes, doubt, cancellationToken).ConfigureAwait(false);
            var sent = last with { Copies = last.Copies + 1, Reason = attempt.Reason, Lacking = paper.Lacking };

            // Once something may have come out, a later failure does not make it certain that nothing did.
            last = attempt.End switch
            {
                AttemptEnd.Confirmed => sent with { Outcome = PrintOutcome.Printed },
                AttemptEnd.ConfirmedEarlier => last with { Outcome = PrintOutcome.Printed, Reason = "" },
                AttemptEnd.Taken => sent with { Outcome = PrintOutcome.Sent },
                AttemptEnd.Doubtful or AttemptEnd.Unconfirmed or AttemptEnd.Noisy => sent with { Outcome = PrintOutcome.Unknown },
                _ => last with { Reason = attempt.Reason },
            };
            if (last.Outcome is PrintOutcome.Printed or PrintOutcome.Sent)
            {
                return last;
            }

            doubt = attempt.End == AttemptEnd.Nothing ? doubt : attempt.End;
            if (last.Copies >= options.MostCopies || doubt is AttemptEnd.Stuck or AttemptEnd.Noisy
                || timeProvider.GetElapsedTime(since) >= options.GiveUpAfter)
            {
                LogGaveUp(last.Outcome, last.Reason);
                return last;
            }

            // A line that is down may be back at any moment; a printer that is not ready needs a hand.
            await Task.Delay(_talk is null ? NoLineGlance : options.RetryAfter, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Tries once, when it is this slip's turn.</summary>
    /// <param name="paper">The bytes.</param>
    /// <param name="doubt">How the last try of this slip ended after which something may have come out; <see cref="AttemptEnd.Nothing"/>
    /// for none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    private async Task<Attempt> AttemptAsync(byte[] paper, AttemptEnd doubt, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_talk is not { } open)
            {
                return new(AttemptEnd.Nothing, "The printer is not connected.");
            }

            var attempt = new SlipAttempt(open, options, timeProvider, LookOnceAsync);
            if (!options.Answers)
            {
                return await CheckedAsync(await attempt.SendAsync(paper, cancellationToken).ConfigureAwait(false), open, cancellationToken)
                    .ConfigureAwait(false);
            }

            if (await LookOnceAsync(open, cancellationToken).ConfigureAwait(false) is { IsReady: false } notReady)
            {
                return new(AttemptEnd.Nothing, notReady.Reason);
            }

            var settled = await SettleAsync(open, cancellationToken).ConfigureAwait(false);
            var ended = (doubt, settled) switch
            {
                (AttemptEnd.Unconfirmed, TurnsSettled.All) => new(AttemptEnd.ConfirmedEarlier),
                (AttemptEnd.Unconfirmed, TurnsSettled.Nothing) => new(AttemptEnd.Stuck, SlipAttempt.NotSaid),
                _ => await attempt.PrintAsync(paper, _habits.Confirms == false ? options.RetryAfter * 2 : options.PrintWithin,
                    cancellationToken).ConfigureAwait(false),
            };
            _habits.Note(ended.End);
            return ended.End is AttemptEnd.Unconfirmed or AttemptEnd.Noisy && _habits.Confirms == false
                ? ended with { End = AttemptEnd.Taken }
                : await CheckedAsync(ended, open, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>
    /// What a printer that confirms still owes is waited for, so that it confirms no other slip; null when it owes nothing.
    /// </summary>
    private async Task<TurnsSettled?> SettleAsync(PrinterTalk open, CancellationToken cancellationToken)
    {
        if (open.TurnsOwed == 0)
        {
            return null;
        }

        if (_habits.Confirms == true)
        {
            return await open.SettleTurnsAsync(cancellationToken).ConfigureAwait(false);
        }

        open.ForgetTurns();
        return null;
    }

    /// <summary>A printer that took a slip and closed its line may have lost its power just then.</summary>
    private async Task<Attempt> CheckedAsync(Attempt ended, PrinterTalk open, CancellationToken cancellationToken) =>
        ended.End == AttemptEnd.Taken && open.IsOver && !await IsBackAsync(cancellationToken).ConfigureAwait(false)
            ? new(AttemptEnd.Doubtful, SlipAttempt.BrokeInTheMiddle)
            : ended;

    /// <summary>Whether a printer that took a slip and closed its line is back so soon that it was never without power.</summary>
    private async Task<bool> IsBackAsync(CancellationToken cancellationToken)
    {
        for (var since = timeProvider.GetTimestamp(); timeProvider.GetElapsedTime(since) < options.BackWithin;)
        {
            if (_talk is { IsOver: false } again
                && (!options.Answers || await LookOnceAsync(again, cancellationToken).ConfigureAwait(false) is { IsReady: true }))
            {
                return true;
            }

            await Task.Delay(NoLineGlance / 4, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    private static LineCounts Sum(LineCounts before, PrinterTalk open) => before with
    {
        Frames = before.Frames + open.Heard, Stray = before.Stray + open.Stray, Noise = before.Noise + open.Noise,
    };

    private async Task LookAsync(PrinterTalk open, CancellationToken cancellationToken)
    {
        while (options.Answers)
        {
            await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // A slip that waits to be tried again wants to know itself what became of its first paper.
                if (await LookOnceAsync(open, cancellationToken).ConfigureAwait(false) is { IsReady: true }
                    && Volatile.Read(ref _waiting) == 0)
                {
                    await SettleAsync(open, cancellationToken).ConfigureAwait(false);
                }
            }
            finally
            {
                _turn.Release();
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
        var before = Interlocked.Exchange(ref _status, now);
        if (before != now)
        {
            StatusChanged?.Invoke(now);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A slip ends as {Outcome}. {Reason}")]
    private partial void LogGaveUp(PrintOutcome outcome, string reason);
}
