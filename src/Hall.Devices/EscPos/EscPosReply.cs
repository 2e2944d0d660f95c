using System.Buffers;
using Hall.Devices.Framing;

namespace Hall.Devices.EscPos;

/// <summary>What a printer says.</summary>
public enum EscPosReplyKind
{
    /// <summary>The answer to DLE EOT, out of turn.</summary>
    Now,

    /// <summary>The answer to GS r, in its turn.</summary>
    InTurn,

    /// <summary>Four bytes that some printers send by themselves when paper or cover change (automatic status back).</summary>
    ByItself,
}

/// <summary>One answer of a printer.</summary>
/// <param name="Kind">What it answers.</param>
/// <param name="Bits">The answer; the first of four when it came by itself.</param>
public readonly record struct EscPosReply(EscPosReplyKind Kind, byte Bits);

/// <summary>
/// Tells a printer's answers apart by their fixed bits: 0xx1xx10 answers DLE EOT, 0xx0xxxx answers GS r, 0xx1xx00 and three bytes 0xx0xxxx
/// come
/// by themselves. Everything else is noise, flow control among it. There is no sum: a damaged answer is told from a good one only by those
/// bits, so it is believed for one look at the printer and no longer.
/// </summary>
/// <param name="onNoise">Told of each byte that is no answer.</param>
public sealed class EscPosReplyReader(Action? onNoise = null) : IFrameReader<EscPosReply>
{
    private const int ByItselfLength = 4;

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out EscPosReply frame)
    {
        Span<byte> window = stackalloc byte[ByItselfLength];
        while (!buffer.IsEmpty)
        {
            var length = (int)Math.Min(buffer.Length, ByItselfLength);
            buffer.Slice(0, length).CopyTo(window);
            var seen = window[..length];
            var bits = seen[0];
            if ((bits & 0x93) == 0x12 || (bits & 0x90) == 0)
            {
                buffer = buffer.Slice(1);
                frame = new EscPosReply((bits & 0x10) != 0 ? EscPosReplyKind.Now : EscPosReplyKind.InTurn, bits);
                return true;
            }

            if ((bits & 0x93) == 0x10 && seen[1..].IndexOfAnyExcept(InTurnBytes) < 0)
            {
                if (length == ByItselfLength)
                {
                    buffer = buffer.Slice(ByItselfLength);
                    frame = new EscPosReply(EscPosReplyKind.ByItself, bits);
                    return true;
                }

                if (!lineIdle)
                {
                    break;
                }
            }

            onNoise?.Invoke();
            buffer = buffer.Slice(1);
        }

        frame = default;
        return false;
    }

    private static readonly SearchValues<byte> InTurnBytes =
        SearchValues.Create([.. Enumerable.Range(0, 128).Select(value => (byte)value).Where(value => (value & 0x90) == 0)]);
}
