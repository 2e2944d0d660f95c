using System.Buffers;
using System.IO.Pipelines;
using Hall.Devices.Ff68;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Ff68;

/// <summary>A driver on a line in memory whose far end the test holds, with a clock that only the test moves.</summary>
internal sealed class DriverBench : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly MemoryLink _link = new();
    private readonly List<byte> _heard = [];
    private IDuplexPipe? _far;
    private Task _running = Task.CompletedTask;

    private DriverBench(Ff68BusConfig config) => Driver = new Ff68PadDriver(config, Book.OnPressAsync, Time, NullLogger.Instance);

    public static Ff68BusConfig Config { get; } = new()
    {
        PortName = "memory",
        Counters = new Dictionary<byte, string> { [1] = "A-01", [2] = "A-02" },
    };

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public PressBook Book { get; } = new();

    public Ff68PadDriver Driver { get; }

    public static async Task<DriverBench> StartAsync(Ff68BusConfig? config = null)
    {
        var bench = new DriverBench(config ?? Config);
        await bench.ConnectAsync();
        return bench;
    }

    public async Task ConnectAsync()
    {
        var near = await _link.OpenAsync(_stop.Token);
        _far = await _link.AcceptAsync(_stop.Token);
        _running = Driver.RunAsync(near, _stop.Token);
    }

    public async Task BreakAsync()
    {
        _link.Break();
        await Assert.ThrowsAsync<LinkException>(() => _running.Soon());
    }

    public async Task SendAsync(params string[] frames)
    {
        foreach (var frame in frames)
        {
            await _far!.Output.WriteAsync(Vectors.Bytes(frame), _stop.Token);
        }
    }

    /// <summary>Has the driver tell a pad something.</summary>
    public Task<bool> CommandAsync(byte address, Ff68Command command) => Driver.SendAsync(address, command, _stop.Token);

    /// <summary>Waits until the driver has written as many bytes as these frames have, and asserts that it wrote them.</summary>
    public async Task HearAsync(params string[] frames)
    {
        var expected = string.Join(' ', frames);
        var length = Vectors.Bytes(expected).Length;
        while (_heard.Count < length)
        {
            var result = await _far!.Input.ReadAsync(_stop.Token).AsTask().Soon();
            _heard.AddRange(result.Buffer.ToArray());
            _far.Input.AdvanceTo(result.Buffer.End);
        }

        var text = Vectors.Hex([.. _heard]);
        _heard.Clear();
        Assert.Equal(expected, text);
    }

    public Task UntilAsync(Func<LineCounts, bool> condition, string what) => Eventually.Holds(() => condition(Driver.Counts), what);

    /// <summary>Whether the driver has written anything that was not heard yet.</summary>
    public bool IsQuiet() => _heard.Count == 0 && !_far!.Input.TryRead(out _);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Driver.StopAsync();
        Driver.Dispose();
        _stop.Dispose();
    }
}
