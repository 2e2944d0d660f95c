using System.IO.Pipelines;
using Hall.Devices.Connections;
using Hall.Devices.Framing;
using Hall.Devices.Lines;
using Hall.Devices.Links;

namespace Hall.Devices.EscPos;

/// <summary>Questions and answers over one opening of a printer's line. One asker at a time.</summary>
internal sealed class PrinterTalk(IDuplexPipe line, SlipPrinterOptions options, TimeProvider timeProvider)
{
    /// <summary>A printer that says everything twice says this twice too; more than that is no answer but noise.</summary>
    public const int MostEchoes = 1;

    /// <summary>A kiosk's line carries at least this many bytes a second: 9600 baud.</summary>
    private const double SlowestBytesPerSecond = 960;
    private static readonly TimeSpan DuplicateWithin = TimeSpan.FromMilliseconds(50);
    private readonly OwedAnswers<byte> _now = new(timeProvider);
    private readonly OwedAnswers<byte> _turns = new(timeProvider);
    private long _noise;

    /// <summary>Answers that nobody had asked for.</summary>
    public long Stray => _now.Stray + _turns.Stray + ByItself;

    /// <summary>Answers of the printer, asked for or not.</summary>
    public long Heard { get; private set; }

    /// <summary>Bytes that were no answer.</summary>
    public long Noise => _noise;

    /// <summary>Answers to GS r that nobody had asked for.</summary>
    public long StrayTurns => _turns.Stray;

    /// <summary>Slips and questions whose answer in turn has not come.</summary>
    public int TurnsOwed => _turns.Owed;

    /// <summary>The line is gone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>The printer took everything that was written, and then closed the line as one does that is done.</summary>
    public bool TookAllAndClosed => IsOver && line is IWatchedLine { IsClosedInOrder: true, Unsent: 0 or null };

    private long ByItself { get; set; }

    private TimeSpan Patience =>
        TimeSpan.FromTicks(Math.Clamp(_now.Latest.Ticks * 2, options.AnswerWithin.Ticks, options.AnswerWithin.Ticks * 4));

