using Hall.Devices.Composition;
using Hall.Devices.Connections;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using TrialResult = Hall.Devices.Lines.TestResult;

namespace Hall.Devices.Tests.Faults;

/// <summary>Every driver against every fault that its line can have; <c>docs/devices/README.md</c> has the table.</summary>
public sealed class FaultTableTests
{
    private static readonly string[] Mute = ["sound", "strip-aabb"];
    private static readonly string[] Summed = ["ff68", "onbon-5", "onbon-6", "idcard"];
    private static readonly string[] Addressed = ["ff68", "qsystem"];
    private static readonly string[] Asked = ["lamp-a090", "onbon-5", "onbon-6", "escpos", "idcard"];
    private static readonly string[] Displays = ["qsystem", "lamp-a090", "strip-aabb", "onbon-5", "onbon-6"];

    public static TheoryData<string> WithALine => [.. LineFactory.Protocols.Except(["sound"])];

    public static TheoryData<string> Speaking => [.. LineFactory.Protocols.Except(Mute)];

    // A printer's answers are single bytes, and its driver asks all the time: which was asked for is not to be told from here.
    public static TheoryData<string> Mergeable => [.. LineFactory.Protocols.Except([.. Mute, "escpos"])];

    public static TheoryData<string> Framed => [.. LineFactory.Protocols.Except([.. Mute, "lamp-a090", "escpos"])];

    public static TheoryData<string> WithASum => [.. Summed];

    public static TheoryData<string> WithAddresses => [.. Addressed];

    public static TheoryData<string> Answering => [.. Asked];

    public static TheoryData<string> Showing => [.. Displays];

    [Theory]
    [MemberData(nameof(Speaking))]
    public async Task Noise_BeforeAFrame_HidesNoLaterFrame(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();

        await device.WriteAsync(Noise(4096), TestContext.Current.CancellationToken);

        await line.SayUntilHeardAsync(device, FaultyLine.Saying(protocol));
        Assert.NotEqual(LinkState.Failed, line.Host.Condition.Link.State);
    }

    [Theory]
    [MemberData(nameof(Speaking))]
    public async Task Noise_WithoutAFrame_IsCountedSoThatAWrongSpeedIsSeen(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();

        // No frame of any protocol has these bytes; a pad that types has no noise but broken records.
        await device.WriteAsync(Enumerable.Repeat((byte)0xE1, 100).ToArray(), TestContext.Current.CancellationToken);

        await Eventually.Holds(() => line.Host.Condition.Counts.Noise > 0 || protocol is "keyboard" or "hidraw", "it is counted");
        Assert.Empty(line.Presses);
    }

    [Theory]
    [MemberData(nameof(Speaking))]
    public async Task Frame_Heard_StandsAmongTheLastFramesDecoded(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();

        // A printer's state is four answers.
        await FaultyLine.SayUntilAsync(
            device, FaultyLine.Saying(protocol), () => line.Host.Frames.Any(frame => !frame.IsSent && frame.Meaning.Length > 0),
                "it is noted");
    }

    [Theory]
    [MemberData(nameof(Framed))]
    public async Task Frame_BrokenOff_IsRefusedAndTheNextIsHeard(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();
        var whole = FaultyLine.Saying(protocol);

        // Of a pad that types the half must be less than one record.
        await device.WriteAsync(whole.AsMemory(0, Math.Min(whole.Length - 2, 7)), TestContext.Current.CancellationToken);
        await Eventually.Holds(() => line.Refused > 0, "the half frame is counted");

        Assert.Empty(line.Presses);
        await line.SayUntilHeardAsync(device, whole);
    }

    [Theory]
    [MemberData(nameof(Mergeable))]
    public async Task Frames_TwoInOnePiece_AreBothRead(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();
        var one = FaultyLine.Saying(protocol);

        await device.WriteAsync((byte[])[.. one, .. one], TestContext.Current.CancellationToken);

        await Eventually.Holds(() => line.Heard >= 2, "both are read");
        Assert.True(line.Presses.Count <= 1 || protocol is "ascii" or "lcd", "A repeat or a bouncing key is one press.");
    }

    [Theory]
    [MemberData(nameof(WithASum))]
    public async Task Sum_Wrong_IsCountedAndNothingElse(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();
        var damaged = FaultyLine.Saying(protocol);
        damaged[^3] ^= 0x10;

        await device.WriteAsync(damaged, TestContext.Current.CancellationToken);
        await Eventually.Holds(() => line.Refused > 0, "the wrong sum is counted");

        Assert.Equal(0, line.Heard);
    }

    [Theory]
    [MemberData(nameof(WithAddresses))]
    public async Task Address_ThatNobodyHas_IsCountedAndNoPress(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();

        await device.WriteAsync(protocol == "ff68" ? Reading.Bytes("FF 68 03 03 68 09 11 02 1C 16") : [0x01, 0x09, 0x31, 0x07],
            TestContext.Current.CancellationToken);

        await Eventually.Holds(() => line.Host.Condition.Counts is { Stray: > 0 } or { Unconfigured: > 0 }, "it is counted");
        Assert.Empty(line.Presses);
    }

    [Theory]
    [MemberData(nameof(Answering))]
    public async Task Answer_ToNobody_IsCountedAndChangesNothing(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();
        await Eventually.Holds(() => line.Host.Condition.Link.State == LinkState.Up, "the line is up");

        // More answers than can have been asked for.
        var many = Enumerable.Repeat(FaultyLine.Saying(protocol), 20).SelectMany(bytes => bytes).ToArray();
        await device.WriteAsync(many, TestContext.Current.CancellationToken);

        await Eventually.Holds(() => line.Host.Condition.Counts.Stray >= 10, "they are counted");
        Assert.NotEqual(LinkState.Failed, line.Host.Condition.Link.State);
    }

