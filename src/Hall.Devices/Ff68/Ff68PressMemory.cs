namespace Hall.Devices.Ff68;

/// <summary>Tells a retransmission from a second press. A pad that hears no acknowledgement sends the same frame again.</summary>
internal sealed class Ff68PressMemory(Ff68Timing timing, TimeProvider timeProvider)
{
    private readonly Lock gate = new();
    private readonly Dictionary<Ff68Frame, Remembered> presses = [];
    private long? lineDownSince;

    public enum Sighting
    {
        /// <summary>A new press, or one that could not be recorded and comes again: record it.</summary>
        Record,

        /// <summary>A repeat of a press that is being recorded: it will be acknowledged by and by.</summary>
        BeingRecorded,

        /// <summary>A repeat of a press that is safe: acknowledge again.</summary>
        Safe,
    }

    private enum Stage
    {
        BeingRecorded,
        Safe,
        NotRecorded,
    }

    /// <summary>A press was read. The span counts from the last time it was, so a pad that never hears us stays one press.</summary>
    /// <param name="frame">The press.</param>
    /// <param name="id">The identifier of the press, the old one when it is a repeat.</param>
    public Sighting See(Ff68Frame frame, out Guid id)
    {
        lock (gate)
        {
            var now = timeProvider.GetTimestamp();
            Forget(now);
            if (!presses.TryGetValue(frame, out var known))
            {
                id = Guid.CreateVersion7(timeProvider.GetUtcNow());
                presses[frame] = new Remembered(id, Stage.BeingRecorded, now);
                return Sighting.Record;
            }

            id = known.Id;
            var stage = known.Stage == Stage.NotRecorded ? Stage.BeingRecorded : known.Stage;
            presses[frame] = known with { Stage = stage, LastSeen = now };
            return known.Stage switch
            {
                Stage.NotRecorded => Sighting.Record,
                Stage.BeingRecorded => Sighting.BeingRecorded,
                _ => Sighting.Safe,
            };
        }
    }

    /// <summary>The recording of a press has ended.</summary>
    public void Settle(Ff68Frame frame, bool isSafe)
    {
        lock (gate)
        {
            if (presses.TryGetValue(frame, out var known))
            {
                var stage = isSafe ? Stage.Safe : Stage.NotRecorded;
                presses[frame] = known with { Stage = stage, LastSeen = timeProvider.GetTimestamp() };
            }
        }
    }

    public void LineDown()
    {
        lock (gate)
        {
            Forget(timeProvider.GetTimestamp());
            lineDownSince = timeProvider.GetTimestamp();
        }
    }

    /// <summary>
    /// The time without a line does not count: a pad whose acknowledgement was lost with the line repeats when it is back, and what
    /// it repeats is the same press.
    /// </summary>
    public void LineUp()
    {
        lock (gate)
        {
            if (lineDownSince is not null)
            {
                lineDownSince = null;
                var now = timeProvider.GetTimestamp();
                foreach (var frame in presses.Keys.ToArray())
                {
                    presses[frame] = presses[frame] with { LastSeen = now };
                }
            }
        }
    }

    private void Forget(long now)
    {
        if (lineDownSince is not null)
        {
            return;
        }

        foreach (var (frame, known) in presses)
        {
            var span = Ff68Press.IsRating(frame) ? timing.RatingRepeat : timing.KeyRepeat;
            if (known.Stage != Stage.BeingRecorded && timeProvider.GetElapsedTime(known.LastSeen, now) > span)
            {
                presses.Remove(frame);
            }
        }
    }

    private sealed record Remembered(Guid Id, Stage Stage, long LastSeen);
}
