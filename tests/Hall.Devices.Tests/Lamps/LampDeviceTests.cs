using Hall.Devices.Connections;
using Hall.Devices.Displays;
using Hall.Devices.Emulation;
using Hall.Devices.Lamps;
using Hall.Devices.Lines;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.Lamps;

public sealed class LampDeviceTests
{
    private static readonly PadShow Called = new("demo", "3", false, 12, 4) { Ticket = "A012" };

    private static HostedLine Lamps(TimeProvider? time = null) => new(
        (_, log) => new LampDevice(new LampConfig(), new Dictionary<byte, string> { [3] = "3", [4] = "4" }, new("{ticket}"), log,
            time ?? TimeProvider.System), time);

    private static FrameEmulator<LampFrame> Lamp(byte address) =>
        new(new LampFrameReader(), frame => frame.Address == address ? [0xAA] : null, TimeProvider.System);

    [Fact]
    public async Task Show_CalledServedAndOver_IsRedGreenAndBlank()
    {
        await using var line = Lamps();
        using var lamp = Lamp(3);
        await using var far = new Hosted(new FarEnd(line.Link), lamp.RunAsync);

        Assert.True(await line.Host.ShowAsync(Called, TestContext.Current.CancellationToken));
        Assert.True(await line.Host.ShowAsync(Called with { Serving = true }, TestContext.Current.CancellationToken));
        Assert.True(await line.Host.ShowAsync(Called with { Evaluate = true, Ticket = "" }, TestContext.Current.CancellationToken));

        Assert.Equal(["4101300131013201", "4100300031003200", ""],
            lamp.Seen.Where(frame => frame.Address == 3).Select(frame => frame.Data).Distinct().OrderDescending(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Line_LampLosesItsPower_IsSilentSoonAndUpAgainWithItsText()
    {
        var time = new FakeTimeProvider();
        await using var line = Lamps(time);
        using var lamp = Lamp(3);
        await using var far = new Hosted(new FarEnd(line.Link), lamp.RunAsync);
        await line.Host.ShowAsync(Called, TestContext.Current.CancellationToken).AsTask().Soon();

        var wentAt = time.GetTimestamp();
        lamp.IsMute = true;
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(10), () => line.Host.Condition.Link.State == LinkState.Silent,
            "the lamp is missed");
        Assert.True(time.GetElapsedTime(wentAt) < TimeSpan.FromSeconds(5));
        Assert.True(line.Host.Condition.Places.Single(place => place.Counter == "3").IsMute);

        lamp.IsMute = false;
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(10),
            () => line.Host.Condition is { Link.State: LinkState.Up, RoundTrip: not null }, "the lamp is back");
        Assert.Equal("4100300031003200", lamp.Seen.Last(frame => frame.Address == 3).Data);
    }

    [Fact]
    public async Task Line_LampThatAnswersLate_DoesNotAnswerForTheOneThatIsOff()
    {
        var time = new FakeTimeProvider();
        await using var line = Lamps(time);
        var (heard, far) = (0, await line.Link.AcceptAsync(TestContext.Current.CancellationToken));
        var answering = Task.Run(async () =>
        {
            // Each frame for lamp 3 is answered 250 ms later, when it was sent once more already; lamp 4 is off.
            var reader = new LampFrameReader();
            await Hall.Devices.Framing.FrameLoop.RunAsync(far.Input, reader, frame =>
            {
                heard++;
                if (frame.Address == 3)
                {
                    _ = Task.Delay(TimeSpan.FromMilliseconds(250), time)
                        .ContinueWith(_ => far.Output.WriteAsync(new byte[] { 0xAA }).AsTask(), TaskScheduler.Default);
                }
            }, TimeSpan.FromMilliseconds(75), time, CancellationToken.None);
        }, TestContext.Current.CancellationToken);
        _ = line.Host.ShowAsync(Called, TestContext.Current.CancellationToken).AsTask();

        await Eventually.Holds(time, TimeSpan.FromMilliseconds(10), () => heard > 20, "both were asked many times");

        Assert.True(line.Host.Condition.Places.Single(place => place.Counter == "4").IsMute);
        Assert.False(line.Host.Condition.Places.Single(place => place.Counter == "3").IsMute);
    }

    [Fact]
    public async Task Line_NoiseAtLineSpeed_HarmsNoOtherLine()
    {
        await using var flooded = Lamps();
        await using var other = Lamps();
        using var lamp = Lamp(3);
        await using var far = new Hosted(new FarEnd(other.Link), lamp.RunAsync);
        var noisy = await flooded.Link.AcceptAsync(TestContext.Current.CancellationToken);
        var noise = new byte[4096];
        new Random(1).NextBytes(noise);

        for (var times = 0; times < 100; times++)
        {
            await noisy.Output.WriteAsync(noise, TestContext.Current.CancellationToken).AsTask().Soon();
        }

        Assert.True(await other.Host.ShowAsync(Called, TestContext.Current.CancellationToken).AsTask().Soon());
        Assert.Equal(TrialResult.NotOfThisDevice,
            await other.Host.TestAsync("3", DeviceTest.Ticket, "", TestContext.Current.CancellationToken));
        await Eventually.Holds(() => flooded.Host.Condition.Counts.Frames > 0, "the noise was read");
    }
}
