using Hall.Devices.Framing;

namespace Hall.Devices.QSystem;

/// <summary>One frame, <c>01 ADDR … 07</c>, without its wrapping, kept in place so that reading it allocates nothing.</summary>
/// <param name="Address">The device's address.</param>
/// <param name="Length">How many bytes stand between address and end.</param>
/// <param name="First">The first of them: a key, or a lamp's mode.</param>
public readonly record struct QSystemFrame(byte Address, int Length, byte First)
{
    /// <summary>What stands among the last frames.</summary>
    public override string ToString() =>
        Length == 1 ? FormattableString.Invariant($"{Address}: key {First:X2}") : FormattableString.Invariant($"{Address}: not understood");
}

/// <summary>
/// Reads <c>01 ADDR … 07</c>; what stands between has no byte below 20, so a lost end cannot hide the next frame. There is no sum: a
/// damaged byte that is still a key cannot be told from that key, so the keys of a line believe only what the configuration knows.
/// </summary>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public sealed class QSystemFrameReader(Action<FrameFault>? onFault = null) : FrameScan<QSystemFrame>(Begin, LongestText + 3, onFault)
{
    internal const byte Begin = 0x01;
    internal const byte End = 0x07;

    /// <summary>The longest text of a board in bytes.</summary>
    public const int LongestText = 64;

    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out QSystemFrame frame, out int used)
    {
        frame = default;
        used = 0;
        if (bytes.Length < 3)
        {
            return FrameFinding.Unfinished;
        }

        var rest = bytes[2..];
        var length = rest.IndexOfAnyInRange((byte)0, (byte)0x1F);
        if (length < 0)
        {
            return rest.Length > LongestText ? FrameFinding.Wrong : FrameFinding.Unfinished;
        }

        if (length == 0 || rest[length] != End)
        {
            return length == 0 ? FrameFinding.Noise : FrameFinding.Wrong;
        }

        frame = new QSystemFrame(bytes[1], length, rest[0]);
        used = length + 3;
        return FrameFinding.Frame;
    }
}
