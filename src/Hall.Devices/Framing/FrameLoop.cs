using System.IO.Pipelines;
using Hall.Devices.Supervision;

namespace Hall.Devices.Framing;

/// <summary>Reads a line to its end, frame by frame, and notices when it falls silent.</summary>
public static class FrameLoop
{
    /// <summary>Completes when the line ends; throws what broke it, or when cancelled.</summary>
    /// <param name="input">The line.</param>
    /// <param name="reader">Finds the frames.</param>
    /// <param name="onFrame">Gets each frame, one after another; must return soon.</param>
    /// <param name="idleAfter">Silence after which unfinished bytes are given up, or taken as they are.</param>
    /// <param name="timeProvider">The clock and the timer.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <param name="onNoise">Told of bytes that made no frame, such as all of a line with the wrong speed; those right before a frame are
    /// not counted.</param>
    public static async Task RunAsync<TFrame>(
        PipeReader input, IFrameReader<TFrame> reader, Action<TFrame> onFrame, TimeSpan idleAfter, TimeProvider timeProvider,
        CancellationToken cancellationToken, Action<long>? onNoise = null)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(onFrame);
        ArgumentNullException.ThrowIfNull(timeProvider);

        // The timer cancels the pending read, never a read of the device, so no byte can be lost by it.
        using var silence = timeProvider.CreateTimer(
            _ => input.CancelPendingRead(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        var held = 0L;
        var lastByteAt = timeProvider.GetTimestamp();
        while (true)
        {
            var result = await input.ReadAsync(cancellationToken).ConfigureAwait(false);
            var buffer = result.Buffer;
            if (buffer.Length > held)
            {
                lastByteAt = timeProvider.GetTimestamp();
            }

            // The timer may fire just when bytes arrive, so silence is measured, not assumed.
            var isIdle = result.IsCompleted || timeProvider.GetElapsedTime(lastByteAt) >= idleAfter;
            var unread = buffer.Length;
            while (reader.TryRead(ref buffer, isIdle, out var frame))
            {
                onFrame(frame);
                unread = buffer.Length;
            }

            held = buffer.Length;
            if (unread > held)
            {
                onNoise?.Invoke(unread - held);
            }

            input.AdvanceTo(buffer.Start, buffer.End);
            if (result.IsCompleted)
            {
                return;
            }

            silence.Change(held == 0 ? Timeout.InfiniteTimeSpan : isIdle ? idleAfter : UntilIdle(lastByteAt), Timeout.InfiniteTimeSpan);
        }

        TimeSpan UntilIdle(long since) => TimerSpan.Until(idleAfter - timeProvider.GetElapsedTime(since));
    }
}
