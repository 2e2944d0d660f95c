using Hall.Core.Engine;
using Hall.Core.Snapshots;

namespace Hall.Web.Engine;

/// <summary>
/// Hands out what is committed. The snapshot and the list of listeners stand under one lock, so that a new listener gets a
/// snapshot and exactly the entries after it.
/// </summary>
internal sealed class HallPublisher
{
    private readonly Lock _gate = new();
    private readonly List<JournalEntry> _sinceSnapshot = [];
    private readonly List<HallSubscription> _listeners = [];
    private volatile HallSnapshot _snapshot;

    private long _published;

    public HallPublisher(HallSnapshot snapshot) => (_snapshot, _published) = (snapshot, snapshot.Version);

    public HallSnapshot Snapshot => _snapshot;

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
            var subscription = new HallSubscription(_snapshot, _sinceSnapshot, Leave);
            _listeners.Add(subscription);
            return subscription;
        }
    }

    public void Publish(IReadOnlyList<JournalEntry> entries, HallSnapshot? snapshot)
    {
        lock (_gate)
        {
            if (snapshot is null)
            {
                _sinceSnapshot.AddRange(entries);
            }
            else
            {
                _sinceSnapshot.Clear();
                _snapshot = snapshot;
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
    public void Restart(HallSnapshot snapshot)
    {
        lock (_gate)
        {
            if (snapshot.Version != _published)
            {
                _listeners.ForEach(listener => listener.End());
                _listeners.Clear();
            }

            _sinceSnapshot.Clear();
            (_snapshot, _published) = (snapshot, snapshot.Version);
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
