using Hall.Devices.Framing;

namespace Hall.Devices.Strips;

/// <summary>One frame to a strip, <c>AA ADDR BB 51 54 CHK … FF</c>.</summary>
/// <param name="Address">The strip's address.</param>
/// <param name="Body">The five parameters and the text, as hexadecimal.</param>
public sealed record StripFrame(byte Address, string Body);

/// <summary>Reads what a strip is sent, for emulators. No byte of GBK is FF, so the first FF after CHK ends the frame.</summary>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public sealed class StripFrameReader(Action<FrameFault>? onFault = null)
    : FrameScan<StripFrame>(0xAA, StripFrameWriter.LongestText + 12, onFault)
{
    private const int HeadLength = 6;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out StripFrame frame, out int used)
    {
        frame = null!;
        used = 0;
        if ((bytes.Length > 2 && bytes[2] != 0xBB) || (bytes.Length > 3 && bytes[3] != 0x51) || (bytes.Length > 4 && bytes[4] != 0x54))
        {
            return FrameFinding.Noise;
        }

        var length = bytes.Length > HeadLength ? bytes[HeadLength..].IndexOf((byte)0xFF) : -1;
        if (length < 0)
        {
            return bytes.Length > HeadLength + 5 + StripFrameWriter.LongestText ? FrameFinding.Wrong : FrameFinding.Unfinished;
        }

        var body = bytes.Slice(HeadLength, length);
        if (length < 5 || StripFrameWriter.Sum(body) != bytes[HeadLength - 1])
        {
            return FrameFinding.Wrong;
        }

        frame = new StripFrame(bytes[1], Convert.ToHexString(body));
        used = HeadLength + length + 1;
        return FrameFinding.Frame;
    }
}
