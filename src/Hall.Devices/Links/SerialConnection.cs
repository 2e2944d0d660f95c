using System.IO.Pipelines;
using System.IO.Ports;

namespace Hall.Devices.Links;

/// <summary>An open serial port: one loop carries what it delivers into a pipe, writes go straight to its stream.</summary>
internal sealed class SerialConnection : IDeviceConnection
{
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);
    private readonly SerialPort _port;
    private readonly CancellationTokenSource _closing = new();
    private readonly Pipe _received = new();
    private readonly Task _reading;

    public SerialConnection(SerialPort port)
    {
        _port = port;
        Output = PipeWriter.Create(port.BaseStream, new StreamPipeWriterOptions(leaveOpen: true));
        _reading = ReadAsync(port.BaseStream, port.PortName);
    }

    public PipeReader Input => _received.Reader;

    public PipeWriter Output { get; }

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync().ConfigureAwait(false);
        try
        {
            // A driver whose device has gone can hold up closing; then the port is left to it rather than the line left closed.
            await _reading.WaitAsync(CloseWithin).ConfigureAwait(false);
            await Task.Run(_port.Dispose).WaitAsync(CloseWithin).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException
            or InvalidOperationException or TimeoutException)
        {
            // The device went first; there is nothing left to close.
        }

        _closing.Dispose();
    }

    private async Task ReadAsync(Stream stream, string name)
    {
        Exception? end = null;
        try
        {
            while (!_closing.IsCancellationRequested)
            {
                var count = await stream.ReadAsync(_received.Writer.GetMemory(512), _closing.Token).ConfigureAwait(false);
                if (count == 0)
                {
                    end = new LinkException(LinkTrouble.Gone, $"{name} was hung up.");
                    break;
                }

                _received.Writer.Advance(count);
                await _received.Writer.FlushAsync(_closing.Token).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            // An unplugged adapter and a vanished pseudo-terminal show up as almost any exception, ObjectDisposedException among them.
            end = exception is OperationCanceledException && _closing.IsCancellationRequested
                ? null
                : new LinkException(LinkTrouble.Gone, $"{name} has gone. Was the adapter unplugged?", exception);
        }

        await _received.Writer.CompleteAsync(end).ConfigureAwait(false);
    }
}
