using System.Collections.Concurrent;
using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Ff68;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Ff68;

public sealed class Ff68DeviceTests
{
    private readonly MemoryLink _link = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Press_OnAnAdapterWithLocalEcho_IsReportedOnce()
    {
        await using var bus = new HostedBus("memory", new EchoingLink(_link));
        await using var pad = new EmulatedPad(new FarEnd(_link));
        await pad.UpAsync();

        Assert.True(await pad.Pad.PressKeyAsync(0x0C, "", Token).Soon());
        Assert.True(await bus.Device.SendAsync("A-01", new StartEvaluation(), Token));
        await Eventually.Holds(() => pad.Pad.Display.IsAsking, "the pad asks");
        Assert.True(await pad.Pad.PressRatingAsync(2, Token).Soon());

        await Eventually.Holds(() => bus.Host.Condition.Counts.Echoes == 3, "each frame of ours has come back");
        Assert.Equal([typeof(KeyPressed), typeof(RatingPressed)], bus.Book.Presses.Select(press => press.GetType()));
    }

    [Fact]
    public async Task Press_NotRecordedAtFirst_IsRepeatedByThePadUntilItIs()
    {
        await using var bus = new HostedBus("memory", _link);
        var refusals = 2;
        bus.Book.Answer = _ => Task.FromResult(refusals-- > 0 ? PressOutcome.NotRecorded : PressOutcome.Recorded);
        await using var pad = new EmulatedPad(new FarEnd(_link),
            new Ff68PadEmulatorOptions { RepeatAfter = TimeSpan.FromMilliseconds(20) });
        await pad.UpAsync();

        Assert.True(await pad.Pad.PressRatingAsync(2, Token).Soon());

        Assert.Equal(3, bus.Book.Presses.Count);
        Assert.Single(bus.Book.Presses.Select(press => press.Id).Distinct());
    }

    [Fact]
    public async Task Press_NeverHeard_PadGivesUp()
    {
        await using var pad = new EmulatedPad(
            new FarEnd(_link), new Ff68PadEmulatorOptions { RepeatAfter = TimeSpan.FromMilliseconds(5), MostSends = 3 });

        Assert.False(await pad.Pad.PressRatingAsync(2, Token).Soon());
    }

    [Fact]
    public async Task Send_CounterWithoutAPad_IsFalse()
    {
        await using var bus = new HostedBus("memory", _link);
        await bus.ReachesAsync(LinkState.Up);

        Assert.False(await bus.Device.SendAsync("B-09", new SoundBeep(), Token));
    }

    [Fact]
    public async Task Status_LineUpBrokenAndAllPadsMute_IsPublished()
    {
        await using var bus = new HostedBus("memory", _link);
        var states = new ConcurrentQueue<LinkState>();
        bus.Host.Changed += () => states.Enqueue(bus.Host.Condition.Link.State);
        await bus.ReachesAsync(LinkState.Up);

        for (var i = 0; i < 20; i++)
        {
            await bus.Device.SendAsync("A-01", new StartEvaluation(), Token);
            await bus.Device.SendAsync("A-02", new StartEvaluation(), Token);
        }

        await bus.ReachesAsync(LinkState.Silent);
        Assert.All(bus.Host.Condition.Places, pad => Assert.True(pad.IsMute));
        _link.Refuse(new LinkException(LinkTrouble.Gone, "memory is not there."));
        _link.Break();
        await bus.ReachesAsync(LinkState.Failed);
        await Eventually.Holds(() => states.Contains(LinkState.Silent) && states.Contains(LinkState.Failed), "both were published");
    }

    [Fact]
    public async Task Run_StoppedWhileAPressIsInHand_CancelsItAndEnds()
    {
        await using var bus = new HostedBus("memory", _link);
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        bus.Book.AnswerCancellable = async token =>
        {
            await using var registration = token.Register(cancelled.SetResult);
            await cancelled.Task;
            token.ThrowIfCancellationRequested();
            return PressOutcome.Recorded;
        };
        await using var pad = new EmulatedPad(new FarEnd(_link), new Ff68PadEmulatorOptions { MostSends = 1 });
        await pad.UpAsync();
        var press = pad.Pad.PressRatingAsync(2, Token);
        await Eventually.Holds(() => bus.Book.Presses.Count == 1, "the press is in hand");

        await bus.DisposeAsync();

        Assert.True(cancelled.Task.IsCompleted);
        Assert.False(await press.Soon());
    }
}
