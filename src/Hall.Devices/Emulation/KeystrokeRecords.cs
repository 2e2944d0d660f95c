using System.Buffers.Binary;
using Hall.Devices.KeyboardPads;

namespace Hall.Devices.Emulation;

/// <summary>The bytes a keyboard-type pad would give, for a FIFO that stands in for its device.</summary>
public static class KeystrokeRecords
{
    /// <summary>A key pressed and released: four records, as a keyboard sends them.</summary>
    public static byte[] Press(ushort code, DateTimeOffset at) =>
        [.. Record(1, code, 1, at), .. Record(0, 0, 0, at), .. Record(1, code, 0, at), .. Record(0, 0, 0, at)];

    /// <summary>One record.</summary>
    public static byte[] Record(ushort type, ushort code, int value, DateTimeOffset at)
    {
        var record = new byte[InputEventReader.Length];
        BinaryPrimitives.WriteInt64LittleEndian(record, at.ToUnixTimeSeconds());
        BinaryPrimitives.WriteInt64LittleEndian(record.AsSpan(8), at.Millisecond * 1000L);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(16), type);
        BinaryPrimitives.WriteUInt16LittleEndian(record.AsSpan(18), code);
        BinaryPrimitives.WriteInt32LittleEndian(record.AsSpan(20), value);
        return record;
    }
}
