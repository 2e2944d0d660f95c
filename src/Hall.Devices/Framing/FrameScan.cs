using System.Buffers;

namespace Hall.Devices.Framing;

/// <summary>What <see cref="FrameScan{TFrame}"/> is told of the bytes from a possible beginning on.</summary>
public enum FrameFinding
{
    /// <summary>They begin with a whole frame.</summary>
    Frame,

    /// <summary>They never were a frame.</summary>
    Noise,

    /// <summary>They looked like a frame but something in it is wrong.</summary>
    Wrong,

    /// <summary>They may become a frame when more arrives.</summary>
    Unfinished,
}

/// <summary>
/// Looks for frames that begin with a certain byte. Whatever does not hold is skipped one byte at a time, so a frame behind noise, or
/// inside what a damaged length claimed, is found. Allocates nothing; what it copied is wiped before it returns.
/// </summary>
/// <param name="first">The byte every frame begins with.</param>
/// <param name="longest">The longest frame in bytes, at most 2048: more is never looked at, so a damaged length cannot swallow what
/// follows.</param>
/// <param name="onFault">Told of each thing that looked like a frame and was refused.</param>
public abstract class FrameScan<TFrame>(byte first, int longest, Action<FrameFault>? onFault) : IFrameReader<TFrame>
{
    private const int MostBytes = 2048;
    private readonly int _longest = longest is > 0 and <= MostBytes ? longest : throw new ArgumentOutOfRangeException(nameof(longest));

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out TFrame frame)
    {
        Span<byte> window = stackalloc byte[_longest];
        try
        {
            return Scan(ref buffer, window, lineIdle, out frame);
        }
        finally
        {
            window.Clear();
        }
    }

    /// <summary>Judges the bytes from a possible beginning on; the first of them is right.</summary>
    /// <param name="bytes">As many as have arrived, but not more than the longest frame has.</param>
    /// <param name="lineIdle">Nothing more will arrive.</param>
    /// <param name="frame">The frame, when there is one.</param>
    /// <param name="used">How many bytes it has.</param>
    protected abstract FrameFinding Examine(ReadOnlySpan<byte> bytes, bool lineIdle, out TFrame frame, out int used);

    private bool Scan(ref ReadOnlySequence<byte> buffer, Span<byte> window, bool lineIdle, out TFrame frame)
    {
        while (buffer.PositionOf(first) is { } start)
        {
            buffer = buffer.Slice(start);
            var length = (int)Math.Min(buffer.Length, _longest);
            var candidate = buffer.FirstSpan.Length >= length ? buffer.FirstSpan[..length] : Copied(buffer, window[..length]);
            switch (Examine(candidate, lineIdle, out frame, out var used))
            {
                case FrameFinding.Frame:
                    buffer = buffer.Slice(used);
                    return true;
                case FrameFinding.Unfinished when !lineIdle:
                    return false;
                case FrameFinding.Unfinished:
                    onFault?.Invoke(FrameFault.Half);
                    break;
                case FrameFinding.Wrong:
                    onFault?.Invoke(FrameFault.Wrong);
                    break;
                default:
                    break;
            }

            buffer = buffer.Slice(1);
        }

        buffer = buffer.Slice(buffer.End);
        frame = default!;
        return false;
    }

    private static ReadOnlySpan<byte> Copied(ReadOnlySequence<byte> buffer, Span<byte> window)
    {
        buffer.Slice(0, window.Length).CopyTo(window);
        return window;
    }
}
