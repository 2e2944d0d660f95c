using Hall.Core.Events;
using Hall.Core.Snapshots;

namespace Hall.Hub.Engine;

/// <summary>A snapshot with the machine's steady counter at the same moment: the two together tell the hall's time at any later one.</summary>
/// <param name="Snapshot">The hall.</param>
/// <param name="Stamp">The counter when <see cref="HallSnapshot.At"/> was read.</param>
internal sealed record Painted(HallSnapshot Snapshot, long Stamp)
{
    /// <summary>The hall's time, UTC.</summary>
    public DateTimeOffset Now(TimeProvider time) => Snapshot.At + time.GetElapsedTime(Stamp);
}

/// <summary>
/// Hands out what is committed. The snapshot and the list of listeners stand under one lock, so that a new listener gets a
/// snapshot and exactly the entries after it.
/// </summary>
internal sealed class HallPublisher
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _sinceSnapshot = [];
    private readonly List<HallSubscription> _listeners = [];
    private readonly int _mostBehind;
    private volatile Painted _painted;

    private long _published;

    public HallPublisher(Painted painted, int mostBehind) =>
        (_painted, _published, _mostBehind) = (painted, painted.Snapshot.Version, mostBehind);

    public Painted Painted => _painted;

    public HallSnapshot Snapshot => _painted.Snapshot;

    public int Listeners
    {
        get
        {
            lock (_gate)
            {
                return _listeners.Count;
            }
        }
    }

    public HallSubscription Subscribe()
    {
        lock (_gate)
        {
            var subscription = new HallSubscription(Snapshot, _sinceSnapshot, _mostBehind, Leave);
            _listeners.Add(subscription);
            return subscription;
        }
    }

    public void Publish(IReadOnlyList<JournalEntry> entries, Painted? painted)
    {
        lock (_gate)
        {
            if (painted is null)
            {
                _sinceSnapshot.AddRange(entries);
            }
            else
            {
                _sinceSnapshot.Clear();
                _painted = painted;
            }

            if (entries.Count > 0)
            {
                _published = entries[^1].Sequence;
                _listeners.RemoveAll(listener => !entries.All(listener.Offer));
            }
        }
    }

    /// <summary>
    /// Goes on from a state that was read from the journal. When a commit that seemed to fail is in it after all, nobody was
    /// told of its entries: the listeners are sent away to subscribe anew.
    /// </summary>
    public void Restart(Painted painted)
    {
        lock (_gate)
        {
            if (painted.Snapshot.Version != _published)
            {
                _listeners.ForEach(listener => listener.End());
                _listeners.Clear();
            }

            _sinceSnapshot.Clear();
            (_painted, _published) = (painted, painted.Snapshot.Version);
        }
    }

    private void Leave(HallSubscription subscription)
    {
        lock (_gate)
        {
            _listeners.Remove(subscription);
        }
    }
}
