using System.IO.Pipelines;
using System.Net;
using System.Net.Sockets;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Printers;

/// <summary>A printer's port, with the printer at its far end.</summary>
internal abstract class PrinterPort : IAsyncDisposable
{
    /// <summary>The way to it, as the product has it.</summary>
    public abstract IDeviceLink Link { get; }

    /// <summary>Connects the printer, again after each end of the line.</summary>
    public abstract Task ServeAsync(OddPrinter printer, CancellationToken cancellationToken);

    /// <summary>The printer closes the line in order; a plug cannot.</summary>
    public abstract void Close();

    /// <summary>The line breaks, and can be opened again at once.</summary>
    public abstract void Break();

    /// <summary>The printer is taken away, and put back.</summary>
    public abstract void Unplug();

    /// <inheritdoc cref="Unplug"/>
    public abstract void Plug();

    public abstract ValueTask DisposeAsync();
}

/// <summary>TCP 9100.</summary>
internal sealed class TcpPort : PrinterPort
{
    private readonly TimeProvider _time;
    private readonly int _port;
    private volatile TcpListener _listener = new(IPAddress.Loopback, 0);
    private volatile TcpClient? _client;

    public TcpPort(TimeProvider time)
    {
        _time = time;
        _listener.Start();
        _port = ((IPEndPoint)_listener.LocalEndpoint).Port;
    }

    public override IDeviceLink Link => new TcpLink("127.0.0.1", _port, _time);

    public override async Task ServeAsync(OddPrinter printer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var accepted = await _listener.AcceptTcpClientAsync(cancellationToken);
                _client = accepted;
                await printer.ServeAsync(new Ends(PipeReader.Create(accepted.GetStream()), PipeWriter.Create(accepted.GetStream())),
                    cancellationToken);
            }
            catch (Exception unplugged)
                when (unplugged is SocketException or InvalidOperationException or ObjectDisposedException or OperationCanceledException
                or IOException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None);
            }
        }
    }

    public override void Close() => _client?.Client?.Shutdown(SocketShutdown.Both);

    public override void Break()
    {
        if (_client is not { Client: not null } open)
        {
            return;
        }

        try
        {
            open.LingerState = new LingerOption(true, 0);
            open.Close();
        }
        catch (ObjectDisposedException)
        {
            // The line ended on its other side at this very moment.
        }
    }

    public override void Unplug()
    {
        _listener.Stop();
        Break();
    }

    public override void Plug()
    {
        var again = new TcpListener(IPAddress.Loopback, _port);
        again.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        again.Start();
        _listener = again;
    }

    public override ValueTask DisposeAsync()
    {
        Unplug();
        return ValueTask.CompletedTask;
    }
}

/// <summary>A serial port, or a printer's file for which one stands in: a pseudo-terminal pair.</summary>
internal sealed class PtyPort(PtyPair cable, bool isFile, FileUse use) : PrinterPort
{
    private const uint Speed9600 = 13;
    private Task _plugging = Task.CompletedTask;

    public override IDeviceLink Link => isFile ? new FileLink(cable.HubEnd, use) : new SerialFileLink(cable.HubEnd, Speed9600);

    public override async Task ServeAsync(OddPrinter printer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var end = await new SerialFileLink(cable.PadEnd, Speed9600).OpenAsync(cancellationToken);
                await printer.ServeAsync(end, cancellationToken);
            }
            catch (Exception gone) when (gone is LinkException or OperationCanceledException)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(2), CancellationToken.None);
            }
        }
    }

    public override void Close() => Break();

    public override void Break()
    {
        Unplug();
        Plug();
    }

    public override void Unplug() => Then(cable.PullAsync);

    public override void Plug() => Then(cable.PlugAsync);

    public override async ValueTask DisposeAsync()
    {
        await _plugging;
        await cable.DisposeAsync();
    }

    private void Then(Func<Task> act) => _plugging = _plugging.ContinueWith(_ => act(), TaskScheduler.Default).Unwrap();
}

internal sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

/// <summary>Counts what goes over each opening of a link, so that a test's clock can stand still while bytes are under way.</summary>
internal sealed class CountedLink(IDeviceLink inner) : IDeviceLink
{
    private volatile Counted? _current;
    private int _opening;

    public string Name => inner.Name;

    public bool? IsThere => inner.IsThere;

    /// <summary>Bytes written and read over the present opening; null while there is none.</summary>
    public (long Written, long Read)? Now => _current is { IsClosed: false } open ? (open.Written, open.Read) : null;

    /// <summary>Whether it is being opened: the machine answers when it gets to it.</summary>
    public bool IsOpening => Volatile.Read(ref _opening) > 0;

    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _opening);
        try
        {
            return _current = new Counted(await inner.OpenAsync(cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref _opening);
        }
    }

    private sealed class Counted : IDeviceConnection
    {
        private readonly IDeviceConnection _inner;
        private readonly Reader _reader;
        private readonly Writer _writer;

        public Counted(IDeviceConnection inner)
        {
            _inner = inner;
            (_reader, _writer) = (new Reader(inner.Input), new Writer(inner.Output));
        }

        public PipeReader Input => _reader;

        public PipeWriter Output => _writer;

        public long? Taken => _inner.Taken;

        public bool IsReset => _inner.IsReset;

        public long Written => Interlocked.Read(ref _writer.Count);

        public long Read => Interlocked.Read(ref _reader.Count);

        public bool IsClosed { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return _inner.DisposeAsync();
        }

        public ValueTask DropAsync()
        {
            IsClosed = true;
            return _inner.DropAsync();
        }
    }

    private sealed class Reader(PipeReader inner) : PipeReader
    {
        public long Count;
        private System.Buffers.ReadOnlySequence<byte> _last;

        public override void AdvanceTo(SequencePosition consumed)
        {
            Interlocked.Add(ref Count, _last.Slice(0, consumed).Length);
            inner.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            Interlocked.Add(ref Count, _last.Slice(0, consumed).Length);
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(cancellationToken);
            _last = read.Buffer;
            return read;
        }

        public override bool TryRead(out ReadResult result)
        {
            var isRead = inner.TryRead(out result);
            _last = isRead ? result.Buffer : _last;
            return isRead;
        }
    }

    private sealed class Writer(PipeWriter inner) : PipeWriter
    {
        public long Count;

        public override void Advance(int bytes)
        {
            Interlocked.Add(ref Count, bytes);
            inner.Advance(bytes);
        }

        public override void CancelPendingFlush() => inner.CancelPendingFlush();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken = default) =>
            inner.FlushAsync(cancellationToken);

        public override Memory<byte> GetMemory(int sizeHint = 0) => inner.GetMemory(sizeHint);

        public override Span<byte> GetSpan(int sizeHint = 0) => inner.GetSpan(sizeHint);
    }
}
