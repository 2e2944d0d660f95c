namespace Hall.Devices.Lines;

/// <summary>A frame that went over a line.</summary>
/// <param name="At">When.</param>
/// <param name="IsSent">Sent by us; otherwise read.</param>
/// <param name="Bytes">Its bytes as hexadecimal; empty where they are kept from being read, such as those of a rating.</param>
/// <param name="Meaning">What it says.</param>
public sealed record FrameNote(DateTimeOffset At, bool IsSent, string Bytes, string Meaning);

/// <summary>What is noted of a frame.</summary>
/// <param name="Bytes">Of its bytes those that may be seen.</param>
/// <param name="Meaning">What it says.</param>
public readonly record struct NotedFrame(byte[] Bytes, string Meaning);

/// <summary>The last frames of a line, for those who look for a fault. Safe for many threads.</summary>
/// <param name="timeProvider">The clock.</param>
/// <param name="meaningOfSent">Says what bytes that were sent mean; null for the bytes alone.</param>
public sealed class FrameLog(TimeProvider timeProvider, Func<byte[], string>? meaningOfSent = null)
{
    /// <summary>How many are kept.</summary>
    public const int Most = 200;

    /// <summary>A picture for a board is long, and its beginning says what it is.</summary>
    private const int MostBytes = 48;

    private readonly Lock _gate = new();
    private readonly Queue<FrameNote> _notes = new(Most);

    /// <summary>The last frames, the oldest first.</summary>
    public IReadOnlyList<FrameNote> Last
    {
        get
        {
            lock (_gate)
            {
                return [.. _notes];
            }
        }
    }

    /// <summary>Notes a frame.</summary>
    public void Add(bool isSent, ReadOnlySpan<byte> bytes, string meaning)
    {
        var shown = Convert.ToHexString(bytes[..Math.Min(bytes.Length, MostBytes)]) + (bytes.Length > MostBytes ? "…" : "");
        lock (_gate)
        {
            if (_notes.Count == Most)
            {
                _notes.Dequeue();
            }

            _notes.Enqueue(new(timeProvider.GetUtcNow(), isSent, shown, meaning));
        }
    }

    /// <summary>Notes bytes that were sent.</summary>
    public void Sent(ReadOnlySpan<byte> bytes) => Add(isSent: true, bytes, meaningOfSent?.Invoke(bytes.ToArray()) ?? "");
}
