namespace Hall.Devices.Ff68;

/// <summary>
/// Knows our own frames when an adapter with local echo sends them back. An acknowledged key is echoed as the very frame that a pad
/// would send, so without this every acknowledgement would be a press.
/// </summary>
/// <param name="window">How long after a frame has left the wire its echo may come.</param>
/// <param name="baudRate">Bits per second; ten bits a byte.</param>
/// <param name="timeProvider">The clock.</param>
internal sealed class Ff68Echoes(TimeSpan window, int baudRate, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly List<(Ff68Frame Frame, TimeSpan Until)> _expected = [];
    private readonly long _start = timeProvider.GetTimestamp();
    private TimeSpan _wireFreeAt;

    /// <summary>A frame of ours is about to be written.</summary>
    public void Note(Ff68Frame frame)
    {
        lock (_gate)
        {
            // Frames queue in the port's buffer: the echo of the last comes after all of them have crossed the wire.
            var now = timeProvider.GetElapsedTime(_start);
            var bits = (frame.Payload.Length + 8) * 10;
            _wireFreeAt = (_wireFreeAt > now ? _wireFreeAt : now) + TimeSpan.FromSeconds((double)bits / baudRate);
            _expected.RemoveAll(echo => echo.Until < now);
            _expected.Add((frame, _wireFreeAt + window));
        }
    }

    /// <summary>Whether a frame just read is ours. Each frame written is recognised once.</summary>
    public bool Take(Ff68Frame frame)
    {
        lock (_gate)
        {
            var now = timeProvider.GetElapsedTime(_start);
            _expected.RemoveAll(echo => echo.Until < now);
            var index = _expected.FindIndex(echo => echo.Frame == frame);
            if (index >= 0)
            {
                _expected.RemoveAt(index);
            }

            return index >= 0;
        }
    }

    /// <summary>The line was closed: nothing comes back any more.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _expected.Clear();
            _wireFreeAt = TimeSpan.Zero;
        }
    }
}
