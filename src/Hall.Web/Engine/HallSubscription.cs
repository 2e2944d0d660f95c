using System.Threading.Channels;
using Hall.Core.Engine;
using Hall.Core.Snapshots;

namespace Hall.Web.Engine;

/// <summary>One listener of a hall: bounded, and told when it has fallen behind.</summary>
public sealed class HallSubscription : IHallSubscription
{
    private const int Bound = 8_192;
    private readonly Channel<JournalEntry> _entries = Channel.CreateBounded<JournalEntry>(
        new BoundedChannelOptions(Bound) { SingleReader = true, SingleWriter = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly Action<HallSubscription> _leave;

    internal HallSubscription(HallSnapshot snapshot, IEnumerable<JournalEntry> since, Action<HallSubscription> leave)
    {
        (Snapshot, _leave) = (snapshot, leave);
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
    public void Dispose()
    {
        _leave(this);
        _entries.Writer.TryComplete();
    }

    /// <summary>Sends the listener away to subscribe anew.</summary>
    internal void End() => _entries.Writer.TryComplete(new SubscriptionOverrunException());

    /// <summary>Hands an entry on; a full channel ends the subscription, so that a slow screen never holds the hall up.</summary>
    internal bool Offer(JournalEntry entry) => _entries.Writer.TryWrite(entry) || !_entries.Writer.TryComplete(new SubscriptionOverrunException());
}
