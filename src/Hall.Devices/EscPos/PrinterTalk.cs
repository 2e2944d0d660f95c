using System.IO.Pipelines;
using Hall.Devices.Framing;

namespace Hall.Devices.EscPos;

/// <summary>Questions and answers over one opening of a printer's line. One asker at a time.</summary>
internal sealed class PrinterTalk(IDuplexPipe line, SlipPrinterOptions options, TimeProvider timeProvider)
{
    private readonly Lock gate = new();
    private TaskCompletionSource<byte>? now;
    private TaskCompletionSource? inTurn;
    private int turnsOwed;

    /// <summary>Reads answers until the line ends or breaks; every wait for an answer then ends too.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            await FrameLoop.RunAsync(line.Input, new EscPosReplyReader(), OnReply, options.AnswerWithin, timeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                now?.TrySetCanceled(CancellationToken.None);
                inTurn?.TrySetCanceled(CancellationToken.None);
                IsOver = true;
            }
        }
    }

    /// <summary>Answers that nobody had asked for.</summary>
    public long Stray { get; private set; }

    /// <summary>Answers of the printer, asked for or not.</summary>
    public long Heard { get; private set; }

    /// <summary>The line is gone.</summary>
    public bool IsOver { get; private set; }

    /// <summary>False when the line broke or took too long; some bytes may then have gone out.</summary>
    public async Task<bool> WriteAsync(byte[] bytes, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            var flushed = await line.Output.WriteAsync(bytes, cancellationToken).AsTask()
                .WaitAsync(within, timeProvider, cancellationToken).ConfigureAwait(false);
            return !flushed.IsCompleted && !IsOver;
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException or TimeoutException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Asks the four status questions; <see cref="PrinterStatus.Unknown"/> when one stays without an answer.</summary>
    public async Task<PrinterStatus> AskStatusAsync(CancellationToken cancellationToken)
    {
        var answers = new byte[4];
        for (byte what = 1; what <= answers.Length; what++)
        {
            var answer = new TaskCompletionSource<byte>(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
            {
                now = answer;
            }

            if (!await WriteAsync(EscPosWriter.AskNow(what), options.AnswerWithin, cancellationToken).ConfigureAwait(false)
                || await WithinAsync(answer.Task, options.AnswerWithin, cancellationToken).ConfigureAwait(false) is not { } bits)
            {
                return PrinterStatus.Unknown;
            }

            answers[what - 1] = bits;
        }

        return PrinterStatus.Of(answers[0], answers[1], answers[2], answers[3]);
    }

    /// <summary>Asks the printer to say when everything before is on paper; the task ends then, or is cancelled with the line.</summary>
    public async Task<Task> AskInTurnAsync(CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            inTurn = answer;
            turnsOwed++;
            if (IsOver)
            {
                answer.TrySetCanceled(CancellationToken.None);
            }
        }

        await WriteAsync(EscPosWriter.AskInTurn(), options.AnswerWithin, cancellationToken).ConfigureAwait(false);
        return answer.Task;
    }

    private void OnReply(EscPosReply reply)
    {
        lock (gate)
        {
            Heard++;
            if (reply.IsNow)
            {
                Stray += now is null ? 1 : 0;
                now?.TrySetResult(reply.Bits);
                now = null;
            }
            else if (turnsOwed == 0)
            {
                Stray++;
            }
            else if (--turnsOwed == 0)
            {
                // An answer still owed to an earlier slip, whose paper had run out, must not confirm this one.
                inTurn?.TrySetResult();
            }
        }
    }

    private async Task<byte?> WithinAsync(Task<byte> answer, TimeSpan within, CancellationToken cancellationToken)
    {
        try
        {
            return await answer.WaitAsync(within, timeProvider, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException || (exception is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return null;
        }
    }
}
