using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hall.Web.Tests.Exchange;

/// <summary>
/// A receiver on a bare socket that answers one request with far more than anybody wants. Only a socket knows how much was taken: a web
/// server's writes to somebody who has gone end at once and well.
/// </summary>
internal sealed class EndlessAnswer : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);

    public EndlessAnswer(int status, long whole)
    {
        _listener.Start();
        Taken = SendAsync(status, whole);
    }

    public Uri Address => new(Invariant($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/"));

    /// <summary>How many bytes of the answer left this end before the other closed.</summary>
    public Task<long> Taken { get; }

    public void Dispose() => _listener.Dispose();

    private async Task<long> SendAsync(int status, long whole)
    {
        using var client = await _listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        await using var stream = client.GetStream();
        var piece = new byte[64 * 1024];
        await stream.ReadAtLeastAsync(piece, 1, cancellationToken: TestContext.Current.CancellationToken);
        var sent = 0L;
        try
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(
                Invariant($"HTTP/1.1 {status} x\r\nContent-Length: {whole}\r\n\r\n")));
            while (sent < whole)
            {
                await stream.WriteAsync(piece);
                sent += piece.Length;
            }
        }
        catch (IOException)
        {
            // The other end has heard enough.
        }

        return sent;
    }
}
