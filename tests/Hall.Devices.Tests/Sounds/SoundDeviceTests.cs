using System.Collections.Concurrent;
using Hall.Devices.Lines;
using Hall.Devices.Sounds;
using Hall.Devices.Tests.Support;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.Sounds;

public sealed class SoundDeviceTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Play_TwoAtOnce_SoundOneAfterTheOtherInOrder()
    {
        var sounding = new ConcurrentQueue<int>();
        var ends = new TaskCompletionSource();
        await using var line = new HostedLine((_, log) => new SoundDevice("default", "all", async (_, wave, _) =>
        {
            sounding.Enqueue(wave.Span[0]);
            await ends.Task;
            return null;
        }, log, TimeProvider.System));

        var first = line.Host.PlayAsync(new byte[] { 1 }, Token);
        var second = line.Host.PlayAsync(new byte[] { 2 }, Token);
        await Eventually.Holds(() => !sounding.IsEmpty, "the first sounds");
        Assert.Equal([1], sounding);
        ends.SetResult();

        Assert.True(await first.Soon() && await second.Soon());
        Assert.Equal([1, 2], sounding);
        Assert.Equal("", line.Host.Condition.Trouble);
    }

    [Fact]
    public async Task Play_NoCard_IsATroubleUntilItSoundsAgain()
    {
        string? why = "aplay: no such card";
        await using var line = new HostedLine(
            (_, log) => new SoundDevice("default", "all", (_, _, _) => Task.FromResult<string?>(why), log, TimeProvider.System));

        Assert.Equal(TrialResult.Failed, await line.Host.TestAsync("", DeviceTest.Beep, "", Token));
        Assert.Equal(LineTrouble.NoSound, line.Host.Condition.Trouble);
        Assert.Equal("aplay: no such card", line.Host.Frames[^1].Meaning);

        why = null;
        Assert.Equal(TrialResult.Done, await line.Host.TestAsync("", DeviceTest.Beep, "", Token));
        Assert.Equal("", line.Host.Condition.Trouble);
    }

    [Fact]
    public async Task Aplay_NotInstalledOrNoCard_IsASentence() =>
        Assert.NotNull(await Aplay.PlayAsync("no-such-card", new byte[] { 1, 2, 3 }, Token).Soon());
}
