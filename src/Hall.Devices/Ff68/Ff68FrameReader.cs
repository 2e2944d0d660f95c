using Hall.Devices.Framing;

namespace Hall.Devices.Ff68;

/// <summary>
/// Reads <c>FF 68 LEN LEN 68 ADDR … CHK 16</c>; LEN counts from ADDR to before CHK, CHK is the sum of those bytes modulo 256.
/// After silence the trailing 16 may be missing.
/// </summary>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public sealed class Ff68FrameReader(Action<FrameFault>? onFault = null) : FrameScan<Ff68Frame>(0xFF, LongestFrame, onFault)
{
    private const int HeadLength = 5;
    private const int LongestFrame = HeadLength + Ff68Frame.MaximumLength + 2;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out Ff68Frame frame, out int used)
    {
        frame = default;
        used = 0;
        if (!HeadHolds(bytes))
        {
            return FrameFinding.Noise;
        }

        if (bytes.Length < HeadLength || bytes.Length < HeadLength + bytes[2] + 1)
        {
            return FrameFinding.Unfinished;
        }

        var body = bytes.Slice(HeadLength, bytes[2]);
        var rest = bytes[(HeadLength + body.Length)..];
        if (rest[0] != Ff68FrameWriter.Sum(body) || (rest.Length > 1 && rest[1] != 0x16))
        {
            return FrameFinding.Wrong;
        }

        // Only silence may stand in for the last byte; any other byte in its place means that the frame was damaged.
        if (rest.Length == 1 && !lineIdle)
        {
            return FrameFinding.Unfinished;
        }

        frame = new Ff68Frame(body[0], body[1..]);
        used = HeadLength + body.Length + Math.Min(rest.Length, 2);
        return FrameFinding.Frame;
    }

    /// <summary>Whether as much of the head as has arrived is as it should be.</summary>
    private static bool HeadHolds(ReadOnlySpan<byte> bytes) =>
        (bytes.Length < 2 || bytes[1] == 0x68)
        && (bytes.Length < 3 || bytes[2] is >= 1 and <= Ff68Frame.MaximumLength)
        && (bytes.Length < 4 || bytes[3] == bytes[2])
        && (bytes.Length < 5 || bytes[4] == 0x68);
}
