using System.IO.Pipelines;
using System.Net.Sockets;

namespace Hall.Devices.Links;

/// <summary>A device on the network, such as a printer on port 9100.</summary>
/// <param name="host">Its name or address.</param>
/// <param name="port">Its TCP port.</param>
/// <param name="timeProvider">Ends an attempt that takes too long.</param>
public sealed class TcpLink(string host, int port, TimeProvider timeProvider) : IDeviceLink
{
    private const int TcpLevel = 6;

    /// <summary>TCP_USER_TIMEOUT of linux/tcp.h: how long bytes may stay without acknowledgement.</summary>
    private const int TcpUserTimeout = 18;
    private const int UnansweredMilliseconds = 8000;
    private const int TcpInfo = 11;
    private const int BytesAcknowledgedAt = 120;
    private static readonly TimeSpan ConnectWithin = TimeSpan.FromSeconds(3);

    public string Name => Invariant($"{host}:{port}");

    /// <inheritdoc/>
    public async Task<IDeviceConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var client = new TcpClient { NoDelay = true };
        using var tooLong = new CancellationTokenSource(ConnectWithin, timeProvider);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(tooLong.Token, cancellationToken);
        try
        {
            await client.ConnectAsync(host, port, either.Token).ConfigureAwait(false);
            // A device that lost its power says nothing; without this its connection would look open for hours.
            client.Client.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
            client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, 2);
            client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, 1);
            client.Client.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, 2);
            GiveUpUnanswered(client.Client);
            return new Connection(client);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            client.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            throw Explain(exception);
        }
    }

    // While bytes are under way nothing is kept alive: without this a printer that lost its power with a question in flight would be missed
    // for minutes.
    private static void GiveUpUnanswered(Socket socket)
    {
        if (OperatingSystem.IsLinux())
        {
            socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, BitConverter.GetBytes(UnansweredMilliseconds));
        }
    }

    private LinkException Explain(Exception exception) => exception switch
    {
        SocketException { SocketErrorCode: SocketError.ConnectionRefused } => new LinkException(
            LinkTrouble.Busy, $"{Name} refuses the connection. Is it ready, and does no other program hold it?", exception),
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.TryAgain } => new LinkException(
            LinkTrouble.Gone, $"No device is called {host}. Is the name right?", exception),
        _ => new LinkException(LinkTrouble.Gone, $"{Name} cannot be reached. Is it switched on and in the network?", exception),
    };

    private sealed class Connection : IDeviceConnection
    {
        private readonly TcpClient _client;
        private readonly long? _acknowledgedAtFirst;

        public Connection(TcpClient client)
        {
            _client = client;
            _acknowledgedAtFirst = Acknowledged();
            Input = PipeReader.Create(client.GetStream(), new StreamPipeReaderOptions(leaveOpen: true));
            Output = PipeWriter.Create(client.GetStream(), new StreamPipeWriterOptions(leaveOpen: true));
        }

        public PipeReader Input { get; }

        public PipeWriter Output { get; }

        /// <inheritdoc/>
        public long? Taken => Acknowledged() - _acknowledgedAtFirst;

        /// <inheritdoc/>
        public bool IsReset
        {
            get
            {
                try
                {
                    return _client.Client?.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.Error) is not (0 or null);
                }
                catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
                {
                    return true;
                }
            }
        }

        public ValueTask DisposeAsync()
        {
            _client.Dispose();
            return ValueTask.CompletedTask;
        }

        /// <inheritdoc/>
        public ValueTask DropAsync()
        {
            try
            {
                _client.LingerState = new LingerOption(enable: true, seconds: 0);
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                // Nothing waits there any more.
            }

            return DisposeAsync();
        }

        // tcpi_bytes_acked of linux/tcp.h.
        private long? Acknowledged()
        {
            Span<byte> state = stackalloc byte[256];
            try
            {
                return OperatingSystem.IsLinux() && _client.Client is { } socket
                    && socket.GetRawSocketOption(TcpLevel, TcpInfo, state) >= BytesAcknowledgedAt + sizeof(long)
                    ? BitConverter.ToInt64(state[BytesAcknowledgedAt..]) : null;
            }
            catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
            {
                return null;
            }
        }
    }
}
