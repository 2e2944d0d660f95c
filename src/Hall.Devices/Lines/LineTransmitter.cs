using System.IO.Pipelines;
using Hall.Devices.Links;

namespace Hall.Devices.Lines;

/// <summary>Writes to whichever line is open, one frame at a time, with a pause after each where the devices need one.</summary>
/// <param name="gap">The pause after a frame; zero for none.</param>
/// <param name="writeWithin">A line that takes no frame for this long is opened anew.</param>
/// <param name="timeProvider">The timers.</param>
public sealed class LineTransmitter(TimeSpan gap, TimeSpan writeWithin, TimeProvider timeProvider) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private volatile Line? _line;

    /// <summary>Gets each frame right before it is written to an open line: an echo of it may be read before the writing returns.</summary>
    public Action<ReadOnlyMemory<byte>>? BeforeWrite { get; set; }

    /// <summary>From now on frames go here, until detached or until writing fails; the task fails with why it did.</summary>
    public Task Attach(PipeWriter output, CancellationToken session)
    {
        var attached = new Line(output, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), session);
        _line = attached;
        return attached.Broken.Task;
    }

    public void Detach() => _line = null;

    /// <summary>False when there is no line, or it broke while writing.</summary>
    public async Task<bool> WriteAsync(ReadOnlyMemory<byte> frame, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_line is not { } open || !await WriteAsync(open, frame).ConfigureAwait(false))
            {
                return false;
            }

            if (gap > TimeSpan.Zero)
            {
                await Task.Delay(gap, timeProvider, open.Session).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private async Task<bool> WriteAsync(Line open, ReadOnlyMemory<byte> frame)
    {
        try
        {
            BeforeWrite?.Invoke(frame);
            var flushed = await open.Output.WriteAsync(frame, open.Session).AsTask()
                .WaitAsync(writeWithin, timeProvider, open.Session).ConfigureAwait(false);
            return !flushed.IsCanceled && !flushed.IsCompleted;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (Exception exception)
        {
            // What is half written cannot be taken back, so the line is opened anew.
            open.Broken.TrySetException(
                new LinkException(LinkTrouble.Other, $"Writing to the line failed: {exception.Message}", exception));
            _line = null;
            return false;
        }
    }

    private sealed record Line(PipeWriter Output, TaskCompletionSource Broken, CancellationToken Session);
}
