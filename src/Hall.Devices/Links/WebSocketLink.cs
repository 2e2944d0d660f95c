using System.IO.Pipelines;
using System.Net.WebSockets;

namespace Hall.Devices.Links;

/// <summary>
/// A device that is a WebSocket server, such as an LCD pad. Each message read ends with a line feed; each write is one text message.
/// </summary>
/// <param name="address">Such as <c>ws://127.0.0.1:8080/</c>.</param>
/// <param name="timeProvider">Ends an attempt that takes too long.</param>
public sealed class WebSocketLink(Uri address, TimeProvider timeProvider) : IDeviceLink
{
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(3);

    public string Name => address.ToString();

    /// <inheritdoc/>
    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var socket = new ClientWebSocket();
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(1);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(2);
        using var tooLong = new CancellationTokenSource(ConnectWithin, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            await socket.ConnectAsync(address, either.Token).ConfigureAwait(false);
            return new Connection(socket, Name);
        }
        catch (Exception exception) when (exception is WebSocketException or OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw new LinkException(LinkTrouble.Gone, $"{Name} cannot be reached. Is the pad's program running?", exception);
        }
    }

    private sealed class Connection : IDeviceConnection
    {
        private readonly ClientWebSocket _socket;
        private readonly CancellationTokenSource _closing = new();
        private readonly Pipe _received = new();

        public Connection(ClientWebSocket socket, string name)
        {
            _socket = socket;
            Output = PipeWriter.Create(new MessageStream(socket));
            _ = ReadAsync(name);
        }

        public PipeReader Input => _received.Reader;

        public PipeWriter Output { get; }

        public async ValueTask DisposeAsync()
        {
            await _closing.CancelAsync().ConfigureAwait(false);
            _socket.Dispose();
            _closing.Dispose();
        }

        private async Task ReadAsync(string name)
        {
            Exception? end = null;
            try
            {
                while (true)
                {
                    var message = await _socket.ReceiveAsync(_received.Writer.GetMemory(1024), _closing.Token).ConfigureAwait(false);
                    if (message.MessageType == WebSocketMessageType.Close)
                    {
                        // Without a fault, because a fault would throw away what was not yet read: some pads close after each rating.
                        break;
                    }

                    _received.Writer.Advance(message.Count);
                    if (message.EndOfMessage)
                    {
                        _received.Writer.GetSpan(1)[0] = (byte)'\n';
                        _received.Writer.Advance(1);
                    }

                    await _received.Writer.FlushAsync(_closing.Token).ConfigureAwait(false);
                }
            }
            catch (Exception exception)
            {
                // Whatever it is: a line of which nobody says that it ended would wait for ever.
                end = new LinkException(LinkTrouble.Gone, $"{name} has gone.", exception);
            }

            await _received.Writer.CompleteAsync(end).ConfigureAwait(false);
        }
    }

    private sealed class MessageStream(ClientWebSocket socket) : WriteOnlyStream
    {
        public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
            socket.SendAsync(buffer, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
    }
}
