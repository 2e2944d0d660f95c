using System.Buffers.Binary;
using Hall.Devices.Framing;

namespace Hall.Devices.Onbon;

/// <summary>A card's answer: 00, group, command, status 2, error 2, length 2.</summary>
/// <param name="Group">The group of commands; A0 for a plain answer.</param>
/// <param name="Command">The command; of group A0, 00 is done and 01 is refused.</param>
/// <param name="Status">Bit 0 says that something is wrong.</param>
/// <param name="Error">What: 3 busy, 4 memory, 5 sum, 18 parameters, …; 0 nothing.</param>
public readonly record struct OnbonAnswer(byte Group, byte Command, ushort Status, ushort Error)
{
    /// <summary>The card did what it was asked.</summary>
    public bool IsDone => (Status & 1) == 0 && Error == 0;

    /// <summary>What stands among the last frames.</summary>
    public override string ToString() => IsDone ? "done" : FormattableString.Invariant($"refused, error {Error}");
}

/// <summary>
/// Reads what a card answers: any number of A5, then header, data and CRC with escapes, then 5A. Neither A5 nor 5A stands inside a
/// frame, so the next 5A ends it, and an A5 inside says that it broke off.
/// </summary>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public sealed class OnbonAnswerReader(Action<FrameFault>? onFault = null) : FrameScan<OnbonAnswer>(0xA5, Longest, onFault)
{
    private const int HeaderLength = 16;
    private const int AnswerLength = 9;

    /// <summary>Eight A5, then twice as much as the longest answer believed, if every byte were escaped.</summary>
    private const int Longest = 512;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out OnbonAnswer frame, out int used)
    {
        frame = default;
        used = 0;
        var rest = bytes[1..];
        var end = rest.IndexOfAny((byte)0xA5, (byte)0x5A);
        if (end < 0)
        {
            return bytes.Length == Longest ? FrameFinding.Wrong : FrameFinding.Unfinished;
        }

        if (rest[end] == 0xA5)
        {
            // The last of the eight is the one that counts; anything between two is a frame that broke off.
            return end == 0 ? FrameFinding.Noise : FrameFinding.Wrong;
        }

        Span<byte> plain = stackalloc byte[Longest];
        var length = OnbonEscapes.Undo(rest[..end], plain);
        if (length < HeaderLength + AnswerLength + 2)
        {
            return FrameFinding.Wrong;
        }

        var data = plain[HeaderLength..(length - 2)];
        if (OnbonCrc.Of(plain[..(length - 2)]) != BinaryPrimitives.ReadUInt16LittleEndian(plain[(length - 2)..])
            || BinaryPrimitives.ReadUInt32LittleEndian(plain[12..]) != (uint)data.Length || data[0] != 0)
        {
            return FrameFinding.Wrong;
        }

        frame = new OnbonAnswer(
            data[1], data[2], BinaryPrimitives.ReadUInt16LittleEndian(data[3..]), BinaryPrimitives.ReadUInt16LittleEndian(data[5..]));
        used = end + 2;
        return FrameFinding.Frame;
    }
}
