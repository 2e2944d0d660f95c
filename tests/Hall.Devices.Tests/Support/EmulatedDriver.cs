using System.Collections.Concurrent;
using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.IdCards;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using TestResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.Support;

/// <summary>An emulated device on its own kind of port, and the driver that a hall's file would give it, for counter 3 (and 4).</summary>
internal sealed class EmulatedDriver : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _living;
    private readonly Task _running;

    private EmulatedDriver(string protocol, byte addresses)
    {
        Emulated = new([.. Enumerable.Range(1, addresses).Select(address => (byte)address)], protocol == "idcard" ? 115200 : 57600, 1,
            TimeProvider.System, TextWriter.Null, protocol, protocol == "escpos" ? 0 : null);
        var counters = protocol is "escpos" or "idcard"
            ? [] : Enumerable.Range(1, addresses).ToDictionary(address => $"{address}", address => $"{address + 2}");
        var line = new DeviceLineSettings("demo", "line", protocol, Emulated.PortName, protocol == "idcard" ? 115200 : 57600, "one-based",
            counters)
        {
            Place = "1", CardKey = Convert.ToBase64String(new byte[32]),
        };
        Host = new LineFactory(TimeProvider.System, NullLogger.Instance).Make(line, OnPressAsync, Cards.Enqueue)!;
        _living = Emulated.RunAsync(_stop.Token);
        _running = Host.RunAsync(_stop.Token);
    }

    public EmulatedLine Emulated { get; }

    public ILineHost Host { get; }

    public ConcurrentQueue<DevicePress> Presses { get; } = new();

    public ConcurrentQueue<CardReading> Cards { get; } = new();

    public static async Task<EmulatedDriver> UpAsync(string protocol, byte addresses = 1)
    {
        var driver = new EmulatedDriver(protocol, addresses);
        await Eventually.Holds(() => driver.Host.Condition.Link.State == LinkState.Up && driver.Emulated.Port.IsOpen,
            $"the line of {protocol} is up");
        return driver;
    }

    /// <summary>Tries the device of counter 3 out until that is done: the line is up a moment before it takes anything.</summary>
    public async Task<TestResult> TrialAsync(DeviceTest test, string text)
    {
        var result = TestResult.Failed;
        var since = TimeProvider.System.GetTimestamp();
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (result == TestResult.Failed && TimeProvider.System.GetElapsedTime(since) < TimeSpan.FromSeconds(60))
        {
            result = await Host.TestAsync("3", test, text, TestContext.Current.CancellationToken).Soon();
            await glance.WaitForNextTickAsync(CancellationToken.None);
        }

        return result;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        await Host.DisposeAsync();
        Emulated.Dispose();
        _ = _living.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private Task<PressOutcome> OnPressAsync(DevicePress press, CancellationToken cancel)
    {
        Presses.Enqueue(press);
        return Task.FromResult(PressOutcome.Recorded);
    }
}
