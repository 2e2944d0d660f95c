using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Links;

namespace Hall.Devices.Ff68;

/// <summary>Writes frames to whichever line is open, one at a time, and remembers them for their echo.</summary>
internal sealed class Ff68Transmitter(Ff68Echoes echoes, TimeSpan writeWithin, TimeProvider timeProvider) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Line? line;

    /// <summary>Where frames are noted; null for nowhere.</summary>
    public FrameLog? Log { get; set; }

    /// <summary>From now on frames go here, until detached or until writing fails; the task fails with why it did.</summary>
    public Task Attach(PipeWriter output, CancellationToken session)
    {
        var attached = new Line(output, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), session);
        line = attached;
        return attached.Broken.Task;
    }

    public void Detach()
    {
        line = null;
        echoes.Clear();
    }

    /// <summary>False when there is no line, or it broke while writing.</summary>
    public async Task<bool> WriteAsync(Ff68Frame frame)
    {
        await turn.WaitAsync().ConfigureAwait(false);
        try
        {
            return line is { } open && await WriteAsync(open, frame).ConfigureAwait(false);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private async Task<bool> WriteAsync(Line open, Ff68Frame frame)
    {
        try
        {
            // Noted before it is written, because an echo may be read before the writing returns.
            echoes.Note(frame);
            var flushed = await open.Output.WriteAsync(Ff68FrameWriter.ToBytes(frame), open.Session).AsTask()
                .WaitAsync(writeWithin, timeProvider, open.Session).ConfigureAwait(false);
            Log?.Add(isSent: true, Ff68Meaning.BytesOf(frame), Ff68Meaning.OfSent(frame));
            return !flushed.IsCanceled && !flushed.IsCompleted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception exception)
        {
            // A line that takes no more is of no use even if it can still be read: what is half written cannot be taken back,
            // so it is opened anew.
            open.Broken.TrySetException(new LinkException(LinkTrouble.Other, $"Writing to the line failed: {exception.Message}", exception));
            line = null;
            return false;
        }
    }

    private sealed record Line(PipeWriter Output, TaskCompletionSource Broken, CancellationToken Session);
}
