using System.IO.Pipelines;
using Hall.Devices.Framing;

namespace Hall.Devices.Emulation;

/// <summary>
/// A device in software that sends bytes when it is pressed and notes every frame it is sent, answering each as its protocol does. It
/// stands for lamps, strips, boards and buttons; what the frames mean is told by whoever makes it.
/// </summary>
/// <param name="reader">Finds the frames of the host.</param>
/// <param name="answer">What it answers a frame; null for nothing.</param>
/// <param name="timeProvider">The timers.</param>
public sealed class FrameEmulator<TFrame>(IFrameReader<TFrame> reader, Func<TFrame, byte[]?> answer, TimeProvider timeProvider)
    : IDisposable
{
    /// <summary>A run of many hours must not fill the memory.</summary>
    private const int MostKept = 10_000;

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<TFrame> _seen = new();
    private PipeWriter? _line;

    /// <summary>Answers nothing.</summary>
    public bool IsMute { get; set; }

    /// <summary>The frames it was sent, the oldest first; at most 10,000.</summary>
    public IReadOnlyList<TFrame> Seen
    {
        get
        {
            lock (_gate)
            {
                return [.. _seen];
            }
        }
    }

    /// <summary>Listens to a line until it ends or breaks, or until cancelled.</summary>
    public async Task RunAsync(IDuplexPipe connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        _line = connection.Output;
        try
        {
            await FrameLoop.RunAsync(connection.Input, reader, OnFrame, TimeSpan.FromMilliseconds(75), timeProvider, cancellationToken)
                .ConfigureAwait(false);
        }
        finally
        {
            _line = null;
        }
    }

    /// <summary>Sends bytes, such as those of a key; false when no line is open.</summary>
    public async Task<bool> SendAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken = default)
    {
        await _turn.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_line is not { } open)
            {
                return false;
            }

            await open.WriteAsync(bytes, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private void OnFrame(TFrame frame)
    {
        lock (_gate)
        {
            _seen.Enqueue(frame);
            if (_seen.Count > MostKept)
            {
                _seen.Dequeue();
            }
        }

        if (!IsMute && answer(frame) is { } bytes)
        {
            // Not awaited: reading must go on meanwhile. A line that has gone is found out by the reading.
            _ = SendAsync(bytes)
                .ContinueWith(task => task.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        }
    }
}
