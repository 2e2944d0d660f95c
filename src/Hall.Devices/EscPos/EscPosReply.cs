using System.Buffers;
using Hall.Devices.Framing;

namespace Hall.Devices.EscPos;

/// <summary>One byte that a printer answered.</summary>
/// <param name="IsNow">It answers DLE EOT; otherwise it answers GS r, in its turn.</param>
/// <param name="Bits">The byte.</param>
public readonly record struct EscPosReply(bool IsNow, byte Bits);

/// <summary>
/// Reads answers. An answer to DLE EOT has the form 0xx1xx10, one to GS r 0xx0xxxx; whatever is neither is noise. There is no sum: a
/// damaged answer is told from a good one only by those bits, so it is believed for one look at the printer and no longer.
/// </summary>
public sealed class EscPosReplyReader : IFrameReader<EscPosReply>
{
    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out EscPosReply frame)
    {
        while (!buffer.IsEmpty)
        {
            var bits = buffer.FirstSpan.IsEmpty ? Slow(buffer) : buffer.FirstSpan[0];
            buffer = buffer.Slice(1);
            if ((bits & 0x93) == 0x12 || (bits & 0x90) == 0)
            {
                frame = new EscPosReply((bits & 0x10) != 0, bits);
                return true;
            }
        }

        frame = default;
        return false;
    }

    private static byte Slow(ReadOnlySequence<byte> buffer)
    {
        Span<byte> one = stackalloc byte[1];
        buffer.Slice(0, 1).CopyTo(one);
        return one[0];
    }
}
