using System.IO.Pipelines;

namespace Hall.Devices.Ff68;

/// <summary>Writes frames to whichever line is open, one at a time, and remembers them for their echo.</summary>
internal sealed class Ff68Transmitter(Ff68Echoes echoes) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Line? line;

    /// <summary>From now on frames go here, until the token is cancelled or another line is attached.</summary>
    public void Attach(PipeWriter output, CancellationToken session) => line = new Line(output, session);

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
            if (line is not { } open)
            {
                return false;
            }

            // Noted before it is written, because an echo may be read before the writing returns.
            echoes.Note(frame);
            var flushed = await open.Output.WriteAsync(Ff68FrameWriter.ToBytes(frame), open.Session).ConfigureAwait(false);
            return !flushed.IsCanceled && !flushed.IsCompleted;
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException or InvalidOperationException
            or TimeoutException or UnauthorizedAccessException)
        {
            // A broken line is the reader's to report; here it only means that the frame did not go out.
            return false;
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private sealed record Line(PipeWriter Output, CancellationToken Session);
}
