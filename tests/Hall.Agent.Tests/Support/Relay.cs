using System.Net;
using System.Net.Sockets;

namespace Hall.Agent.Tests.Support;

/// <summary>
/// A network between agent and hub that a test may cut without either side being told, as a cable that is pulled: half-open.
/// </summary>
internal sealed class Relay : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Socket> _open = [];
    private readonly int _to;
    private readonly Task _accepting;
    private volatile TaskCompletionSource _flows = Done();

    public Relay(Uri to)
    {
        _to = to.Port;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");

    /// <summary>From now on nothing goes through, and nobody is told.</summary>
    public void Cut() => _flows = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _flows.TrySetResult();
        _listener.Stop();
        foreach (var socket in _open)
        {
            socket.Dispose();
        }

        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private static TaskCompletionSource Done()
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        done.SetResult();
        return done;
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var near = await _listener.AcceptSocketAsync(_stop.Token);
            var far = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            _open.AddRange([near, far]);
            await far.ConnectAsync(IPAddress.Loopback, _to, _stop.Token);
            _ = CarryAsync(near, far);
            _ = CarryAsync(far, near);
        }
    }

    private async Task CarryAsync(Socket from, Socket to)
    {
        try
        {
            var bytes = new byte[16 * 1024];
            while (await from.ReceiveAsync(bytes, _stop.Token) is > 0 and var read)
            {
                await _flows.Task.WaitAsync(_stop.Token);
                await to.SendAsync(bytes.AsMemory(0, read), _stop.Token);
            }

            await _flows.Task.WaitAsync(_stop.Token);
            to.Shutdown(SocketShutdown.Send);
        }
        catch (Exception fault) when (fault is SocketException or ObjectDisposedException or OperationCanceledException)
        {
            // One side has gone.
        }
    }
}
