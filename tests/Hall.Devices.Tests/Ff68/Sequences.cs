using System.Buffers;
using Hall.Devices.Ff68;

namespace Hall.Devices.Tests.Ff68;

/// <summary>Feeds bytes to a frame reader in pieces.</summary>
internal static class Sequences
{
    public static ReadOnlySequence<byte> Of(params byte[][] pieces)
    {
        var first = new Piece(pieces[0], 0);
        var last = first;
        foreach (var piece in pieces.Skip(1))
        {
            last = last.Append(piece);
        }

        return new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length);
    }

    /// <summary>All frames of what arrives in one go.</summary>
    public static List<Ff68Frame> ReadAll(this Ff68FrameReader reader, byte[] bytes, bool lineIdle)
    {
        var buffer = new ReadOnlySequence<byte>(bytes);
        return reader.Drain(ref buffer, lineIdle);
    }

    public static List<Ff68Frame> Drain(this Ff68FrameReader reader, ref ReadOnlySequence<byte> buffer, bool lineIdle)
    {
        var frames = new List<Ff68Frame>();
        while (reader.TryRead(ref buffer, lineIdle, out var frame))
        {
            frames.Add(frame);
        }

        return frames;
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
