using System.Buffers;
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
/// value 4, little endian. The kernel gives whole records only; bytes that cannot be one are skipped until one fits again.
/// </summary>
/// <param name="onFault">Told of each record that cannot be one.</param>
public sealed class InputEventReader(Action<FrameFault>? onFault = null) : IFrameReader<InputEvent>
{
    /// <summary>The bytes of a record.</summary>
    public const int Length = 24;
    private const int LastType = 0x1F;
    private const int LastCode = 0x2FF;

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out InputEvent frame)
    {
        Span<byte> record = stackalloc byte[Length];
        var isSlipped = false;
        while (buffer.Length >= Length)
        {
            buffer.Slice(0, Length).CopyTo(record);
            if (IsPlausible(record, out frame))
            {
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

    private static bool IsPlausible(ReadOnlySpan<byte> record, out InputEvent frame)
    {
        frame = new InputEvent(
            BinaryPrimitives.ReadUInt16LittleEndian(record[16..]), BinaryPrimitives.ReadUInt16LittleEndian(record[18..]),
            BinaryPrimitives.ReadInt32LittleEndian(record[20..]));
        return BinaryPrimitives.ReadInt64LittleEndian(record) >= 0
            && BinaryPrimitives.ReadInt64LittleEndian(record[8..]) is >= 0 and < 1_000_000
            && frame.Type <= LastType && frame.Code <= LastCode && (frame.Type != 1 || frame.Value is >= 0 and <= 2);
    }
}
