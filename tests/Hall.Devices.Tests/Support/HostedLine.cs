using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Support;

/// <summary>A device behind a line in memory, with everything that was pressed on it.</summary>
internal sealed class HostedLine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public HostedLine(Func<PressForwarder, FrameLog, ILineDevice> make, TimeProvider? timeProvider = null)
    {
        var time = timeProvider ?? TimeProvider.System;
        var log = new FrameLog(time);
        var forwarder = new PressForwarder(
            (press, _) =>
            {
                Presses.Enqueue(press);
                return Task.FromResult(PressOutcome.Recorded);
            },
            time, NullLogger.Instance);
        Host = new LineHost(Link, make(forwarder, log), forwarder, log, time, NullLogger.Instance);
        _running = Host.RunAsync(_stop.Token);
    }

    public MemoryLink Link { get; } = new("line");

    public LineHost Host { get; }

    public System.Collections.Concurrent.ConcurrentQueue<DevicePress> Presses { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        await Host.DisposeAsync();
        _stop.Dispose();
    }
}
