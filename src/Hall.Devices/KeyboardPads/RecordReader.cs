using System.Buffers;
using Hall.Devices.Framing;

namespace Hall.Devices.KeyboardPads;

/// <summary>
/// Reads records that all have one length and neither a beginning nor a sum, as the kernel gives them for what is typed. It gives
/// whole records only; bytes that cannot be one are skipped until one fits again. Allocates nothing.
/// </summary>
/// <param name="length">The bytes of a record, at most 64.</param>
/// <param name="onFault">Told of each run of bytes that cannot be a record, and of a record that broke off.</param>
public abstract class RecordReader<TRecord>(int length, Action<FrameFault>? onFault) : IFrameReader<TRecord>
{
    private const int MostBytes = 64;
    private readonly int _length = length is > 0 and <= MostBytes ? length : throw new ArgumentOutOfRangeException(nameof(length));

    public bool TryRead(ref ReadOnlySequence<byte> buffer, bool lineIdle, out TRecord frame)
    {
        Span<byte> record = stackalloc byte[_length];
        var isSlipped = false;
        while (buffer.Length >= _length)
        {
            buffer.Slice(0, _length).CopyTo(record);
            if (IsRecord(record, out frame))
            {
                buffer = buffer.Slice(_length);
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

        frame = default!;
        return false;
    }

    /// <summary>Whether bytes of the right length can be a record, and which.</summary>
    protected abstract bool IsRecord(ReadOnlySpan<byte> bytes, out TRecord record);
}
