using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Hall.Devices.Links;

namespace Hall.Devices.Emulation;

/// <summary>
/// A port with emulated devices on it: a pseudo-terminal, a TCP port, a WebSocket or a FIFO. Both directions are paced to the baud rate,
/// because neither knows
/// one, and lose or damage bytes as asked.
/// </summary>
public sealed class EmulatedPort : IDisposable
{
    private readonly PseudoTerminal? _terminal;
    private readonly TcpListener? _listener;
    private readonly List<Pipe> _heard = [];
    private readonly List<SpokenFrame> _onTheWire = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly int _baudRate;
    private readonly bool _isWebSocket;
    private readonly Random _chance;
    private readonly TimeProvider _time;
    private volatile Stream? _stream;
    private bool _isFifo;
    private double _dropPercent;
    private double _corruptPercent;

    private EmulatedPort(string? name, int baudRate, int seed, TimeProvider time, PseudoTerminal? terminal = null,
        TcpListener? listener = null, bool isWebSocket = false)
    {
        (_baudRate, _chance, _time, _terminal, _listener, _isWebSocket) =
            (baudRate, new Random(seed), time, terminal, listener, isWebSocket);
        listener?.Start();
        _stream = terminal?.Stream;
        Name = name ?? terminal?.PortName
            ?? Invariant(
                $"{(isWebSocket ? "ws" : "tcp")}://127.0.0.1:{((IPEndPoint)listener!.LocalEndpoint).Port}{(isWebSocket ? "/" : "")}");
    }

    /// <summary>A pseudo-terminal. Linux only.</summary>
    /// <param name="baudRate">Bits per second that both directions are paced to; 0 does not pace.</param>
    /// <param name="seed">Makes the losses repeatable.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">The system gives none.</exception>
    public static EmulatedPort Terminal(int baudRate, int seed, TimeProvider time) => new(null, baudRate, seed, time, new PseudoTerminal());

    /// <summary>A TCP port of loopback; 0 takes a free one.</summary>
    public static EmulatedPort Tcp(int port, int seed, TimeProvider time) =>
        new(null, 0, seed, time, listener: new(IPAddress.Loopback, port));

    /// <summary>A WebSocket of loopback, as the program of an LCD pad is one; port 0 takes a free one.</summary>
    public static EmulatedPort WebSocket(int port, int seed, TimeProvider time) =>
        new(null, 0, seed, time, listener: new(IPAddress.Loopback, port), isWebSocket: true);

    /// <summary>A FIFO in place of an input device, which is deleted again. Linux only.</summary>
    /// <param name="path">Where; null for a place of its own.</param>
    /// <param name="seed">Makes the losses repeatable.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="IOException">It cannot be made, or something is there already.</exception>
    public static EmulatedPort Fifo(string? path, int seed, TimeProvider time)
    {
        var name = path ?? Path.Combine(Path.GetTempPath(), $"hall-pad-{Guid.NewGuid():N}");
        PseudoTerminal.MakeFifo(name);

        // For reading too, because opening for writing alone waits for a reader.
        return new(name, 0, seed, time)
            { _stream = new FileStream(name, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite, bufferSize: 0), _isFifo = true };
    }

    /// <summary>Where a hub or an agent opens it.</summary>
    public string Name { get; }

    /// <summary>What a device on it says is heard, or waits to be.</summary>
    public bool IsOpen => _stream is not null;

    /// <summary>Nothing on it hears or speaks.</summary>
    public bool IsSilent { get; set; }

    /// <summary>
    /// Devices that speak at the same time spoil each other's frames, as on two wires; otherwise each waits for the one before.
    /// </summary>
    public bool Collides { get; set; }

    /// <summary>How many frames were spoilt so.</summary>
    public int Collisions { get; private set; }

    /// <summary>From now on so many of a hundred bytes are lost, in both directions.</summary>
    public void Drop(double percent) => Volatile.Write(ref _dropPercent, percent);

    /// <summary>From now on so many of a hundred bytes have one bit turned, in both directions.</summary>
    public void Corrupt(double percent) => Volatile.Write(ref _corruptPercent, percent);

    /// <summary>Puts a device on it.</summary>
    public IDuplexPipe Attach()
    {
        // A bus delivers what it delivers; a device that does not read must not hold up the others.
        var heard = new Pipe(new PipeOptions(pauseWriterThreshold: 0, resumeWriterThreshold: 0));
        _heard.Add(heard);
        return new End(heard.Reader, PipeWriter.Create(new PacedStream(this)));
    }

