using Hall.Devices.Connections;
using Hall.Devices.Ff68;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Ff68;

/// <summary>A running bus of pads on real time, with a book for its presses.</summary>
internal sealed class HostedBus : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public HostedBus(string portName, IDeviceLink? link = null)
    {
        var log = new FrameLog(TimeProvider.System);
        var config = DriverBench.Config with { PortName = portName };
        Device = new Ff68Device(config, Book.OnPressAsync, log, TimeProvider.System, NullLogger.Instance);
        link ??= new SerialLink(new SerialLinkSettings(portName, config.BaudRate), NullLogger.Instance);
        Host = new LineHost(link, Device, null, log, TimeProvider.System, NullLogger.Instance);
        _running = Host.RunAsync(_stop.Token);
    }

    public PressBook Book { get; } = new();

    public Ff68Device Device { get; }

    public LineHost Host { get; }

    public Task ReachesAsync(LinkState state) => Eventually.Holds(() => Host.Condition.Link.State == state, $"the bus is {state}");

    public async ValueTask DisposeAsync()
    {
        if (!_running.IsCompleted)
        {
            await _stop.CancelAsync();
            await _running.Soon();
            await Host.DisposeAsync();
            _stop.Dispose();
        }
    }
}
