using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Hall.Browser.Tests.Hosting;

/// <summary>
/// A line to a hub on which what the hub sends by way of circuits can be held back, as on a slow machine, or cut. Pages, sheets and
/// scripts go through at once.
/// </summary>
public sealed class SlowLine : IAsyncDisposable
{
    private const int ChunkBytes = 16 * 1024;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<TcpClient> _circuits = [];
    private readonly Uri _hub;
    private readonly Task _accepting;
    private TaskCompletionSource _open = Opened();

    /// <summary>Lays a line to a hub.</summary>
    public SlowLine(HubProcess hub)
    {
        _hub = hub.Address;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    /// <summary>The whole address of a path by this line.</summary>
    public string At(string path) => $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}{path}";

    /// <summary>Holds back what the hub sends from now on.</summary>
    public void Hold() => _open = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Lets it through, in order.</summary>
    public void Release() => _open.TrySetResult();

    /// <summary>Cuts the circuits that stand; new ones can be made.</summary>
    public void Cut()
    {
        lock (_circuits)
        {
            _circuits.ForEach(circuit => circuit.Close());
            _circuits.Clear();
        }
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        Release();
        await _stop.CancelAsync();
        Cut();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private static TaskCompletionSource Opened()
    {
        var open = new TaskCompletionSource();
        open.SetResult();
        return open;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                _ = CarryAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
            }
        }
        catch (Exception end) when (end is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task CarryAsync(TcpClient browser)
    {
        using var near = browser;
        using var far = new TcpClient();
        try
        {
            await far.ConnectAsync(_hub.Host, _hub.Port, _stop.Token);
            var first = new byte[ChunkBytes];
            var length = await near.GetStream().ReadAsync(first, _stop.Token);
            var isCircuit = Encoding.ASCII.GetString(first, 0, length).Contains("Upgrade: websocket", StringComparison.OrdinalIgnoreCase);
            if (isCircuit)
            {
                lock (_circuits)
                {
                    _circuits.Add(near);
                }
            }

            await far.GetStream().WriteAsync(first.AsMemory(0, length), _stop.Token);
            await Task.WhenAny(PumpAsync(near, far, held: false), PumpAsync(far, near, isCircuit));
        }
        catch (Exception end) when (end is OperationCanceledException or IOException or SocketException or ObjectDisposedException
            or InvalidOperationException)
        {
            // One side is gone, and with it the other.
        }
    }

    private async Task PumpAsync(TcpClient from, TcpClient to, bool held)
    {
        var chunk = new byte[ChunkBytes];
        for (var length = await from.GetStream().ReadAsync(chunk, _stop.Token); length
            > 0; length = await from.GetStream().ReadAsync(chunk, _stop.Token))
        {
            if (held)
            {
                await _open.Task.WaitAsync(_stop.Token);
            }

            await to.GetStream().WriteAsync(chunk.AsMemory(0, length), _stop.Token);
        }
    }
}
