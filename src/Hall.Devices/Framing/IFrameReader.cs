using System.Buffers;

namespace Hall.Devices.Framing;

/// <summary>Finds frames in what a line has delivered.</summary>
public interface IFrameReader<TFrame>
{
    /// <summary>
    /// Takes the next frame off the front of <paramref name="buffer"/>. Depends on nothing but its arguments; call it again until it
    /// returns false, then keep what is left in the buffer and come back with more bytes, or with <paramref name="lineIdle"/>.
    /// </summary>
    /// <param name="buffer">The bytes not yet used; on return without the frame and the noise before it.</param>
    /// <param name="lineIdle">The line has been silent long enough that what stands in the buffer is all there will be.</param>
    /// <param name="frame">The frame, when the result is true; holds no reference into the buffer.</param>
    bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out TFrame frame);
}
