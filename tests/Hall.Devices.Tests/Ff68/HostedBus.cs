using Hall.Devices.Connections;
using Hall.Devices.Ff68;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Ff68;

/// <summary>A running bus host on real time, with a book for its presses.</summary>
internal sealed class HostedBus : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

    public HostedBus(string portName, IDeviceLink? link = null)
    {
        var config = DriverBench.Config with { PortName = portName };
        Host = new Ff68BusHost(config, Book.OnPressAsync, TimeProvider.System, NullLogger.Instance, link, () => 0);
        running = Host.RunAsync(stop.Token);
    }

    public PressBook Book { get; } = new();

    public Ff68BusHost Host { get; }

    public Task ReachesAsync(LinkState state) => Eventually.Holds(() => Host.Status.Link.State == state, $"the bus is {state}");

    public async ValueTask DisposeAsync()
    {
        if (!running.IsCompleted)
        {
            await stop.CancelAsync();
            await running.Soon();
            stop.Dispose();
        }
    }
}
