using Hall.Devices.Framing;

namespace Hall.Devices.Lamps;

/// <summary>What LEN of a lamp's frame counts; the description does not say.</summary>
public enum LampLength
{
    /// <summary>The bytes between LEN and XOR.</summary>
    DataBytes,

    /// <summary>Those and XOR.</summary>
    DataBytesAndSum,

    /// <summary>The characters shown.</summary>
    Characters,
}

/// <summary>A colour of a lamp's character.</summary>
public enum LampColour
{
    Red = 0,
    Green = 1,
    Yellow = 2,
}

/// <summary>One frame to a lamp, <c>A0 90 ADDR CMD LENhi LENlo … XOR</c>, its data copied.</summary>
/// <param name="Address">The lamp's address.</param>
/// <param name="Command">A5 show, A1 show what is stored, A2 store.</param>
/// <param name="Data">What stands between LEN and XOR, as hexadecimal.</param>
public sealed record LampFrame(byte Address, byte Command, string Data);

/// <summary>A lamp's answer.</summary>
public readonly record struct LampAnswer
{
    /// <summary>What stands among the last frames.</summary>
    public override string ToString() => "answered";
}

/// <summary>Reads what a lamp is sent, for emulators; LEN counts the bytes between it and XOR.</summary>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public sealed class LampFrameReader(Action<FrameFault>? onFault = null) : FrameScan<LampFrame>(0xA0, LongestData + 7, onFault)
{
    /// <summary>The longest data believed, in bytes.</summary>
    public const int LongestData = 192;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out LampFrame frame, out int used)
    {
        frame = null!;
        used = 0;
        if ((bytes.Length > 1 && bytes[1] != 0x90) || (bytes.Length > 3 && bytes[3] is not (0xA5 or 0xA1 or 0xA2)))
        {
            return FrameFinding.Noise;
        }

        if (bytes.Length < 6)
        {
            return FrameFinding.Unfinished;
        }

        var length = (bytes[4] << 8) | bytes[5];
        if (length > LongestData)
        {
            return FrameFinding.Noise;
        }

        if (bytes.Length < length + 7)
        {
            return FrameFinding.Unfinished;
        }

        if (LampFrameWriter.Xor(bytes[2..(6 + length)]) != bytes[6 + length])
        {
            return FrameFinding.Wrong;
        }

        frame = new LampFrame(bytes[2], bytes[3], Convert.ToHexString(bytes.Slice(6, length)));
        used = length + 7;
        return FrameFinding.Frame;
    }
}

/// <summary>Reads answers: each is the byte AA.</summary>
public sealed class LampAnswerReader() : FrameScan<LampAnswer>(0xAA, 1, null)
{
    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out LampAnswer frame, out int used)
    {
        frame = default;
        used = 1;
        return FrameFinding.Frame;
    }
}