    /// <summary>Carries bytes until cancelled.</summary>
    public async Task RunAsync(CancellationToken stopping)
    {
        if (_isFifo)
        {
            // Whoever types hears nothing.
            await Task.Delay(Timeout.InfiniteTimeSpan, _time, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            return;
        }

        if (_listener is null)
        {
            // Reading a terminal blocks: on a thread of its own, for a hall has more lines than the pool has threads.
            var delivered = new Pipe();
            _ = Task.Factory.StartNew(() => Read(_terminal!.Stream, delivered.Writer), CancellationToken.None,
                TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await HearAsync(delivered.Reader.AsStream(), stopping);
            return;
        }

        while (!stopping.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(stopping);
            client.NoDelay = true;
            try
            {
                Stream stream = _isWebSocket ? await WebSocketServerStream.AcceptAsync(client.GetStream(), stopping) : client.GetStream();
                _stream = stream;
                await HearAsync(stream, stopping);
            }
            catch (Exception fault) when (fault is IOException or System.Net.WebSockets.WebSocketException or FormatException)
            {
                // The other side went; it may come again.
            }

            _stream = null;
        }
    }

    /// <inheritdoc />
    public void Dispose()
    {
        _terminal?.Dispose();
        _listener?.Dispose();
        if (_isFifo)
        {
            _stream?.Dispose();
            File.Delete(Name);
        }
    }

    private async Task HearAsync(Stream stream, CancellationToken stopping)
    {
        var buffer = new byte[64];
        var wireFreeAt = _time.GetTimestamp();
        while (!stopping.IsCancellationRequested)
        {
            var count = await stream.ReadAsync(buffer, stopping);
            if (count == 0)
            {
                return;
            }

            wireFreeAt = await PaceAsync(wireFreeAt, count, stopping);
            var heard = Spoil(buffer[..count]);
            foreach (var pipe in _heard)
            {
                await pipe.Writer.WriteAsync(heard, stopping);
            }
        }
    }

    private static void Read(FileStream terminal, PipeWriter delivered)
    {
        var buffer = new byte[64];
        try
        {
            while (terminal.Read(buffer) is > 0 and var count)
            {
                // Never waits: what is read here is taken at once, or the emulation is over.
                delivered.Write(buffer.AsSpan(0, count));
                _ = delivered.FlushAsync().AsTask();
            }
        }
        catch (Exception fault) when (fault is IOException or ObjectDisposedException)
        {
            // The line was taken away.
        }

        delivered.Complete();
    }

    // Bytes that follow each other on the wire: the next begins when the one before has ended.
    private async Task<long> PaceAsync(long wireFreeAt, int bytes, CancellationToken stopping)
    {
        if (_baudRate == 0)
        {
            return wireFreeAt;
        }

        var now = _time.GetTimestamp();
        var end = Math.Max(now, wireFreeAt) + (long)(bytes * 10.0 / _baudRate * _time.TimestampFrequency);
        if (_time.GetElapsedTime(now, end) is { TotalMilliseconds: >= 1 } wait)
        {
            await Task.Delay(wait, _time, stopping);
        }

        return end;
    }

    private byte[] Spoil(byte[] bytes)
    {
        if (IsSilent)
        {
            return [];
        }

        lock (_chance)
        {
            var (drop, corrupt) = (_dropPercent, _corruptPercent);
            var kept = drop > 0 ? [.. bytes.Where(_ => _chance.NextDouble() * 100 >= drop)] : bytes;
            return corrupt > 0
                ? [.. kept.Select(value => _chance.NextDouble() * 100 < corrupt ? (byte)(value ^ (1 << _chance.Next(8))) : value)] : kept;
        }
    }

    private async ValueTask SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken stopping)
    {
        if (Collides)
        {
            bytes = await CollideAsync(bytes, stopping);
        }

        await _turn.WaitAsync(stopping);
        try
        {
            await PaceAsync(_time.GetTimestamp(), Collides ? 0 : bytes.Length, stopping);
            if (_stream is { } open && Spoil(bytes.ToArray()) is { Length: > 0 } said)
            {
                await open.WriteAsync(said, stopping);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    // All who are on the wire together are heard as one noise.
    private async ValueTask<ReadOnlyMemory<byte>> CollideAsync(ReadOnlyMemory<byte> bytes, CancellationToken stopping)
    {
        var frame = new SpokenFrame();
        lock (_onTheWire)
        {
            _onTheWire.ForEach(other => other.IsSpoilt = true);
            frame.IsSpoilt = _onTheWire.Count > 0;
            _onTheWire.Add(frame);
        }

        await PaceAsync(_time.GetTimestamp(), bytes.Length, stopping);
        lock (_onTheWire)
        {
            _onTheWire.Remove(frame);
            Collisions += frame.IsSpoilt ? 1 : 0;
        }

        if (!frame.IsSpoilt)
        {
            return bytes;
        }

        var noise = new byte[bytes.Length];
        lock (_chance)
        {
            _chance.NextBytes(noise);
        }

        return noise;
    }

    private sealed class SpokenFrame
    {
        public bool IsSpoilt { get; set; }
    }

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class PacedStream(EmulatedPort port) : WriteOnlyStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            port.SayAsync(buffer, cancellationToken);
    }
}
