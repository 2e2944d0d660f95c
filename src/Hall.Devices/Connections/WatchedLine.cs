using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.InteropServices;
using Hall.Devices.Links;

namespace Hall.Devices.Connections;

/// <summary>
/// An open connection as a session gets it. It is read whether the session reads or not, so that its end is always noticed; and a write
/// that fails, or is not taken in time, ends it, because what is half written cannot be taken back.
/// </summary>
internal sealed class WatchedLine : IWatchedLine, IAsyncDisposable
{
    /// <summary>What a session leaves unread is thrown away beyond this: it must not hide the end of the line.</summary>
    private const int MostUnread = 256 * 1024;

    private const int LongestQuestion = 64;
    private static readonly TimeSpan GoodByeWithin = TimeSpan.FromMilliseconds(50);
    private readonly IDeviceConnection connection;
    private readonly TimeProvider timeProvider;
    private readonly Pipe received = new(new PipeOptions(pauseWriterThreshold: MostUnread, resumeWriterThreshold: MostUnread / 2));
    private readonly TaskCompletionSource over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource closing = new();
    private readonly GuardedWriter writer;
    private readonly Task reading;
    private long bytesRead;
    private long? takenAtEnd;

    public WatchedLine(IDeviceConnection connection, TimeProvider timeProvider)
    {
        (this.connection, this.timeProvider) = (connection, timeProvider);
        writer = new GuardedWriter(connection.Output, Break, timeProvider);
        reading = ReadAsync();
    }

    public PipeReader Input => received.Reader;

    public PipeWriter Output => writer;

    /// <inheritdoc/>
    public long? Unsent => writer.BytesWritten - (over.Task.IsCompleted ? takenAtEnd : connection.Taken);

    /// <inheritdoc/>
    public bool IsClosedInOrder => over.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the other end has closed the line; fails with what broke it.</summary>
    public Task Over => over.Task;

    /// <summary>Nothing can be written any more, so that there is no sense in reading to its end.</summary>
    public bool IsWriteBroken { get; private set; }

    /// <summary>Whether anything came or more than a question went over it.</summary>
    public bool WasUsed => Interlocked.Read(ref bytesRead) > 0 || writer.BytesWritten > LongestQuestion;

    /// <summary>Closes the line; after a break without sending what has not left yet, which would come out later as a stranger's.</summary>
    public async ValueTask DisposeAsync()
    {
        var isBroken = over.Task.IsFaulted;
        over.TrySetResult();
        await closing.CancelAsync().ConfigureAwait(false);
        if (isBroken)
        {
            await connection.DropAsync().ConfigureAwait(false);
        }
        else
        {
            await connection.DisposeAsync().ConfigureAwait(false);
        }

        await reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = over.Task.Exception;
        closing.Dispose();
    }

    private void Break(Exception reason)
    {
        IsWriteBroken = true;
        End(reason);
    }

    private void End(Exception? reason)
    {
        takenAtEnd ??= connection.Taken;
        _ = reason is null ? over.TrySetResult() : over.TrySetException(reason);
    }

    private async Task ReadAsync()
    {
        try
        {
            Task<FlushResult>? behind = null;
            while (true)
            {
                var result = await connection.Input.ReadAsync(closing.Token).ConfigureAwait(false);
                Interlocked.Add(ref bytesRead, result.Buffer.Length);
                if (!result.Buffer.IsEmpty && behind is null or { IsCompleted: true })
                {
                    Copy(result.Buffer);
                    var flushing = received.Writer.FlushAsync(closing.Token);
                    behind = flushing.IsCompletedSuccessfully ? null : flushing.AsTask();
                }

                connection.Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    // A printer that is cut off in the middle says good-bye too, and throws the connection away in the same moment.
                    await Task.Delay(GoodByeWithin, timeProvider, closing.Token).ConfigureAwait(false);
                    End(connection.IsReset ? new LinkException(LinkTrouble.Gone, "The connection was reset.") : null);
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (closing.IsCancellationRequested)
        {
            // Closed by us.
        }
        catch (Exception fault)
        {
            End(fault);
        }

        // Without the fault, which would throw away what was not yet read: a printer's last answer may stand there.
        await received.Writer.CompleteAsync().ConfigureAwait(false);
    }

    // What was copied is wiped where it stood: it may be the number of somebody's identity card.
    private void Copy(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            received.Writer.Write(segment.Span);
            MemoryMarshal.AsMemory(segment).Span.Clear();
        }
    }

    /// <summary>The writing side: every byte goes out in time, or the line is over.</summary>
    private sealed class GuardedWriter(PipeWriter inner, Action<Exception> broken, TimeProvider timeProvider) : PipeWriter
    {
        /// <summary>Drivers have shorter limits of their own.</summary>
        private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(60);

        private long bytesWritten;

        public long BytesWritten => Interlocked.Read(ref bytesWritten);

        public override void Advance(int bytes)
        {
            inner.Advance(bytes);
            Interlocked.Add(ref bytesWritten, bytes);
        }

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override async ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                var flushed = await inner.FlushAsync(cancellationToken).AsTask().WaitAsync(WriteWithin, timeProvider, cancellationToken)
                    .ConfigureAwait(false);
                if (flushed.IsCompleted)
                {
                    broken(new LinkException(LinkTrouble.Gone, "Writing to the line failed: nobody reads it any more."));
                }

                return flushed;
            }
            catch (Exception fault)
            {
                broken(fault is LinkException
                    ? fault : new LinkException(LinkTrouble.Other, $"Writing to the line failed: {fault.Message}", fault));
                throw;
            }
        }

        /// <summary>A session that gives a write up says so here.</summary>
        public override void Complete(Exception? exception = null)
        {
            if (exception is not null)
            {
                broken(exception);
            }
        }
    }
}
