using Hall.Devices.Framing;

namespace Hall.Devices.AsciiPads;

/// <summary>What an ASCII pad answered.</summary>
/// <param name="Result">The character after SE20.</param>
public readonly record struct AsciiPadResult(char Result)
{
    /// <summary>Which result it was is not said: this stands in logs of frames.</summary>
    public override string ToString() => "rating";
}

/// <summary>
/// Reads <c>SE20</c> and one letter or digit. There is no sum and no end: a damaged result that is still a letter or digit cannot be
/// told from another one, so only results the configuration knows become ratings.
/// </summary>
/// <param name="onFault">Told of each thing that looked like an answer and was refused.</param>
public sealed class AsciiPadReader(Action<FrameFault>? onFault = null) : FrameScan<AsciiPadResult>((byte)'S', 5, onFault)
{
    protected override FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out AsciiPadResult frame, out int used)
    {
        frame = default;
        used = 5;
        if (!"SE20"u8[..Math.Min(4, bytes.Length)].SequenceEqual(bytes[..Math.Min(4, bytes.Length)]))
        {
            return FrameFinding.Noise;
        }

        if (bytes.Length < 5)
        {
            return FrameFinding.Unfinished;
        }

        frame = new AsciiPadResult((char)bytes[4]);
        // An S begins the next answer: the result before it was lost.
        return char.IsAsciiLetterOrDigit(frame.Result) && frame.Result != 'S' ? FrameFinding.Frame : FrameFinding.Wrong;
    }
}
