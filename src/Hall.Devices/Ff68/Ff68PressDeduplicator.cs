namespace Hall.Devices.Ff68;

/// <summary>Tells a retransmission from a second press. A pad that hears no acknowledgement sends the same frame again.</summary>
internal sealed class Ff68PressDeduplicator(Ff68Timing timing, TimeProvider timeProvider)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<Ff68Frame, Remembered> _presses = [];
    private long? _lineDownSince;

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
        lock (_gate)
        {
            var now = timeProvider.GetTimestamp();
            Forget(now);
            if (!_presses.TryGetValue(frame, out var known))
            {
                id = Guid.CreateVersion7(timeProvider.GetUtcNow());
                _presses[frame] = new Remembered(id, Stage.BeingRecorded, now, IsAcknowledged: false);
                return Sighting.Record;
            }

            id = known.Id;
            var stage = known.Stage == Stage.NotRecorded ? Stage.BeingRecorded : known.Stage;
            _presses[frame] = known with { Stage = stage, LastSeen = now };
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
        lock (_gate)
        {
            if (_presses.TryGetValue(frame, out var known))
            {
                var stage = isSafe ? Stage.Safe : Stage.NotRecorded;
                _presses[frame] = known with { Stage = stage, LastSeen = timeProvider.GetTimestamp() };
            }
        }
    }

    /// <summary>The acknowledgement of a press was written to a line that took it.</summary>
    public void Acknowledged(Ff68Frame frame)
    {
        lock (_gate)
        {
            if (_presses.TryGetValue(frame, out var known))
            {
                _presses[frame] = known with { IsAcknowledged = true };
            }
        }
    }

    /// <summary>
    /// A pad is asked for a rating: another citizen's, so what it was acknowledged before is over, however soon the same value comes. One
    /// that was never acknowledged is still being repeated, and stays what it is.
    /// </summary>
    public void Asked(byte address) => ForgetRatings(frame => frame.Address == address);

    public void LineDown()
    {
        lock (_gate)
        {
            Forget(timeProvider.GetTimestamp());
            _lineDownSince = timeProvider.GetTimestamp();
        }
    }

    /// <summary>
    /// The time without a line does not count: a pad whose acknowledgement was lost with the line repeats when it is back, and what
    /// it repeats is the same press. A rating that was acknowledged is only so after a short outage: after a long one whoever presses the
    /// same is somebody else. A press that was never acknowledged, and a key, stay the same press however long the outage: the pad has been
    /// repeating all the time, and a citizen must not be called twice.
    /// </summary>
    public void LineUp()
    {
        lock (_gate)
        {
            if (_lineDownSince is { } since)
            {
                _lineDownSince = null;
                var now = timeProvider.GetTimestamp();
                if (timeProvider.GetElapsedTime(since, now) > timing.RatingOutage)
                {
                    ForgetRatings(_ => true);
                }

                foreach (var frame in _presses.Keys.ToArray())
                {
                    _presses[frame] = _presses[frame] with { LastSeen = now };
                }
            }
        }
    }

    private void ForgetRatings(Func<Ff68Frame, bool> which)
    {
        lock (_gate)
        {
            bool IsOver(Ff68Frame frame) =>
                Ff68Press.IsRating(frame) && which(frame) && _presses[frame] is { Stage: Stage.Safe, IsAcknowledged: true };

            foreach (var frame in _presses.Keys.Where(IsOver).ToArray())
            {
                _presses.Remove(frame);
            }
        }
    }

    private void Forget(long now)
    {
        if (_lineDownSince is not null)
        {
            return;
        }

        foreach (var (frame, known) in _presses)
        {
            var span = Ff68Press.IsRating(frame) ? timing.RatingRepeat : timing.KeyRepeat;
            if (known.Stage != Stage.BeingRecorded && timeProvider.GetElapsedTime(known.LastSeen, now) > span)
            {
                _presses.Remove(frame);
            }
        }
    }

    private sealed record Remembered(Guid Id, Stage Stage, long LastSeen, bool IsAcknowledged);
}
