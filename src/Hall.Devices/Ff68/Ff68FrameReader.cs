using System.Buffers;
using Hall.Devices.Framing;

namespace Hall.Devices.Ff68;

/// <summary>
/// Reads <c>FF 68 LEN LEN 68 ADDR … CHK 16</c>; LEN counts from ADDR to before CHK, CHK is the sum of those bytes modulo 256.
/// After silence the trailing 16 may be missing. Whatever does not hold is skipped one byte at a time, so a frame behind noise,
/// or inside what a damaged length claimed, is found.
/// </summary>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public sealed class Ff68FrameReader(Action<FrameFault>? onFault = null) : IFrameReader<Ff68Frame>
{
    private const int HeadLength = 5;
    private const int LongestFrame = HeadLength + Ff68Frame.MaximumLength + 2;

    private enum Finding
    {
        Frame,
        Noise,
        Wrong,
        Unfinished,
    }

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out Ff68Frame frame)
    {
        Span<byte> window = stackalloc byte[LongestFrame];
        while (buffer.PositionOf((byte)0xFF) is { } start)
        {
            buffer = buffer.Slice(start);
            var candidate = window[..(int)Math.Min(buffer.Length, LongestFrame)];
            buffer.Slice(0, candidate.Length).CopyTo(candidate);
            switch (Examine(candidate, lineIdle, out frame, out var used))
            {
                case Finding.Frame:
                    buffer = buffer.Slice(used);
                    return true;
                case Finding.Unfinished when !lineIdle:
                    return false;
                case Finding.Unfinished:
                    onFault?.Invoke(FrameFault.Half);
                    break;
                case Finding.Wrong:
                    onFault?.Invoke(FrameFault.Wrong);
                    break;
                default:
                    break;
            }

            buffer = buffer.Slice(1);
        }

        buffer = buffer.Slice(buffer.End);
        frame = default;
        return false;
    }

    private static Finding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out Ff68Frame frame, out int used)
    {
        frame = default;
        used = 0;
        if (!HeadHolds(bytes))
        {
            return Finding.Noise;
        }

        if (bytes.Length < HeadLength || bytes.Length < HeadLength + bytes[2] + 1)
        {
            return Finding.Unfinished;
        }

        var body = bytes.Slice(HeadLength, bytes[2]);
        var rest = bytes[(HeadLength + body.Length)..];
        if (rest[0] != Ff68FrameWriter.Sum(body) || (rest.Length > 1 && rest[1] != 0x16))
        {
            return Finding.Wrong;
        }

        // Only silence may stand in for the last byte; any other byte in its place means that the frame was damaged.
        if (rest.Length == 1 && !lineIdle)
        {
            return Finding.Unfinished;
        }

        frame = new Ff68Frame(body[0], body[1..]);
        used = HeadLength + body.Length + Math.Min(rest.Length, 2);
        return Finding.Frame;
    }

    /// <summary>Whether as much of the head as has arrived is as it should be.</summary>
    private static bool HeadHolds(ReadOnlySpan<byte> bytes) =>
        (bytes.Length < 2 || bytes[1] == 0x68)
        && (bytes.Length < 3 || bytes[2] is >= 1 and <= Ff68Frame.MaximumLength)
        && (bytes.Length < 4 || bytes[3] == bytes[2])
        && (bytes.Length < 5 || bytes[4] == 0x68);
}
