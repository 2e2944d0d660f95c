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
    private readonly TimeProvider time;
    private readonly int port;
    private volatile TcpListener listener = new(IPAddress.Loopback, 0);
    private volatile TcpClient? client;

    public TcpPort(TimeProvider time)
    {
        this.time = time;
        listener.Start();
        port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    public override IDeviceLink Link => new TcpLink("127.0.0.1", port, time);

    public override async Task ServeAsync(OddPrinter printer, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var accepted = await listener.AcceptTcpClientAsync(cancellationToken);
                client = accepted;
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

    public override void Close() => client?.Client?.Shutdown(SocketShutdown.Both);

    public override void Break()
    {
        if (client is not { Client: not null } open)
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
        listener.Stop();
        Break();
    }

    public override void Plug()
    {
        var again = new TcpListener(IPAddress.Loopback, port);
        again.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        again.Start();
        listener = again;
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
    private Task plugging = Task.CompletedTask;

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
        await plugging;
        await cable.DisposeAsync();
    }

    private void Then(Func<Task> act) => plugging = plugging.ContinueWith(_ => act(), TaskScheduler.Default).Unwrap();
}

internal sealed record Ends(PipeReader Input, PipeWriter Output) : IDuplexPipe;

/// <summary>Counts what goes over each opening of a link, so that a test's clock can stand still while bytes are under way.</summary>
internal sealed class CountedLink(IDeviceLink inner) : IDeviceLink
{
    private volatile Counted? current;
    private int opening;

    public string Name => inner.Name;

    public bool? IsThere => inner.IsThere;

    /// <summary>Bytes written and read over the present opening; null while there is none.</summary>
    public (long Written, long Read)? Now => current is { IsClosed: false } open ? (open.Written, open.Read) : null;

    /// <summary>Whether it is being opened: the machine answers when it gets to it.</summary>
    public bool IsOpening => Volatile.Read(ref opening) > 0;

    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref opening);
        try
        {
            return current = new Counted(await inner.OpenAsync(cancellationToken));
        }
        finally
        {
            Interlocked.Decrement(ref opening);
        }
    }

    private sealed class Counted : IDeviceConnection
    {
        private readonly IDeviceConnection inner;
        private readonly Reader reader;
        private readonly Writer writer;

        public Counted(IDeviceConnection inner)
        {
            this.inner = inner;
            (reader, writer) = (new Reader(inner.Input), new Writer(inner.Output));
        }

        public PipeReader Input => reader;

        public PipeWriter Output => writer;

        public long? Taken => inner.Taken;

        public bool IsReset => inner.IsReset;

        public long Written => Interlocked.Read(ref writer.Count);

        public long Read => Interlocked.Read(ref reader.Count);

        public bool IsClosed { get; private set; }

        public ValueTask DisposeAsync()
        {
            IsClosed = true;
            return inner.DisposeAsync();
        }

        public ValueTask DropAsync()
        {
            IsClosed = true;
            return inner.DropAsync();
        }
    }

    private sealed class Reader(PipeReader inner) : PipeReader
    {
        public long Count;
        private System.Buffers.ReadOnlySequence<byte> last;

        public override void AdvanceTo(SequencePosition consumed)
        {
            Interlocked.Add(ref Count, last.Slice(0, consumed).Length);
            inner.AdvanceTo(consumed);
        }

        public override void AdvanceTo(SequencePosition consumed, SequencePosition examined)
        {
            Interlocked.Add(ref Count, last.Slice(0, consumed).Length);
            inner.AdvanceTo(consumed, examined);
        }

        public override void CancelPendingRead() => inner.CancelPendingRead();

        public override void Complete(Exception? exception = null) => inner.Complete(exception);

        public override async ValueTask<ReadResult> ReadAsync(CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(cancellationToken);
            last = read.Buffer;
            return read;
        }

        public override bool TryRead(out ReadResult result)
        {
            var isRead = inner.TryRead(out result);
            last = isRead ? result.Buffer : last;
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
