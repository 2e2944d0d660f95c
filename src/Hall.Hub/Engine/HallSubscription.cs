using System.Threading.Channels;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Snapshots;

namespace Hall.Hub.Engine;

/// <summary>One listener of a hall: bounded, and told when it has fallen behind.</summary>
public sealed class HallSubscription : IHallSubscription
{
    /// <summary>So many entries a listener may be behind, unless a hub is told otherwise.</summary>
    public const int UsualBound = 8_192;

    private readonly Channel<JournalEntry> _entries;
    private readonly Action<HallSubscription> _leave;
    private volatile bool _isOver;

    internal HallSubscription(HallSnapshot snapshot, IEnumerable<JournalEntry> since, int bound, Action<HallSubscription> leave)
    {
        (Snapshot, _leave) = (snapshot, leave);
        _entries = Channel.CreateBounded<JournalEntry>(
            new BoundedChannelOptions(bound) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });
        foreach (var entry in since)
        {
            Offer(entry);
        }
    }

    /// <inheritdoc />
    public HallSnapshot Snapshot { get; }

    /// <inheritdoc />
    public ChannelReader<JournalEntry> Entries => _entries.Reader;

    /// <inheritdoc />
    public bool IsOver => _isOver;

    /// <inheritdoc />
    public void Dispose()
    {
        _leave(this);
        _entries.Writer.TryComplete();
    }

    /// <summary>Sends the listener away to subscribe anew.</summary>
    internal void End()
    {
        _isOver = true;
        _entries.Writer.TryComplete(new SubscriptionOverrunException());
    }

    /// <summary>Hands an entry on; a full channel ends the subscription, so that a slow screen never holds the hall up.</summary>
    /// <returns>Whether it goes on listening.</returns>
    internal bool Offer(JournalEntry entry)
    {
        if (!_entries.Writer.TryWrite(entry))
        {
            End();
        }

        return !_isOver;
    }
}