    [Theory]
    [InlineData("ascii")]
    [InlineData("lcd")]
    public async Task Answer_OfAPadThatNobodyAsked_IsAPressThatTheHubJudges(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        var device = await line.AcceptAsync();

        await device.WriteAsync(Enumerable.Repeat(FaultyLine.Saying(protocol), 20).SelectMany(bytes => bytes).ToArray(),
            TestContext.Current.CancellationToken);

        await Eventually.Holds(() => line.Presses.Count == 20, "each is carried to the hub, which counts as stray what rates no visit");
        Assert.Equal(LinkState.Up, line.Host.Condition.Link.State);
        Assert.Equal(20, line.Presses.Select(press => press.Id).Distinct().Count());
    }

    [Fact]
    public async Task Poll_AnsweredByAnotherLampToo_IsCountedAndBothShowTheirOwn()
    {
        await using var line = await EmulatedDriver.UpAsync("lamp-a090", addresses: 2);
        var shown = new System.Collections.Concurrent.ConcurrentDictionary<byte, string>();
        line.Emulated.LampShown += (address, text) => shown[address] = text;
        line.Emulated.AnswersOthers = true;

        _ = line.Host.ShowAsync(new PadShow("demo", "3", false, 12, 0) { Ticket = "A012" }, CancellationToken.None).AsTask();
        _ = line.Host.ShowAsync(new PadShow("demo", "4", false, 13, 0) { Ticket = "A013" }, CancellationToken.None).AsTask();

        await Eventually.Holds(() => shown.GetValueOrDefault((byte)1) == "A012" && shown.GetValueOrDefault((byte)2) == "A013",
            "each shows its own");
        await Eventually.Holds(() => line.Host.Condition.Counts.Stray > 0, "the other's answers are counted");
        Assert.Equal(LinkState.Up, line.Host.Condition.Link.State);
    }

    [Fact]
    public async Task Flood_OnALineThatNeverSpeaks_IsReadAwayAndItStillShows()
    {
        await using var line = new FaultyLine("strip-aabb");
        var device = await line.AcceptAsync();

        for (var times = 0; times < 80; times++)
        {
            await device.WriteAsync(Noise(4096, times), TestContext.Current.CancellationToken).AsTask().Soon();
        }

        Assert.Equal(TrialResult.Done,
            await line.Host.TestAsync("3", DeviceTest.Text, "A012", TestContext.Current.CancellationToken).Soon());
        Assert.Equal(LinkState.Up, line.Host.Condition.Link.State);
    }

    [Theory]
    [MemberData(nameof(Speaking))]
    public async Task Flood_AtLineSpeed_IsTakenAndHarmsNoOtherLine(string protocol)
    {
        await using var flooded = new FaultyLine(protocol);
        await using var other = new FaultyLine(protocol);
        var (noisy, device) = (await flooded.AcceptAsync(), await other.AcceptAsync());

        // At 115200 baud this is half a minute; a reader that fell behind would hold the writer up.
        for (var times = 0; times < 80; times++)
        {
            await noisy.WriteAsync(Noise(4096, times), TestContext.Current.CancellationToken).AsTask().Soon();
        }

        await other.SayUntilHeardAsync(device, FaultyLine.Saying(protocol));
        Assert.NotEqual(LinkState.Failed, flooded.Host.Condition.Link.State);
    }

    [Theory]
    [MemberData(nameof(WithALine))]
    public async Task Port_Vanishes_IsFailedWithAReasonAndUpAgainWhenItIsBack(string protocol)
    {
        await using var line = new FaultyLine(protocol);
        await line.AcceptAsync();
        await Eventually.Holds(() => line.Host.Condition.Link.State == LinkState.Up, "the line is up");

        line.Link.Refuse(new LinkException(LinkTrouble.Gone, "port has gone. Was the adapter unplugged?"));
        line.Link.Break();
        await Eventually.Holds(() => line.Host.Condition.Link is { State: LinkState.Failed, Reason.Length: > 0 }, "the line is down");
        line.Link.Refuse(null);

        await line.AcceptAsync();
        await Eventually.Holds(() => line.Host.Condition.Link.State == LinkState.Up, "the line is up again");
    }

    [Theory]
    [MemberData(nameof(WithALine))]
    public async Task Port_BusyOrForbidden_SaysWhich(string protocol)
    {
        await using var busy = new FaultyLine(protocol, new(LinkTrouble.Busy, "port is in use by another program. Only one can have it."));
        await using var forbidden =
            new FaultyLine(protocol,
            new(LinkTrouble.PermissionDenied,
            "port may not be used by this account. Add the account to the group dialout and start again."));

        await Eventually.Holds(() =>
            busy.Host.Condition.Link.State == LinkState.Failed && forbidden.Host.Condition.Link.State == LinkState.Failed, "both are down");

        Assert.Contains("in use", busy.Host.Condition.Link.Reason, StringComparison.Ordinal);
        Assert.Contains("group dialout", forbidden.Host.Condition.Link.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Showing))]
    public async Task Text_ThatTheCodePageLacks_IsShownWithoutIt(string protocol)
    {
        await using var line = await EmulatedDriver.UpAsync(protocol);

        Assert.Equal(TrialResult.Done, await line.TrialAsync(DeviceTest.Text, "😀龘A012\u0007"));
    }

    private static byte[] Noise(int length, int seed = 7)
    {
        var noise = new byte[length];
        new Random(seed).NextBytes(noise);
        return noise;
    }
}
