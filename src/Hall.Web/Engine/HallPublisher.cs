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

    public HallPublisher(HallSnapshot snapshot) => _snapshot = snapshot;

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
                _listeners.RemoveAll(listener => !entries.All(listener.Offer));
            }
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
