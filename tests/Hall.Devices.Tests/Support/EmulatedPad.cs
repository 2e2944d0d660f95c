using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Links;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Support;

/// <summary>An emulated pad at the end of a cable, which it takes up again whenever the cable is plugged.</summary>
internal sealed class EmulatedPad : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public EmulatedPad(IDeviceLink link, Ff68PadEmulatorOptions? options = null)
    {
        Pad = new Ff68PadEmulator(options ?? new Ff68PadEmulatorOptions(), TimeProvider.System);
        Supervisor = new DeviceSupervisor(link, Pad.RunAsync, TimeProvider.System, () => 0, NullLogger.Instance);
        _running = Supervisor.RunAsync(_stop.Token);
    }

    public Ff68PadEmulator Pad { get; }

    public DeviceSupervisor Supervisor { get; }

    public Task UpAsync() => Eventually.Holds(() => Supervisor.Status.State == LinkState.Up, "the pad has its line");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        Pad.Dispose();
        _stop.Dispose();
    }
}
