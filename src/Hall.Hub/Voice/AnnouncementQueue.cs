namespace Hall.Hub.Voice;

/// <summary>An announcement that waits for its turn. Its age counts by the steady clock, which no correction of the time moves.</summary>
/// <param name="Announcement">What is announced.</param>
/// <param name="QueuedAt">When it came, <see cref="TimeProvider.GetTimestamp"/>.</param>
/// <param name="AgeThen">How long ago it had been called by then.</param>
internal sealed record QueuedAnnouncement(Announcement Announcement, long QueuedAt, TimeSpan AgeThen);

/// <summary>The announcements of one loudspeaker in order. Not safe for several threads; its loudspeaker is.</summary>
internal sealed class AnnouncementQueue(TimeProvider time)
{
    /// <summary>Announcements that may wait; beyond it the oldest passes, which is shown all the same.</summary>
    public const int Most = 64;

    /// <summary>From this age on only number and window are said.</summary>
    public static readonly TimeSpan ShortAfter = TimeSpan.FromSeconds(15);

    /// <summary>From this age on it is only shown.</summary>
    public static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(30);

    private readonly LinkedList<QueuedAnnouncement> _waiting = new();
    private long _last = long.MinValue;

    /// <summary>How many wait.</summary>
    public int Count => _waiting.Count;

    /// <summary>The next; null when none waits.</summary>
    public QueuedAnnouncement? First => _waiting.First?.Value;

    /// <summary>How long ago it was called.</summary>
    public TimeSpan AgeOf(QueuedAnnouncement queued) => queued.AgeThen + time.GetElapsedTime(queued.QueuedAt);

    /// <summary>Appends an announcement; one that came before, by its sequence, is ignored.</summary>
    public void Add(Announcement announcement, TimeSpan age)
    {
        if (announcement.Sequence > _last)
        {
            _last = announcement.Sequence;
            _waiting.AddLast(new QueuedAnnouncement(announcement, time.GetTimestamp(), age > TimeSpan.Zero ? age : TimeSpan.Zero));
        }
    }

    /// <summary>Begins the next, which waits no longer.</summary>
    public void Take() => _waiting.RemoveFirst();

    /// <summary>Nobody heard it: it is the next again.</summary>
    public void PutBack(QueuedAnnouncement queued) => _waiting.AddFirst(queued);

    /// <summary>Takes out those that are no longer to be said.</summary>
    public void Withdraw(Func<Announcement, bool> isWithdrawn)
    {
        foreach (var queued in _waiting.Where(queued => isWithdrawn(queued.Announcement)).ToList())
        {
            _waiting.Remove(queued);
        }
    }

    /// <summary>Takes out those whose time has passed, and the oldest of too many.</summary>
    public IReadOnlyList<QueuedAnnouncement> TakePassed()
    {
        var passed = _waiting.Where(queued => AgeOf(queued) >= SilentAfter).ToList();
        passed.AddRange(_waiting.Except(passed).Take(_waiting.Count - passed.Count - Most));
        passed.ForEach(queued => _waiting.Remove(queued));
        return passed;
    }
}
