using Hall.Devices.Composition;
using Hall.Devices.Lines;
using Hall.Devices.Tests.Support;

namespace Hall.Devices.Tests.Composition;

/// <summary>What was sent is said in words, for those who look for a fault.</summary>
public sealed class SentMeaningTests
{
    [Theory]
    [InlineData("lamp-a090", "A0 90 03 A5 00 05 41 02 D6 D0 02 E4", "→ 3: show A中, yellow")]
    [InlineData("lamp-a090", "A0 90 03 A5 00 00 A6", "→ 3: show nothing")]
    [InlineData("strip-aabb", "AA 01 BB 51 54 D5 0B 07 63 01 63 BF D5 B3 B5 FF", "→ 1: show 空车")]
    [InlineData("qsystem", "01 05 31 07", "→ 5: lamp mode 31")]
    [InlineData("qsystem", "01 05 21 30 31 32 07", "→ 5: show 012")]
    [InlineData("qsystem", "01 05 20 07", "→ 5: show nothing")]
    [InlineData("onbon-5", "A5 A5 A5 A5 A5 A5 A5 A5 FE FF 00 80 F0 00 FE FF 00 00 00 00 05 00 00 00 01 A2 00 00 00 C6 86 5A", "ping")]
    [InlineData("lcd", "7B 7D", "ask for a rating")]
    [InlineData("lamp-a090", "A0", "")]
    [InlineData("onbon-5", "A5 A5 A5 A5 A5 A5 A5 A5 A6", "")]
    public void Of_FrameOfAProtocol_IsSaid(string protocol, string frame, string expected) =>
        Assert.Equal(expected, SentMeaning.Of(protocol, "GBK")!(Reading.Bytes(frame)));

    [Theory]
    [InlineData("ff68")]
    [InlineData("qsystem")]
    [InlineData("lamp-a090")]
    [InlineData("strip-aabb")]
    [InlineData("onbon-5")]
    [InlineData("onbon-6")]
    public async Task Show_OfEachDisplay_StandsAmongTheLastFramesWithItsMeaning(string protocol)
    {
        await using var line = await EmulatedDriver.UpAsync(protocol);

        await line.TrialAsync(DeviceTest.Text, "A012");

        Assert.Contains(line.Host.Frames, frame => frame is { IsSent: true, Meaning: not "" });
        Assert.DoesNotContain(line.Host.Frames, frame => frame.Meaning.Length == 0);
    }
}
