using System.IO.Pipelines;
using System.IO.Ports;

namespace Hall.Devices.Links;

/// <summary>An open serial port: one loop carries what it delivers into a pipe, writes go straight to its stream.</summary>
internal sealed class SerialConnection : IDeviceConnection
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);
    private readonly SerialPort port;
    private readonly CancellationTokenSource closing = new();
    private readonly Pipe received = new();
    private readonly Task reading;

    public SerialConnection(SerialPort port)
    {
        this.port = port;
        Output = PipeWriter.Create(port.BaseStream, new StreamPipeWriterOptions(leaveOpen: true));
        reading = ReadAsync(port.BaseStream, port.PortName);
    }

    public PipeReader Input => received.Reader;

    public PipeWriter Output { get; }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync().ConfigureAwait(false);
        try
        {
            // A driver whose device has gone can hold up closing; then the port is left to it rather than the line left closed.
            await reading.WaitAsync(CloseWithin).ConfigureAwait(false);
            await Task.Run(port.Dispose).WaitAsync(CloseWithin).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException
            or InvalidOperationException or TimeoutException)
        {
            // The device went first; there is nothing left to close.
        }

        closing.Dispose();
    }

    private async Task ReadAsync(Stream stream, string name)
    {
        Exception? end = null;
        try
        {
            while (!closing.IsCancellationRequested)
            {
                var count = await stream.ReadAsync(received.Writer.GetMemory(512), closing.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    end = new LinkException(LinkTrouble.Gone, $"{name} was hung up.");
                    break;
                }

                received.Writer.Advance(count);
                await received.Writer.FlushAsync(closing.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // An unplugged adapter and a vanished pseudo-terminal show up as almost any exception, ObjectDisposedException among them.
            end = exception is OperationCanceledException && closing.IsCancellationRequested
                ? null
                : new LinkException(LinkTrouble.Gone, $"{name} has gone. Was the adapter unplugged?", exception);
        }

        await received.Writer.CompleteAsync(end).ConfigureAwait(false);
    }
}
