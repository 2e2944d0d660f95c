using System.Buffers;
using System.Buffers.Binary;
using Hall.Devices.Framing;

namespace Hall.Devices.KeyboardPads;

/// <summary>One report of a keyboard: the keys that are down, as six usages of the HID keyboard page, 0 for none.</summary>
/// <param name="Keys">The six bytes, the first lowest.</param>
public readonly record struct HidReport(ulong Keys)
{
    /// <summary>Whether a key is down.</summary>
    public bool Has(byte usage)
    {
        for (var index = 0; index < 6; index++)
        {
            if (this[index] == usage)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>One of the six.</summary>
    public byte this[int index] => (byte)(Keys >> (index * 8));
}

/// <summary>
/// Reads the 8-byte reports of the HID boot protocol, as <c>/dev/hidraw*</c> gives them: modifiers, 0, six keys. Bytes that cannot be
/// one are skipped until one fits again.
/// </summary>
/// <param name="onFault">Told of each report that cannot be one.</param>
public sealed class HidReportReader(Action<FrameFault>? onFault = null) : IFrameReader<HidReport>
{
    /// <summary>The bytes of a report.</summary>
    public const int Length = 8;
    private const byte LastUsage = 0xA4;

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out HidReport frame)
    {
        Span<byte> report = stackalloc byte[Length];
        var isSlipped = false;
        while (buffer.Length >= Length)
        {
            buffer.Slice(0, Length).CopyTo(report);
            if (report[1] == 0 && !report[2..].ContainsAnyExceptInRange((byte)0, LastUsage))
            {
                frame = new HidReport(BinaryPrimitives.ReadUInt64LittleEndian(report) >> 16);
                buffer = buffer.Slice(Length);
                return true;
            }

            if (!isSlipped)
            {
                onFault?.Invoke(FrameFault.Wrong);
                isSlipped = true;
            }

            buffer = buffer.Slice(1);
        }

        if (lineIdle && !buffer.IsEmpty)
        {
            onFault?.Invoke(FrameFault.Half);
            buffer = buffer.Slice(buffer.End);
        }

        frame = default;
        return false;
    }
}
