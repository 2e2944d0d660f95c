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
    private readonly CancellationTokenSource stop = new();
    private readonly MemoryLink link = new();
    private readonly List<byte> heard = [];
    private IDuplexPipe? far;
    private Task running = Task.CompletedTask;

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
        var near = await link.OpenAsync(stop.Token);
        far = await link.AcceptAsync(stop.Token);
        running = Driver.RunAsync(near, stop.Token);
    }

    public async Task BreakAsync()
    {
        link.Break();
        await Assert.ThrowsAsync<LinkException>(() => running.Soon());
    }

    public async Task SendAsync(params string[] frames)
    {
        foreach (var frame in frames)
        {
            await far!.Output.WriteAsync(Vectors.Bytes(frame), stop.Token);
        }
    }

    /// <summary>Has the driver tell a pad something.</summary>
    public Task<bool> CommandAsync(byte address, Ff68Command command) => Driver.SendAsync(address, command, stop.Token);

    /// <summary>Waits until the driver has written as many bytes as these frames have, and asserts that it wrote them.</summary>
    public async Task HearAsync(params string[] frames)
    {
        var expected = string.Join(' ', frames);
        var length = Vectors.Bytes(expected).Length;
        while (heard.Count < length)
        {
            var result = await far!.Input.ReadAsync(stop.Token).AsTask().Soon();
            heard.AddRange(result.Buffer.ToArray());
            far.Input.AdvanceTo(result.Buffer.End);
        }

        var text = Vectors.Hex([.. heard]);
        heard.Clear();
        Assert.Equal(expected, text);
    }

    public Task UntilAsync(Func<LineCounts, bool> condition, string what) => Eventually.Holds(() => condition(Driver.Counts), what);

    /// <summary>Whether the driver has written anything that was not heard yet.</summary>
    public bool IsQuiet() => heard.Count == 0 && !far!.Input.TryRead(out _);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        await running.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Driver.StopAsync();
        Driver.Dispose();
        stop.Dispose();
    }
}