    /// <summary>Reads answers until the line ends or breaks; every wait for an answer then ends too.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FrameLoop.RunAsync(line.Input, new EscPosReplyReader(() => _noise++), OnReply, options.AnswerWithin, timeProvider,
                cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            IsOver = true;
            _now.End();
            _turns.End();
        }
    }

    /// <summary>Writes; false when the line broke or took too long, and is then opened anew.</summary>
    public async Task<bool> WriteAsync(byte[] bytes, CancellationToken cancellationToken)
    {
        var within = options.WriteWithin + TimeSpan.FromSeconds(bytes.Length / SlowestBytesPerSecond);
        try
        {
            var flushed = await line.Output.WriteAsync(bytes, CancellationToken.None).AsTask()
                .WaitAsync(within, timeProvider, cancellationToken).ConfigureAwait(false);
            return !flushed.IsCompleted && !IsOver;
        }
        catch (Exception exception)
            when (exception is IOException or InvalidOperationException or TimeoutException or UnauthorizedAccessException)
        {
            await BreakAsync(exception.Message).ConfigureAwait(false);
            return false;
        }
        catch (OperationCanceledException)
        {
            // Half a slip may be out, so that what comes next must not go on behind it.
            await BreakAsync("it was given up.").ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>
    /// Has the line opened anew: what is half written cannot be taken back, and what has not left must not come out later.
    /// </summary>
    public async Task BreakAsync(string reason) => await line.Output
        .CompleteAsync(new LinkException(LinkTrouble.Other, $"Writing to the line failed: {reason}")).ConfigureAwait(false);

    /// <summary>Whether so many bytes, written last, were all left behind when the line ended: then the printer got none of them.</summary>
    public bool TookNothingOf(int bytes) => line is IWatchedLine { Unsent: { } unsent } && unsent >= bytes;

    /// <summary>
    /// Waits until the other end, or the wire, has taken what was written; false when it did not in time, or the line ended before.
    /// </summary>
    public async Task<bool> TakenAsync(TimeSpan within, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        while (!IsOver && line is IWatchedLine { Unsent: > 0 })
        {
            if (timeProvider.GetElapsedTime(since) >= within)
            {
                return false;
            }

            await Task.Delay(DuplicateWithin, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        return !IsOver;
    }

    /// <summary>Asks the four status questions; <see cref="PrinterStatus.Unknown"/> when one stays without an answer.</summary>
    public async Task<PrinterStatus> AskStatusAsync(CancellationToken cancellationToken)
    {
        await _now.SettleAsync(Patience, cancellationToken).ConfigureAwait(false);
        var before = Heard + _noise;
        var answers = new byte[4];
        for (byte what = 1; what <= answers.Length; what++)
        {
            if (_now.Stray > 0)
            {
                // It says things twice: the second time must not be taken for the next answer.
                await Task.Delay(DuplicateWithin, timeProvider, cancellationToken).ConfigureAwait(false);
            }

            var answer = _now.Ask();
            if (!await WriteAsync(EscPosWriter.AskNow(what), cancellationToken).ConfigureAwait(false)
                || await WithinAsync(answer, Patience, cancellationToken).ConfigureAwait(false) is not { } bits)
            {
                _now.GiveUp();
                return Heard + _noise > before ? PrinterStatus.Garbled : PrinterStatus.Unknown;
            }

            answers[what - 1] = bits;
        }

        return PrinterStatus.Of(answers[0], answers[1], answers[2], answers[3]);
    }

    /// <summary>
    /// Notes that what is written next ends with <see cref="EscPosWriter.AskInTurn"/>; the task ends when the printer says that everything
    /// before it is on paper, and is cancelled with the line.
    /// </summary>
    public Task<byte> AskInTurn() => _turns.Ask();

    /// <summary>
    /// Waits until the printer is done with all it still holds of earlier slips, by one question more: what it owes comes before the answer
    /// to that one, or was lost. What is then still owed is forgotten.
    /// </summary>
    public async Task<TurnsSettled> SettleTurnsAsync(CancellationToken cancellationToken)
    {
        var straysBefore = StrayTurns;
        _turns.GiveUp();
        var answer = _turns.Ask();
        if (!await WriteAsync(EscPosWriter.AskInTurn(), cancellationToken).ConfigureAwait(false)
            || await WithinAsync(answer, options.QuietAfter + options.RetryAfter, cancellationToken).ConfigureAwait(false) is null)
        {
            _turns.Forget();
            return TurnsSettled.Nothing;
        }

        var isAll = await _turns.SettleAsync(options.QuietAfter, cancellationToken).ConfigureAwait(false);
        return StrayTurns - straysBefore > MostEchoes ? TurnsSettled.Nothing : isAll ? TurnsSettled.All : TurnsSettled.Some;
    }

    /// <summary>Waits for no answer any more: the printer gives none, or its slip is given up.</summary>
    public void ForgetTurns() => _turns.Forget();

    private void OnReply(EscPosReply reply)
    {
        Heard++;
        _ = reply.Kind switch
        {
            EscPosReplyKind.Now => _now.Take(reply.Bits),
            EscPosReplyKind.InTurn => _turns.Take(reply.Bits),
            _ => ByItself++ >= 0,
        };
    }

    private async Task<byte?> WithinAsync(Task<byte> answer, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(within, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
            when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}

/// <summary>What came of waiting for what a printer still owes.</summary>
internal enum TurnsSettled
{
    /// <summary>Every answer: everything that it was sent is on paper.</summary>
    All,

    /// <summary>Fewer: something was lost, and it holds nothing any more.</summary>
    Some,

    /// <summary>None, not even to the last question, or so many that they are noise.</summary>
    Nothing,
}
