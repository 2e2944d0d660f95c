using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Support;

/// <summary>A device behind a line in memory, with everything that was pressed on it.</summary>
internal sealed class HostedLine : IAsyncDisposable
{
    private readonly CancellationTokenSource stop = new();
    private readonly Task running;

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
        running = Host.RunAsync(stop.Token);
    }

    public MemoryLink Link { get; } = new("line");

    public LineHost Host { get; }

    public System.Collections.Concurrent.ConcurrentQueue<DevicePress> Presses { get; } = new();

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.Soon();
        await Host.DisposeAsync();
        stop.Dispose();
    }
}
