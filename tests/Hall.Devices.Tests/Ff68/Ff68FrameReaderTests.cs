using System.Buffers;
using CsCheck;
using Hall.Devices.Ff68;
using Hall.Devices.Framing;

namespace Hall.Devices.Tests.Ff68;

public sealed class Ff68FrameReaderTests
{
    private readonly List<FrameFault> _faults = [];
    private readonly Ff68FrameReader _reader;

    public Ff68FrameReaderTests() => _reader = new Ff68FrameReader(_faults.Add);

    public static TheoryData<string> All => [.. Vectors.All];

    [Theory]
    [MemberData(nameof(All))]
    public void TryRead_Vector_GivesItsFrame(string hex)
    {
        Assert.Equal([Vectors.Frame(hex)], _reader.ReadAll(Vectors.Bytes(hex), lineIdle: false));
        Assert.Empty(_faults);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TryRead_EverySplitPoint_WaitsThenGivesTheFrame(string hex)
    {
        var bytes = Vectors.Bytes(hex);
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var half = new ReadOnlySequence<byte>(bytes[..cut]);
            Assert.Empty(_reader.Drain(ref half, lineIdle: false));
            Assert.Equal(cut, half.Length);

            var whole = Sequences.Of(bytes[..cut], bytes[cut..]);
            Assert.Equal([Vectors.Frame(hex)], _reader.Drain(ref whole, lineIdle: false));
            Assert.True(whole.IsEmpty);
        }
    }

    [Fact]
    public void TryRead_OneByteAtATime_GivesEachFrameOnce()
    {
        var frames = new List<Ff68Frame>();
        var held = Array.Empty<byte>();
        foreach (var value in Vectors.All.SelectMany(Vectors.Bytes))
        {
            var buffer = new ReadOnlySequence<byte>([.. held, value]);
            frames.AddRange(_reader.Drain(ref buffer, lineIdle: false));
            held = buffer.ToArray();
        }

        Assert.Equal(Vectors.All.Select(Vectors.Frame), frames);
    }

    [Theory]
    [InlineData("00")]
    [InlineData("16")]
    [InlineData("FF")]
    [InlineData("FF 68")]
    [InlineData("FF 68 03 03")]
    [InlineData("FF FF 68 68 03")]
    [InlineData("FF 68 03 03 68 01")]
    [InlineData("FF 68 20 20 68")]
    [InlineData("FF 68 FF FF 68 00")]
    [InlineData("AA 01 BB 51 54 D5")]
    public void TryRead_NoiseBeforeBetweenAndAfter_GivesBothFrames(string noise)
    {
        var bytes = Vectors.Bytes(string.Join(' ', noise, Vectors.RatingTwo, noise, Vectors.KeyCall, noise));

        Assert.Equal([Vectors.Frame(Vectors.RatingTwo), Vectors.Frame(Vectors.KeyCall)], _reader.ReadAll(bytes, lineIdle: true));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TryRead_TrailerMissing_GivesTheFrameOnlyAfterSilence(string hex)
    {
        var bytes = Vectors.Bytes(hex)[..^1];

        Assert.Empty(_reader.ReadAll(bytes, lineIdle: false));
        Assert.Equal([Vectors.Frame(hex)], _reader.ReadAll(bytes, lineIdle: true));
        Assert.Empty(_faults);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TryRead_HalfFrameThenSilence_IsDroppedAndCounted(string hex)
    {
        var bytes = Vectors.Bytes(hex);
        for (var cut = 1; cut < bytes.Length - 1; cut++)
        {
            _faults.Clear();
            var buffer = new ReadOnlySequence<byte>(bytes[..cut]);
            Assert.Empty(_reader.Drain(ref buffer, lineIdle: true));
            Assert.True(buffer.IsEmpty);
            Assert.Equal([FrameFault.Half], _faults);
        }
    }

    [Fact]
    public void TryRead_WrongSum_IsRefusedAndCounted()
    {
        Assert.Empty(_reader.ReadAll(Vectors.Bytes("FF 68 03 03 68 01 11 02 15 16"), lineIdle: false));
        Assert.Equal([FrameFault.Wrong], _faults);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TryRead_AnySingleByteCorrupted_IsRefused(string hex)
    {
        var good = Vectors.Bytes(hex);
        for (var index = 0; index < good.Length; index++)
        {
            for (var wrong = 0; wrong < 256; wrong++)
            {
                if (wrong == good[index])
                {
                    continue;
                }

                var bytes = good.ToArray();
                bytes[index] = (byte)wrong;
                Assert.Empty(_reader.ReadAll(bytes, lineIdle: false));
                Assert.Empty(_reader.ReadAll(bytes, lineIdle: true));
            }
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void TryRead_AnySingleByteCorrupted_NextFrameIsFound(string hex)
    {
        var good = Vectors.Bytes(hex);
        for (var index = 0; index < good.Length; index++)
        {
            var bytes = good.ToArray();
            bytes[index] ^= 0x55;
            Assert.Equal([Vectors.Frame(hex)], _reader.ReadAll([.. bytes, .. good], lineIdle: true));
        }
    }

    [Fact]
    public void TryRead_RandomBytesInRandomPieces_NeverThrowsAndNeverGrows()
    {
        Gen.Byte.Array[0, 80].List[1, 5].Select(Gen.Bool).Sample((pieces, idle) =>
        {
            var buffer = Sequences.Of([.. pieces]);
            new Ff68FrameReader().Drain(ref buffer, idle);
            return buffer.Length <= Ff68Frame.MaximumLength + 7 && (!idle || buffer.IsEmpty);
        });
    }

    [Fact]
    public void TryRead_RandomFrameInRandomPieces_ReadsWhatWasWritten()
    {
        var gen = Gen.Select(Gen.Byte, Gen.Byte.Array[0, Ff68Frame.MaximumLength - 1], Gen.Int[0, 40]);
        gen.Sample((address, payload, cut) =>
        {
            var frame = new Ff68Frame(address, payload);
            var bytes = Ff68FrameWriter.ToBytes(frame);
            var at = Math.Min(cut, bytes.Length);
            var buffer = Sequences.Of(bytes[..at], bytes[at..]);
            return new Ff68FrameReader().Drain(ref buffer, lineIdle: false) is [var read] && read == frame && buffer.IsEmpty;
        });
    }
}
