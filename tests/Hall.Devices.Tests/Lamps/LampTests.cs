using Hall.Devices.Emulation;
using Hall.Devices.Framing;
using Hall.Devices.Lamps;
using Hall.Devices.Lines;
using Hall.Devices.Links;
using Hall.Devices.Tests.Support;
using Hall.Devices.Texts;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Devices.Tests.Lamps;

public sealed class LampTests
{
    private static readonly CodePageText Gbk = new("GBK");
    private readonly List<FrameFault> _faults = [];

    private static byte[] Shown => LampFrameWriter.Show(3, "A中", LampColour.Yellow, LampLength.DataBytes, Gbk);

    [Fact]
    public void Writer_Text_IsAsDescribed() => Assert.Equal("A0 90 03 A5 00 05 41 02 D6 D0 02 E4", Reading.Hex(Shown));

    [Theory]
    [InlineData(LampLength.DataBytes, 5)]
    [InlineData(LampLength.DataBytesAndSum, 6)]
    [InlineData(LampLength.Characters, 2)]
    public void Writer_Length_CountsWhatIsSet(LampLength counted, byte expected) =>
        Assert.Equal(expected, LampFrameWriter.Show(3, "A中", LampColour.Red, counted, Gbk)[5]);

    [Fact]
    public void Reader_Frame_HoldsAtEveryCut() => new LampFrameReader().HoldsAtEveryCut(Shown, new LampFrame(3, 0xA5, "4102D6D002"));

    [Fact]
    public void Reader_AnySingleByteCorrupted_IsRefused()
    {
        for (var index = 0; index < Shown.Length; index++)
        {
            for (var wrong = 0; wrong < 256; wrong++)
            {
                var bytes = Shown;
                bytes[index] = (byte)wrong;
                Assert.Equal(wrong == Shown[index] ? 1 : 0, new LampFrameReader(_faults.Add).All(bytes).Count);
            }
        }

        Assert.Contains(FrameFault.Wrong, _faults);
    }

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows()
    {
        new LampFrameReader().StandsNoise(LampFrameReader.LongestData + 7, 0xA0, 0x90, 0xA5, 0x00);
        new LampAnswerReader().StandsNoise(1, 0xAA);
    }

    [Fact]
    public async Task Line_LampAnswers_SaysShownAndOneThatDoesNotIsCounted()
    {
        var link = new MemoryLink("lamps");
        using var lamp = new FrameEmulator<LampFrame>(
            new LampFrameReader(), frame => frame.Address == 3 ? [0xAA] : null, TimeProvider.System);
        var time = new FakeTimeProvider();
        using var line =
            new LampLine(new LampConfig { Timing = new LineTiming { AnswerWithin = TimeSpan.FromSeconds(2), MostSends = 1 } }, time);
        await using var hub = new Hosted(link, line.RunAsync);
        await using var far = new Hosted(new FarEnd(link), lamp.RunAsync);

        Assert.True(await line.ShowAsync(3, "A012", LampColour.Green).Soon());
        var missed = line.ShowAsync(4, "A013", LampColour.Green);
        await Eventually.Holds(time, TimeSpan.FromMilliseconds(100), () => missed.IsCompleted, "the lamp is given up");
        Assert.False(await missed);

        Assert.Equal(1, line.Counts.Unanswered);
        Assert.Equal(["4101300131013201", "4101300131013301"], lamp.Seen.Select(frame => frame.Data));
    }
}
