using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Text;
using Hall.Devices.Composition;
using Hall.Devices.Emulation;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Onbon;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Faults;

/// <summary>Any driver as a hall's file would give it, on a line in memory whose far end says what a test wants it to say.</summary>
internal sealed class FaultyLine : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _running;

    public FaultyLine(string protocol, LinkException? refusal = null, IReadOnlyDictionary<string, string>? settings = null)
    {
        Link.Refuse(refusal);
        var hasPlace = protocol is "escpos" or "idcard" or "sound";
        var line = new DeviceLineSettings("demo", "line", protocol, "port", 9600, "one-based",
            hasPlace ? new Dictionary<string, string>() : new() { ["1"] = "3" })
        {
            Settings = settings ?? new Dictionary<string, string>(), Place = hasPlace ? "1" : "",
            CardKey = Convert.ToBase64String(new byte[32]),
        };
        Host = new LineFactory(TimeProvider.System, NullLogger.Instance, (_, _, _) => Task.FromResult<string?>(null), _ => Link)
            .Make(line, (press, _) =>
        {
            Presses.Enqueue(press);
            return Task.FromResult(PressOutcome.Recorded);
        })!;
        _running = Host.RunAsync(_stop.Token);
    }

    public MemoryLink Link { get; } = new("port");

    public ILineHost Host { get; }

    public ConcurrentQueue<DevicePress> Presses { get; } = new();

    /// <summary>Whatever was understood of what the device said.</summary>
    public long Heard => Presses.Count + Host.Condition.Counts.Frames + Host.Condition.Counts.Stray;

    /// <summary>Whatever was not.</summary>
    public long Refused => Host.Condition.Counts.WrongFrames + Host.Condition.Counts.HalfFrames;

    /// <summary>A valid thing that the device says by itself or in answer.</summary>
    public static byte[] Saying(string protocol) => protocol switch
    {
        "ff68" => Reading.Bytes("FF 68 03 03 68 01 11 02 14 16"),
        "qsystem" => [0x01, 0x01, 0x31, 0x07],
        "ascii" => "SE202"u8.ToArray(),
        "keyboard" => KeystrokeRecords.Press(3, new DateTimeOffset(2026, 11, 23, 9, 41, 7, 123, TimeSpan.Zero)),
        "hidraw" => [0, 0, 0x1F, 0, 0, 0, 0, 0, .. new byte[8]],
        "lcd" => Encoding.UTF8.GetBytes("{\"type\":10,\"ret\":0,\"EvaluatorLevel\":2}\n"),
        "lamp-a090" => [0xAA],
        "onbon-5" or "onbon-6" => OnbonFrameWriter.Frame([0x00, 0xA0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]),
        "escpos" => [0x12],
        "idcard" => IdCardReaderEmulator.Frame([0x00, 0x00, 0x80]),
        _ => throw new ArgumentOutOfRangeException(nameof(protocol), protocol, "It says nothing."),
    };

    /// <summary>The far end of the opening that comes next; what we write there is read and dropped.</summary>
    public async Task<PipeWriter> AcceptAsync()
    {
        var far = await Link.AcceptAsync(TestContext.Current.CancellationToken);
        _ = DropAsync(far.Input);
        return far.Output;
    }

    /// <summary>Says something again and again until it is understood: what stood before it may have taken the first with it.</summary>
    public Task SayUntilHeardAsync(PipeWriter device, byte[] bytes)
    {
        var before = Heard;
        return SayUntilAsync(device, bytes, () => Heard > before, "it is heard");
    }

    /// <summary>Says something again and again until something holds.</summary>
    public static async Task SayUntilAsync(PipeWriter device, byte[] bytes, Func<bool> holds, string what)
    {
        using var glance = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 3000, $"Waited in vain for: {what}");
            await device.WriteAsync(bytes, CancellationToken.None);
            await glance.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running.Soon();
        await Host.DisposeAsync();
        _stop.Dispose();
    }

    private static async Task DropAsync(PipeReader input)
    {
        try
        {
            while (await input.ReadAsync(CancellationToken.None) is { IsCompleted: false } read)
            {
                input.AdvanceTo(read.Buffer.End);
            }
        }
        catch (Exception fault) when (fault is LinkException or InvalidOperationException)
        {
            // Pulled.
        }
    }
}
