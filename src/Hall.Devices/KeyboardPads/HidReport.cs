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

/// <summary>Reads the 8-byte reports of the HID boot protocol, as <c>/dev/hidraw*</c> gives them: modifiers, 0, six keys.</summary>
/// <param name="onFault">Told of each report that cannot be one.</param>
public sealed class HidReportReader(Action<FrameFault>? onFault = null) : RecordReader<HidReport>(Length, onFault)
{
    /// <summary>The bytes of a report.</summary>
    public const int Length = 8;
    private const byte LastUsage = 0xA4;

    protected override bool IsRecord(ReadOnlySpan<byte> bytes, out HidReport record)
    {
        record = new HidReport(BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> 16);
        return bytes[1] == 0 && !bytes[2..].ContainsAnyExceptInRange((byte)0, LastUsage);
    }
}
