using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Hall.Devices.Links;

namespace Hall.Devices.Emulation;

/// <summary>
/// The server's side of a WebSocket as a stream: each message read ends with a line feed, each write is one text message (RFC 6455).
/// </summary>
internal sealed class WebSocketServerStream : WriteOnlyStream
{
    private const int LongestRequest = 4096;
    private const string Magic = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static readonly TimeSpan KeepAliveEvery = TimeSpan.FromSeconds(1);
    private readonly WebSocket _socket;
    private bool _endIsDue;

    private WebSocketServerStream(WebSocket socket) => _socket = socket;

    public override bool CanRead => true;

    /// <summary>Answers the handshake of whoever has just connected.</summary>
    /// <exception cref="FormatException">It is no handshake.</exception>
    public static async Task<WebSocketServerStream> AcceptAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var request = new byte[LongestRequest];
        var length = 0;
        while (!request.AsSpan(0, length).EndsWith("\r\n\r\n"u8))
        {
            var count = length < LongestRequest
                ? await stream.ReadAsync(request.AsMemory(length), cancellationToken).ConfigureAwait(false) : 0;
            length += count > 0 ? count : throw new FormatException("This is no WebSocket handshake.");
        }

        var key = Encoding.ASCII.GetString(request, 0, length).Split("\r\n")
            .FirstOrDefault(line => line.StartsWith("Sec-WebSocket-Key:", StringComparison.OrdinalIgnoreCase))?.Split(':', 2)[1].Trim()
            ?? throw new FormatException("This is no WebSocket handshake.");
#pragma warning disable CA5350 // RFC 6455 prescribes SHA-1; nothing is protected by it.
        var accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + Magic)));
#pragma warning restore CA5350
        await stream.WriteAsync(Encoding.ASCII.GetBytes(
            $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n"),
                cancellationToken).ConfigureAwait(false);
        return new(WebSocket.CreateFromStream(stream, isServer: true, subProtocol: null, KeepAliveEvery));
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_endIsDue)
        {
            _endIsDue = false;
            buffer.Span[0] = (byte)'\n';
            return 1;
        }

        var message = await _socket.ReceiveAsync(buffer, cancellationToken).ConfigureAwait(false);
        _endIsDue = message.EndOfMessage && message.MessageType != WebSocketMessageType.Close;
        return _endIsDue && message.Count == 0 ? await ReadAsync(buffer, cancellationToken).ConfigureAwait(false) : message.Count;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _socket.SendAsync(buffer, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);

    protected override void Dispose(bool disposing)
    {
        _socket.Dispose();
        base.Dispose(disposing);
    }
}
