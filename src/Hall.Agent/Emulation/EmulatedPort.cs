using System.Buffers;
using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;

namespace Hall.Agent.Emulation;

/// <summary>
/// A port with emulated devices on it: a pseudo-terminal or a TCP port. Both directions are paced to the baud rate, because neither knows
/// one, and lose or damage bytes as asked.
/// </summary>
internal sealed class EmulatedPort : IDisposable
{
    private readonly PseudoTerminal? _terminal;
    private readonly TcpListener? _listener;
    private readonly List<Pipe> _heard = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly int _baudRate;
    private readonly Random _chance;
    private readonly TimeProvider _time;
    private volatile Stream? _stream;
    private double _dropPercent;
    private double _corruptPercent;

    /// <param name="tcpPort">The TCP port to listen on at loopback, 0 for a free one; null for a pseudo-terminal.</param>
    /// <param name="baudRate">Bits per second; 0 does not pace.</param>
    /// <param name="seed">Makes the losses repeatable.</param>
    /// <param name="time">The clock.</param>
    public EmulatedPort(int? tcpPort, int baudRate, int seed, TimeProvider time)
    {
        (_baudRate, _chance, _time) = (baudRate, new Random(seed), time);
        if (tcpPort is { } number)
        {
            _listener = new TcpListener(IPAddress.Loopback, number);
            _listener.Start();
            Name = $"tcp://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}";
        }
        else
        {
            _terminal = new PseudoTerminal();
            _stream = _terminal.Stream;
            Name = _terminal.PortName;
        }
    }

    /// <summary>Where a hub or an agent opens it.</summary>
    public string Name { get; }

    /// <summary>Nothing on it hears or speaks.</summary>
    public bool IsSilent { get; set; }

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
        if (_listener is null)
        {
            // Reading a terminal blocks: on a thread of its own, for a hall has more lines than the pool has threads.
            var delivered = new Pipe();
            _ = Task.Factory.StartNew(() => Read(_terminal!.Stream, delivered.Writer), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
            await HearAsync(delivered.Reader.AsStream(), stopping);
            return;
        }

        while (!stopping.IsCancellationRequested)
        {
            using var client = await _listener.AcceptTcpClientAsync(stopping);
            client.NoDelay = true;
            _stream = client.GetStream();
            try
            {
                await HearAsync(client.GetStream(), stopping);
            }
            catch (IOException)
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
            return corrupt > 0 ? [.. kept.Select(value => _chance.NextDouble() * 100 < corrupt ? (byte)(value ^ (1 << _chance.Next(8))) : value)] : kept;
        }
    }

    private async ValueTask SayAsync(ReadOnlyMemory<byte> bytes, CancellationToken stopping)
    {
        await _turn.WaitAsync(stopping);
        try
        {
            await PaceAsync(_time.GetTimestamp(), bytes.Length, stopping);
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

    private sealed record End(PipeReader Input, PipeWriter Output) : IDuplexPipe;

    private sealed class PacedStream(EmulatedPort port) : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) => port.SayAsync(buffer, cancellationToken);

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }

        public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();
    }
}
