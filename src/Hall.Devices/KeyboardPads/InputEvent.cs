using System.Buffers.Binary;
using Hall.Devices.Framing;

namespace Hall.Devices.KeyboardPads;

/// <summary>One input event of Linux, without its time.</summary>
/// <param name="Type">0 marks, 1 is a key.</param>
/// <param name="Code">Which key; of type 0, 3 says that events were lost.</param>
/// <param name="Value">Of a key: 0 released, 1 pressed, 2 held.</param>
public readonly record struct InputEvent(ushort Type, ushort Code, int Value);

/// <summary>
/// Reads the 24-byte records <c>struct input_event</c> of linux/input.h on a 64-bit system: seconds 8, microseconds 8, type 2, code 2,
/// value 4, little endian.
/// </summary>
/// <param name="onFault">Told of each record that cannot be one.</param>
public sealed class InputEventReader(Action<FrameFault>? onFault = null) : RecordReader<InputEvent>(Length, onFault)
{
    /// <summary>The bytes of a record.</summary>
    public const int Length = 24;
    private const int LastType = 0x1F;
    private const int LastCode = 0x2FF;

    protected override bool IsRecord(ReadOnlySpan<byte> bytes, out InputEvent record)
    {
        record = new InputEvent(
            BinaryPrimitives.ReadUInt16LittleEndian(bytes[16..]), BinaryPrimitives.ReadUInt16LittleEndian(bytes[18..]),
            BinaryPrimitives.ReadInt32LittleEndian(bytes[20..]));
        return BinaryPrimitives.ReadInt64LittleEndian(bytes) >= 0
            && BinaryPrimitives.ReadInt64LittleEndian(bytes[8..]) is >= 0 and < 1_000_000
            && record.Type <= LastType && record.Code <= LastCode && (record.Type != 1 || record.Value is >= 0 and <= 2);
    }
}
