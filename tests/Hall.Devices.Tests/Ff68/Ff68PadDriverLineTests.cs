using System.IO.Pipelines;
using Hall.Devices.Ff68;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Ff68;

public sealed class Ff68PadDriverLineTests
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    [Fact]
    public async Task Send_EachCommand_WritesItsFrameInOrder()
    {
        await using var bench = await DriverBench.StartAsync();

        Assert.True(await bench.CommandAsync(1, new ShowTicket(23, null)));
        Assert.True(await bench.CommandAsync(1, new SoundBeep()));
        Assert.True(await bench.CommandAsync(1, new StartEvaluation()));
        Assert.True(await bench.CommandAsync(1, new ShowStars(5)));

        await bench.HearAsync(Vectors.ShowTicket023, Vectors.Beep, Vectors.StartEvaluation, Vectors.FiveStars);
    }

    [Fact]
    public async Task Echo_OfOurOwnFrame_IsNoPress()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.CommandAsync(1, new StartEvaluation());
        await bench.HearAsync(Vectors.StartEvaluation);

        bench.Time.Advance(TimeSpan.FromMilliseconds(50));
        await bench.SendAsync(Vectors.StartEvaluation);

        await bench.UntilAsync(counts => counts.Echoes == 1, "the echo is recognised");
        Assert.Empty(bench.Book.Presses);
    }

    [Fact]
    public async Task Echo_OfAnAcknowledgedKey_IsNoSecondPress()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.KeyCall);
        await bench.HearAsync(Vectors.KeyCall);

        await bench.SendAsync(Vectors.KeyCall);

        await bench.UntilAsync(counts => counts is { Echoes: 1, Frames: 1 }, "the echo is recognised");
        Assert.Single(bench.Book.Presses);
        Assert.Equal(0, bench.Driver.Counts.Retransmissions);
    }

    [Fact]
    public async Task IdenticalFrame_AfterTheEchoWindow_IsAPress()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.SendAsync(Vectors.KeyCall);
        await bench.HearAsync(Vectors.KeyCall);

        bench.Time.Advance(TimeSpan.FromMilliseconds(1100));
        await bench.SendAsync(Vectors.KeyCall);

        await bench.HearAsync(Vectors.KeyCall);
        Assert.Equal(2, bench.Book.Presses.Count);
        Assert.Equal(0, bench.Driver.Counts.Echoes);
    }

    [Fact]
    public async Task WrongSum_IsCountedAndNotAcknowledged()
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync("FF 68 03 03 68 01 11 02 15 16", "00 FF 13", Vectors.KeyCall);

        await bench.HearAsync(Vectors.KeyCall);
        Assert.Equal(1, bench.Driver.Counts.WrongFrames);
        Assert.Single(bench.Book.Presses);
    }

    [Fact]
    public async Task TrailerMissing_AfterSilence_IsAcknowledged()
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync(Vectors.RatingTwo[..^3]);
        await Eventually.Holds(bench.Time, Step, () => bench.Book.Presses.Count == 1, "silence completes the frame");

        await bench.HearAsync(Vectors.AcknowledgeTwo);
    }

    [Fact]
    public async Task HalfFrame_AfterSilence_DoesNotSpoilTheNext()
    {
        await using var bench = await DriverBench.StartAsync();

        await bench.SendAsync("FF 68 20 20 68 01 11");
        await Eventually.Holds(bench.Time, Step, () => bench.Driver.Counts.HalfFrames == 1, "silence ends the half frame");
        await bench.SendAsync(Vectors.RatingTwo);

        await bench.HearAsync(Vectors.AcknowledgeTwo);
    }

    [Fact]
    public async Task Pad_AskedTwentyTimesUnheard_IsMuteUntilHeard()
    {
        await using var bench = await DriverBench.StartAsync();
        var changes = 0;
        bench.Driver.PadsChanged += () => Interlocked.Increment(ref changes);
        for (var i = 0; i < 19; i++)
        {
            await bench.CommandAsync(1, new StartEvaluation());
        }

        Assert.False(bench.Driver.Pads[0].IsMute);
        await bench.CommandAsync(1, new StartEvaluation());
        Assert.True(bench.Driver.Pads[0].IsMute);
        Assert.False(bench.Driver.Pads[1].IsMute);
        Assert.Equal(1, changes);

        bench.Time.Advance(TimeSpan.FromSeconds(10));
        await bench.SendAsync(Vectors.RatingTwo);
        await Eventually.Holds(() => !bench.Driver.Pads[0].IsMute, "the pad is heard again");
        Assert.Equal(bench.Time.GetUtcNow(), bench.Driver.Pads[0].LastFrameAt);
    }

    [Fact]
    public async Task Send_LineDownTooLong_IsDroppedButTheDisplayIsRestored()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.BreakAsync();

        var asking = bench.CommandAsync(1, new StartEvaluation());
        var showing = bench.Driver.ShowAsync(1, new ShowTicket(23, null));
        bench.Time.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await asking.Soon());
        await bench.ConnectAsync();
        Assert.True(await showing.Soon());

        await bench.HearAsync(Vectors.ShowTicket023);
        Assert.Equal(1, bench.Driver.Counts.DroppedCommands);
    }

    [Fact]
    public async Task Send_MoreThanTheQueueHolds_IsTurnedAwayAtOnce()
    {
        await using var bench = await DriverBench.StartAsync();
        await bench.BreakAsync();

        var waiting = Enumerable.Range(0, 64).Select(_ => bench.CommandAsync(1, new SoundBeep())).ToArray();

        Assert.False(await bench.CommandAsync(1, new SoundBeep()));
        await bench.ConnectAsync();
        Assert.All(await Task.WhenAll(waiting).Soon(), Assert.True);
    }

    [Fact]
    public async Task Line_ThatTakesNoMore_IsGivenUpSoThatItIsOpenedAnew()
    {
        var time = new FakeTimeProvider();
        using var driver = new Ff68PadDriver(DriverBench.Config, new PressBook().OnPressAsync, time, NullLogger.Instance);
        var stuck = new Pipe(new PipeOptions(pauseWriterThreshold: 1, resumeWriterThreshold: 1));
        var running = driver.RunAsync(new Line(new Pipe().Reader, stuck.Writer), TestContext.Current.CancellationToken);

        var sending = driver.SendAsync(1, new SoundBeep(), TestContext.Current.CancellationToken);
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(100), () => running.IsCompleted, "the line is given up");

        Assert.False(await sending.Soon());
        await Assert.ThrowsAsync<LinkException>(() => running);
    }

    private sealed record Line(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
