using Hall.Devices.Emulation;
using Hall.Devices.Framing;
using Hall.Devices.Links;
using Hall.Devices.Strips;
using Hall.Devices.Tests.Support;
using Hall.Devices.Texts;

namespace Hall.Devices.Tests.Strips;

public sealed class StripTests
{
    private const string Example = "AA 01 BB 51 54 D5 0B 07 63 01 63 BF D5 B3 B5 FF";
    private readonly List<FrameFault> _faults = [];

    [Fact]
    public void Writer_Example_HasThePublishedBytes() =>
        Assert.Equal(Example, Reading.Hex(StripFrameWriter.Show(1, "空车", new StripParameters(), new CodePageText("GBK"))));

    [Fact]
    public void Reader_Example_HoldsAtEveryCut() =>
        new StripFrameReader().HoldsAtEveryCut(Reading.Bytes(Example), new StripFrame(1, "0B07630163BFD5B3B5"));

    [Fact]
    public void Reader_AnySingleByteCorrupted_IsRefusedSaveTheAddress()
    {
        for (var index = 0; index < 16; index++)
        {
            // The sum does not cover the address: a damaged one is another strip's frame, which no reader can know.
            for (var wrong = 0; wrong < 256; wrong++)
            {
                var bytes = Reading.Bytes(Example);
                var isGood = bytes[index] == wrong || index == 1;
                bytes[index] = (byte)wrong;
                Assert.Equal(isGood ? 1 : 0, new StripFrameReader(_faults.Add).All(bytes).Count);
            }
        }

        Assert.Contains(FrameFault.Wrong, _faults);
    }

    [Fact]
    public void Reader_HalfFrameBeforeAWholeOne_FindsTheWholeOne() =>
        Assert.Single(new StripFrameReader().All(Reading.Bytes("AA 01 BB 51 54 D5 0B 07 " + Example + " 00 AA")));

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows() =>
        new StripFrameReader().StandsNoise(StripFrameWriter.LongestText + 12, 0xAA, 0xBB, 0x51, 0x54, 0xFF);

    [Fact]
    public async Task Line_Text_ReachesTheStrip()
    {
        var link = new MemoryLink("strip");
        using var strip = new FrameEmulator<StripFrame>(new StripFrameReader(), _ => null, TimeProvider.System);
        using var line = new StripLine(new StripParameters(), TimeProvider.System);
        await using var hub = new Hosted(link, line.RunAsync);
        await using var far = new Hosted(new FarEnd(link), strip.RunAsync);

        Assert.True(await line.ShowAsync(1, "空车").Soon());
        await Eventually.Holds(() => strip.Seen.Count == 1, "the strip shows it");

        Assert.Equal(new StripFrame(1, "0B07630163BFD5B3B5"), strip.Seen[0]);
    }
}
