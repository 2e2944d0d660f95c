using Hall.Devices.Connections;
using Hall.Devices.Emulation;
using Hall.Devices.Ff68;
using Hall.Devices.Links;
using Hall.Devices.Presses;
using Hall.Devices.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Devices.Tests.Ff68;

/// <summary>The whole of it over System.IO.Ports and a real pair of pseudo-terminals.</summary>
public sealed class Ff68BusPtyTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Visit_OverARealPort_ShowsAsksAndRecordsTheRating()
    {
        await using var cable = await PtyPair.PlugInAsync();
        await using var bus = new HostedBus(cable.HubEnd);
        await using var pad = PadOn(cable);
        await bus.ReachesAsync(LinkState.Up);
        await pad.UpAsync();

        Assert.True(await pad.Pad.PressKeyAsync(0x0C, "", Token).Soon());
        Assert.True(await bus.Device.SendAsync("A-01", ShowTicket.Of("A012", 7), Token));
        Assert.True(await bus.Device.SendAsync("A-01", new SoundBeep(), Token));
        Assert.True(await bus.Device.SendAsync("A-01", new ShowStars(5), Token));
        Assert.True(await bus.Device.SendAsync("A-01", new StartEvaluation(), Token));
        await Eventually.Holds(() => pad.Pad.Display == new Ff68PadDisplay("012", "007", true, 5, 1), "the pad shows it all");
        Assert.True(await pad.Pad.PressRatingAsync(1, Token).Soon());

        Assert.False(pad.Pad.Display.IsAsking);
        Assert.Collection(
            bus.Book.Presses,
            press => Assert.Equal(PadKey.Call, Assert.IsType<KeyPressed>(press).Key),
            press => Assert.Equal(PadLevel.VerySatisfied, Assert.IsType<RatingPressed>(press).Level));
        Assert.NotNull(bus.Host.Condition.LastFrameAt);
    }

    [Fact]
    public async Task Press_TrailerLeftOutAndFirstSendDamaged_IsRecordedOnce()
    {
        await using var cable = await PtyPair.PlugInAsync();
        await using var bus = new HostedBus(cable.HubEnd);
        await using var pad = PadOn(cable, new Ff68PadEmulatorOptions { OmitTrailer = true, Corrupt = DamageFirst });
        await bus.ReachesAsync(LinkState.Up);
        await pad.UpAsync();

        Assert.True(await pad.Pad.PressRatingAsync(2, Token).Soon());

        Assert.Single(bus.Book.Presses);
        Assert.Equal(1, bus.Host.Condition.Counts.WrongFrames);
    }

    [Fact]
    public async Task Line_PulledAndPluggedAgain_ReopensByItselfAndLosesNoAcknowledgedPress()
    {
        await using var cable = await PtyPair.PlugInAsync();
        await using var bus = new HostedBus(cable.HubEnd);
        await using var pad = PadOn(cable);
        await bus.ReachesAsync(LinkState.Up);
        await pad.UpAsync();
        Assert.True(await bus.Device.SendAsync("A-01", ShowTicket.Of("A012", 7), Token));
        Assert.True(await pad.Pad.PressRatingAsync(1, Token).Soon());

        await cable.PullAsync();
        await bus.ReachesAsync(LinkState.Failed);
        var pressedInTheDark = pad.Pad.PressRatingAsync(3, Token);
        await Eventually.Holds(() => bus.Host.Condition.Link.Reason.Contains("not there", StringComparison.Ordinal),
            "the reason is given in words");
        Assert.Single(bus.Book.Presses);
        await cable.PlugAsync();

        Assert.True(await pressedInTheDark.Soon());
        Assert.Equal(LinkState.Up, bus.Host.Condition.Link.State);
        Assert.Equal([1, 3], bus.Book.Presses.Cast<RatingPressed>().Select(press => press.Value));
        Assert.Equal(2, bus.Host.Condition.Link.Opened);
    }

    [Fact]
    public async Task Line_PulledBeforeTheAcknowledgement_PressIsRecordedOnceAndAcknowledgedLater()
    {
        await using var cable = await PtyPair.PlugInAsync();
        await using var bus = new HostedBus(cable.HubEnd);
        await using var pad = PadOn(cable);
        await bus.ReachesAsync(LinkState.Up);
        await pad.UpAsync();
        var commit = new TaskCompletionSource<PressOutcome>();
        bus.Book.Answer = _ => commit.Task;

        var press = pad.Pad.PressRatingAsync(2, Token);
        await Eventually.Holds(() => bus.Book.Presses.Count == 1, "the press is read");
        await cable.PullAsync();
        await bus.ReachesAsync(LinkState.Failed);
        commit.SetResult(PressOutcome.Recorded);
        await cable.PlugAsync();

        Assert.True(await press.Soon());
        Assert.Single(bus.Book.Presses);
    }

    [Fact]
    public async Task Port_MissingAtStart_IsSaidInWordsAndOpenedWhenItComes()
    {
        await using var cable = await PtyPair.PlugInAsync();
        await cable.PullAsync();
        await using var bus = new HostedBus(cable.HubEnd);
        await bus.ReachesAsync(LinkState.Failed);
        Assert.Contains(cable.HubEnd, bus.Host.Condition.Link.Reason, StringComparison.Ordinal);

        await cable.PlugAsync();

        await bus.ReachesAsync(LinkState.Up);
        Assert.Empty(bus.Host.Condition.Link.Reason);
    }

    [Fact]
    public async Task Open_DtrAskedOfAPseudoTerminal_IsANoteAndNoFault()
    {
        await using var cable = await PtyPair.PlugInAsync();
        var link = new SerialLink(new SerialLinkSettings(cable.HubEnd, 9600) { Dtr = true, Rts = true }, NullLogger.Instance);

        await using var connection = await link.OpenAsync(Token);

        Assert.NotNull(connection.Input);
    }

    private static EmulatedPad PadOn(PtyPair cable, Ff68PadEmulatorOptions? options = null) =>
        new(new SerialLink(new SerialLinkSettings(cable.PadEnd, 9600), NullLogger.Instance), options);

    private static byte[] DamageFirst(byte[] bytes, int sentBefore)
    {
        var sent = bytes.ToArray();
        sent[7] ^= (byte)(sentBefore == 0 ? 0x01 : 0x00);
        return sent;
    }
}
