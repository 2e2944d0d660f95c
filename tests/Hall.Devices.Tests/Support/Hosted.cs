using System.IO.Pipelines;
using Hall.Devices.Connections;
using Hall.Devices.Links;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Support;

/// <summary>Anything that talks over a line, at the end of a cable which it takes up again whenever the cable is plugged.</summary>
internal sealed class Hosted : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public Hosted(IDeviceLink link, Func<IDuplexPipe, CancellationToken, Task> session, TimeProvider? timeProvider = null)
    {
        Supervisor = new DeviceSupervisor(link, session, timeProvider ?? TimeProvider.System, () => 0, NullLogger.Instance);
        _running = Supervisor.RunAsync(_stop.Token);
    }

    public DeviceSupervisor Supervisor { get; }

    public Task UpAsync() => Eventually.Holds(() => Supervisor.Status.State == LinkState.Up, "the line is up");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        _stop.Dispose();
    }
}
