using CsCheck;
using Hall.Devices.Emulation;
using Hall.Devices.Framing;
using Hall.Devices.Links;
using Hall.Devices.Onbon;
using Hall.Devices.Tests.Support;
using Hall.Devices.Texts;

namespace Hall.Devices.Tests.Onbon;

public sealed class OnbonTests
{
    private const string Ping = "A5 A5 A5 A5 A5 A5 A5 A5 FE FF 00 80 F0 00 FE FF 00 00 00 00 05 00 00 00 01 A2 00 00 00 C6 86 5A";
    private static readonly OnbonArea Area = new(1, 32, 0, 16, 2);
    private readonly List<FrameFault> _faults = [];

    private static byte[] Done => OnbonFrameWriter.Frame([0x00, 0xA0, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00]);

    private static byte[] Busy => OnbonFrameWriter.Frame([0x00, 0xA0, 0x01, 0x01, 0x00, 0x03, 0x00, 0x00, 0x00]);

    [Fact]
    public void Ping_Bytes_AreThePublishedOnes() => Assert.Equal(Ping, Reading.Hex(OnbonFrameWriter.Ping()));

    [Fact]
    public void Escapes_AnyBytes_ComeBackAndHoldNoEnds() => Check.Sample(Gen.Byte.Array[0, 64], plain =>
    {
        var escaped = OnbonEscapes.Do(plain);
        var back = new byte[64];
        var length = OnbonEscapes.Undo(escaped, back);
        return back.AsSpan(0, length).SequenceEqual(plain) && !escaped.Any(value => value is 0xA5 or 0x5A);
    });

    [Fact]
    public void Reader_Answers_AreReadAtEveryCutAndInOne()
    {
        for (var cut = 9; cut < Done.Length; cut++)
        {
            var half = Reading.Pieces(Done[..cut]);
            Assert.Empty(new OnbonAnswerReader().All(ref half, lineIdle: false));
            var whole = Reading.Pieces(half.FirstSpan.ToArray(), Done[cut..]);
            Assert.Equal([new OnbonAnswer(0xA0, 0, 0, 0)], new OnbonAnswerReader().All(ref whole, lineIdle: false));
        }

        Assert.Equal([new OnbonAnswer(0xA0, 1, 1, 3), new OnbonAnswer(0xA0, 0, 0, 0)],
            new OnbonAnswerReader().All([0x5A, .. Busy, 0x00, .. Done]));
    }

    [Fact]
    public void Reader_AnySingleByteBehindTheHeadCorrupted_IsRefused()
    {
        for (var index = 8; index < Done.Length; index++)
        {
            for (var wrong = 0; wrong < 256; wrong++)
            {
                var bytes = Done;
                if (bytes[index] == wrong)
                {
                    continue;
                }

                bytes[index] = (byte)wrong;
                // A5 in the first place is one more of the head: what follows lacks its first byte, and the sum tells.
                Assert.Empty(new OnbonAnswerReader(_faults.Add).All(bytes));
            }
        }
    }

    [Fact]
    public void Reader_RandomBytes_NeverThrowsAndNeverGrows() => new OnbonAnswerReader().StandsNoise(512, 0xA5, 0x5A, 0xA6, 0x5B, 0x00);

    [Theory]
    [InlineData(OnbonCard.Bx5E, "FE FF 7F FF")]
    [InlineData(OnbonCard.Bx6E, "FE FF FF FF 7F FF FF FF")]
    public void Show_Picture_EndsInItsInvertedRows(OnbonCard card, string dots)
    {
        var frame = OnbonFrameWriter.Show(card, Area, [0x01, 0x00, 0x80, 0x00]);
        var plain = new byte[256];
        var length = OnbonEscapes.Undo(frame.AsSpan(8..^1), plain);

        Assert.EndsWith(dots, Reading.Hex(plain.AsSpan(0, length - 2)), StringComparison.Ordinal);
        Assert.Equal(length - 18, plain[12]);
    }

    [Fact]
    public void Show_PictureOfAnotherSize_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => OnbonFrameWriter.Show(OnbonCard.Bx5E, Area, [0x01]));
        Assert.Throws<ArgumentException>(() => OnbonFrameWriter.Show(OnbonCard.Bx6E, Area with { X = 8 }, [1, 2, 3, 4]));
    }

    [Fact]
    public void Speak_Text_IsGbkWithoutWhatItLacks() => Assert.Contains(
        "04 00 00 00 C7 EB 41 31", Reading.Hex(OnbonFrameWriter.Speak("请A😀1", 5, new CodePageText("GBK"))), StringComparison.Ordinal);

    [Fact]
    public async Task Board_CardBusyThenReady_TakesThePictureInTheEnd()
    {
        var link = new MemoryLink("card");
        var asked = 0;
        using var device = new FrameEmulator<byte>(new Requests(), _ => ++asked == 1 ? Busy : Done, TimeProvider.System);
        using var board = new OnbonBoard(OnbonCard.Bx5E, TimeProvider.System);
        await using var hub = new Hosted(link, board.RunAsync);
        await using var far = new Hosted(new FarEnd(link), device.RunAsync);

        Assert.True(await board.ShowAsync(Area, [0x01, 0x00, 0x80, 0x00]).Soon());

        Assert.Equal(2, board.Counts.Written);
        Assert.Equal(0, board.LastError);
    }

    /// <summary>What a card hears, told by its end alone.</summary>
    private sealed class Requests() : FrameScan<byte>(0x5A, 1, null)
    {
        protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out byte frame, out int used)
        {
            frame = bytes[0];
            used = 1;
            return FrameFinding.Frame;
        }
    }
}
