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
    private readonly IDeviceConnection _connection;
    private readonly TimeProvider _timeProvider;
    private readonly Pipe _received = new(new PipeOptions(pauseWriterThreshold: MostUnread, resumeWriterThreshold: MostUnread / 2));
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _closing = new();
    private readonly GuardedWriter _writer;
    private readonly Task _reading;
    private long _bytesRead;
    private long? _takenAtEnd;

    public WatchedLine(IDeviceConnection connection, TimeProvider timeProvider)
    {
        (_connection, _timeProvider) = (connection, timeProvider);
        _writer = new GuardedWriter(connection.Output, Break, timeProvider);
        _reading = ReadAsync();
    }

    public PipeReader Input => _received.Reader;

    public PipeWriter Output => _writer;

    /// <inheritdoc/>
    public long? Unsent => _writer.BytesWritten - (_over.Task.IsCompleted ? _takenAtEnd : _connection.Taken);

    /// <inheritdoc/>
    public bool IsClosedInOrder => _over.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the other end has closed the line; fails with what broke it.</summary>
    public Task Over => _over.Task;

    /// <summary>Nothing can be written any more, so that there is no sense in reading to its end.</summary>
    public bool IsWriteBroken { get; private set; }

    /// <summary>Whether anything came or more than a question went over it.</summary>
    public bool WasUsed => Interlocked.Read(ref _bytesRead) > 0 || _writer.BytesWritten > LongestQuestion;

    /// <summary>Closes the line; after a break without sending what has not left yet, which would come out later as a stranger's.</summary>
    public async ValueTask DisposeAsync()
    {
        var isBroken = _over.Task.IsFaulted;
        _over.TrySetResult();
        await _closing.CancelAsync().ConfigureAwait(false);
        if (isBroken)
        {
            await _connection.DropAsync().ConfigureAwait(false);
        }
        else
        {
            await _connection.DisposeAsync().ConfigureAwait(false);
        }

        await _reading.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ = _over.Task.Exception;
        _closing.Dispose();
    }

    private void Break(Exception reason)
    {
        IsWriteBroken = true;
        End(reason);
    }

    private void End(Exception? reason)
    {
        _takenAtEnd ??= _connection.Taken;
        _ = reason is null ? _over.TrySetResult() : _over.TrySetException(reason);
    }

    private async Task ReadAsync()
    {
        try
        {
            Task<FlushResult>? behind = null;
            while (true)
            {
                var result = await _connection.Input.ReadAsync(_closing.Token).ConfigureAwait(false);
                Interlocked.Add(ref _bytesRead, result.Buffer.Length);
                if (!result.Buffer.IsEmpty && behind is null or { IsCompleted: true })
                {
                    Copy(result.Buffer);
                    var flushing = _received.Writer.FlushAsync(_closing.Token);
                    behind = flushing.IsCompletedSuccessfully ? null : flushing.AsTask();
                }

                _connection.Input.AdvanceTo(result.Buffer.End);
                if (result.IsCompleted)
                {
                    // A printer that is cut off in the middle says good-bye too, and throws the connection away in the same moment.
                    await Task.Delay(GoodByeWithin, _timeProvider, _closing.Token).ConfigureAwait(false);
                    End(_connection.IsReset ? new LinkException(LinkTrouble.Gone, "The connection was reset.") : null);
                    break;
                }
            }
        }
        catch (OperationCanceledException) when (_closing.IsCancellationRequested)
        {
            // Closed by us.
        }
        catch (Exception fault)
        {
            End(fault);
        }

        // Without the fault, which would throw away what was not yet read: a printer's last answer may stand there.
        await _received.Writer.CompleteAsync().ConfigureAwait(false);
    }

    // What was copied is wiped where it stood: it may be the number of somebody's identity card.
    private void Copy(ReadOnlySequence<byte> bytes)
    {
        foreach (var segment in bytes)
        {
            _received.Writer.Write(segment.Span);
            MemoryMarshal.AsMemory(segment).Span.Clear();
        }
    }

    /// <summary>The writing side: every byte goes out in time, or the line is over.</summary>
    private sealed class GuardedWriter(PipeWriter inner, Action<Exception> broken, TimeProvider timeProvider) : PipeWriter
    {
        /// <summary>Drivers have shorter limits of their own.</summary>
        private static readonly TimeSpan WriteWithin = TimeSpan.FromSeconds(60);

        private long _bytesWritten;

        public long BytesWritten => Interlocked.Read(ref _bytesWritten);

        public override void Advance(int bytes)
        {
            inner.Advance(bytes);
            Interlocked.Add(ref _bytesWritten, bytes);
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
