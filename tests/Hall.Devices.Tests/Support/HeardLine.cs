using System.Buffers;
using System.IO.Pipelines;
using System.Text;
using Hall.Devices.Composition;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Support;

/// <summary>
/// A line of a protocol as a hall's file gives it, for counter 3 at address 1, on a line in memory whose far end only listens.
/// </summary>
internal sealed class HeardLine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly StringBuilder _heard = new();
    private readonly Lock _gate = new();
    private readonly Task _running;
    private Task _listening = Task.CompletedTask;
    private PipeWriter? _far;

    public HeardLine(string protocol, params (string Name, string Value)[] settings)
    {
        var line =
            new DeviceLineSettings("demo", "line", protocol, "memory", 9600, "one-based", new Dictionary<string, string> { ["1"] = "3" })
        {
            Settings = settings.ToDictionary(setting => setting.Name, setting => setting.Value),
        };
        Link.Refuse(new LinkException(LinkTrouble.Gone, "memory is not there."));
        Host = new LineFactory(Time, NullLogger.Instance, linkOf: _ => Link).Make(line, (_, _) => Task.FromResult(PressOutcome.Recorded))!;
        _running = Host.RunAsync(_stop.Token);
    }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    public MemoryLink Link { get; } = new("memory");

    public ILineHost Host { get; }

    /// <summary>Every byte that was heard, a character each.</summary>
    public string Heard
    {
        get
        {
            lock (_gate)
            {
                return _heard.ToString();
            }
        }
    }

    /// <summary>Plugs the line in and listens to it.</summary>
    public async Task PlugInAsync()
    {
        Link.Refuse(null);
        var opening = Link.AcceptAsync(_stop.Token).AsTask();
        await Eventually.Holds(Time, TimeSpan.FromMilliseconds(50), () => opening.IsCompleted, "the line is opened");
        _far = (await opening).Output;
        _listening = ListenAsync(await opening);
    }

    /// <summary>Pulls the line, and keeps it away.</summary>
    public async Task PullAsync()
    {
        Link.Refuse(new LinkException(LinkTrouble.Gone, "memory is not there."));
        Link.Break();
        await _listening.Soon();
        await Eventually.Holds(() => Host.Condition.Link.State == Devices.Connections.LinkState.Failed, "the line is down");
    }

    public void Show(PadShow show) => _ = Host.ShowAsync(show, _stop.Token).AsTask();

    /// <summary>The device says something, and the driver has read it.</summary>
    public async Task SayAsync(string text)
    {
        var before = Host.Condition.LastFrameAt;
        Time.Advance(TimeSpan.FromMilliseconds(1));
        await _far!.WriteAsync(Encoding.Latin1.GetBytes(text), _stop.Token);
        await Eventually.Holds(Time, TimeSpan.FromMilliseconds(50), () => Host.Condition.LastFrameAt != before, "the frame is read");
    }

    public int Count(string text) => Heard.Split(text).Length - 1;

    public Task HearsAsync(string text, int times, string what) =>
        Eventually.Holds(() => Count(text) == times, $"{what} (heard: {Convert.ToHexString(Encoding.Latin1.GetBytes(Heard))})");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        await Host.DisposeAsync();
        await _listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ListenAsync(IDuplexPipe far)
    {
        try
        {
            for (var isOver = false; !isOver;)
            {
                var result = await far.Input.ReadAsync(_stop.Token);
                lock (_gate)
                {
                    _heard.Append(Encoding.Latin1.GetString(result.Buffer.ToArray()));
                }

                far.Input.AdvanceTo(result.Buffer.End);
                isOver = result.IsCompleted;
            }
        }
        catch (Exception fault) when (fault is LinkException or OperationCanceledException)
        {
            // The line was pulled, or the test is over.
        }
    }
}
