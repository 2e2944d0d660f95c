using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.InteropServices;
using Hall.Devices.Framing;

namespace Hall.Devices.IdCards;

/// <summary>An answer of a SAM_V reader. Of a card's content it holds the number alone, and that only until <see cref="Wipe"/>.</summary>
/// <param name="status">9F found, 80 none, 90 done; others are failures.</param>
/// <param name="number">The 36 bytes of the number, UTF-16LE; empty when the answer has none.</param>
public sealed class IdCardFrame(byte status, byte[] number)
{
    /// <summary>The last of the three bytes of status.</summary>
    public byte Status => status;

    /// <summary>The number's bytes; never to be written anywhere.</summary>
    internal ReadOnlySpan<byte> Number => number;

    /// <summary>Forgets the number.</summary>
    public void Wipe() => Array.Clear(number);
}

/// <summary>
/// Reads <c>AA AA AA 96 69 LENhi LENlo 00 00 STATUS … XOR</c>; LEN counts from after itself to XOR, XOR runs from LEN to before itself.
/// Of a card's text and photo nothing but the number is copied, and every byte it has used is overwritten in the line's own buffer.
/// </summary>
/// <param name="onFault">Told of each thing that looked like an answer and was refused.</param>
public sealed class IdCardReader(Action<FrameFault>? onFault = null) : IFrameReader<IdCardFrame>
{
    private readonly CardScan _scan = new(onFault);

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out IdCardFrame frame)
    {
        var before = buffer;
        var isRead = _scan.TryRead(ref buffer, lineIdle, out frame);
        foreach (var used in before.Slice(0, before.Length - buffer.Length))
        {
            MemoryMarshal.AsMemory(used).Span.Clear();
        }

        return isRead;
    }

    private sealed class CardScan(Action<FrameFault>? onFault) : FrameScan<IdCardFrame>(0xAA, Longest, onFault)
    {
        private const int HeadLength = 7;

        /// <summary>Text 256, photo 1024, their lengths 4, status 3, XOR 1.</summary>
        private const int LongestContent = 0x508;
        private const int Longest = HeadLength + LongestContent;

        /// <summary>Where the number stands: after status, lengths, name 30, sex 2, nation 4, birth 16 and address 70.</summary>
        private const int NumberAt = HeadLength + 3 + 4 + 122;
        private const int NumberLength = 36;

        private static ReadOnlySpan<byte> Head => [0xAA, 0xAA, 0xAA, 0x96, 0x69];

        protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out IdCardFrame frame, out int used)
        {
            frame = null!;
            used = 0;
            var seen = Math.Min(bytes.Length, Head.Length);
            if (!Head[..seen].SequenceEqual(bytes[..seen]))
            {
                return FrameFinding.Noise;
            }

            if (bytes.Length < HeadLength)
            {
                return FrameFinding.Unfinished;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bytes[5..]);
            if (length is < 4 or > LongestContent)
            {
                return FrameFinding.Noise;
            }

            used = HeadLength + length;
            if (bytes.Length < used)
            {
                return FrameFinding.Unfinished;
            }

            if (IdCardCommands.Xor(bytes[5..(used - 1)]) != bytes[used - 1])
            {
                return FrameFinding.Wrong;
            }

            var hasText = bytes[9] == 0x90 && length > 7 && BinaryPrimitives.ReadUInt16BigEndian(bytes[10..]) >= 122 + NumberLength
                && used > NumberAt + NumberLength;
            frame = new IdCardFrame(bytes[9], hasText ? bytes.Slice(NumberAt, NumberLength).ToArray() : []);
            return FrameFinding.Frame;
        }
    }
}
