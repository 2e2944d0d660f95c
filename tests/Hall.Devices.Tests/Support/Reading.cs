using System.Buffers;
using CsCheck;
using Hall.Devices.Framing;

namespace Hall.Devices.Tests.Support;

/// <summary>What every frame reader must stand, whatever its protocol.</summary>
internal static class Reading
{
    public static byte[] Bytes(string hex) => Convert.FromHexString(hex.Replace(" ", "", StringComparison.Ordinal));

    public static string Hex(ReadOnlySpan<byte> bytes) => BitConverter.ToString(bytes.ToArray()).Replace('-', ' ');

    public static ReadOnlySequence<byte> Pieces(params byte[][] pieces)
    {
        var first = new Piece(pieces[0], 0);
        var last = first;
        foreach (var piece in pieces.Skip(1))
        {
            last = last.Append(piece);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    public static List<TFrame> All<TFrame>(this IFrameReader<TFrame> reader, ref ReadOnlySequence<byte> buffer, bool lineIdle)
    {
        var frames = new List<TFrame>();
        while (reader.TryRead(ref buffer, lineIdle, out var frame))
        {
            frames.Add(frame);
        }

        return frames;
    }

    public static List<TFrame> All<TFrame>(this IFrameReader<TFrame> reader, byte[] bytes, bool lineIdle = true)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        return reader.All(ref buffer, lineIdle);
    }

    /// <summary>Cuts the bytes of one frame everywhere: the first half gives nothing and is kept, both together give the frame.</summary>
    public static void HoldsAtEveryCut<TFrame>(this IFrameReader<TFrame> reader, byte[] bytes, TFrame expected)
    {
        for (var cut = 1; cut < bytes.Length; cut++)
        {
            var half = new ReadOnlySequence<byte>(bytes[..cut]);
            Assert.Empty(reader.All(ref half, lineIdle: false));
            Assert.Equal(cut, half.Length);

            var whole = Pieces(bytes[..cut], bytes[cut..]);
            Assert.Equal([expected], reader.All(ref whole, lineIdle: false));
            Assert.True(whole.IsEmpty);

            // What stays unfinished when the line falls silent is given up, so it cannot eat the next frame.
            Assert.Empty(reader.All(bytes[..cut], lineIdle: true));
        }
    }

    /// <summary>
    /// Random bytes in random pieces: never an exception, never more kept than the longest frame, nothing kept in silence.
    /// </summary>
    public static void StandsNoise<TFrame>(this IFrameReader<TFrame> reader, int longest, params byte[] oftenSeen)
    {
        var value = oftenSeen.Length == 0
            ? Gen.Byte : Gen.OneOf(Gen.Byte, Gen.Int[0, oftenSeen.Length - 1].Select(index => oftenSeen[index]));
        value.Array[0, 120].List[1, 5].Select(Gen.Bool).Sample((pieces, idle) =>
        {
            var buffer = Pieces([.. pieces]);
            reader.All(ref buffer, idle);
            return buffer.Length < longest && (!idle || buffer.IsEmpty);
        });
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(byte[] bytes, long index) => (Memory, RunningIndex) = (bytes, index);

        public Piece Append(byte[] bytes)
        {
            var next = new Piece(bytes, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
