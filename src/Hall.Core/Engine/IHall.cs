using System.Threading.Channels;
using Hall.Core.Commands;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>A snapshot and the committed events after it. Dispose it to stop listening.</summary>
public interface IHallSubscription : IDisposable
{
    /// <summary>The hall at <see cref="HallSnapshot.Version"/>.</summary>
    HallSnapshot Snapshot { get; }

    /// <summary>
    /// Every entry after the snapshot, in order, once. Bounded: a reader that falls behind finds the channel completed with
    /// <see cref="SubscriptionOverrunException"/> and subscribes anew.
    /// </summary>
    ChannelReader<JournalEntry> Entries { get; }

    /// <summary>
    /// Whether the hall hands nothing more out here, because the reader fell behind or the hall was read anew. <see cref="Entries"/> may
    /// hold old entries all the same: a reader that has taken none of them yet does better to subscribe anew.
    /// </summary>
    bool IsOver { get; }
}

/// <summary>A reader fell too far behind and must subscribe anew.</summary>
public sealed class SubscriptionOverrunException()
    : Exception("The reader fell behind; subscribe anew to get a snapshot and go on from there.");

/// <summary>The change could not be made durable; nothing has changed. The caller may try again.</summary>
public sealed class JournalUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>The idempotency key was used with another body.</summary>
public sealed class IdempotencyConflictException() : Exception("This idempotency key was used with another body.");

/// <summary>
/// One hall. Every change goes through <see cref="ExecuteAsync"/>, and is answered only once it is durable. What it hands out
/// is immutable. An actor on a cluster could stand behind it.
/// </summary>
public interface IHall
{
    /// <summary>The hall's name in addresses.</summary>
    HallId Id { get; }

    /// <summary>The latest committed state; at most some tens of milliseconds old.</summary>
    HallSnapshot Snapshot { get; }

    /// <summary>The hall's time, UTC: what the next event would carry.</summary>
    DateTimeOffset Now { get; }

    /// <summary>Carries a command out, or says which rule forbids it.</summary>
    /// <exception cref="JournalUnavailableException">It could not be made durable; nothing has changed.</exception>
    /// <exception cref="IdempotencyConflictException">The key was used with another body.</exception>
    Task<HallOutcome> ExecuteAsync(HallCommand command, Idempotency? idempotency = null, CancellationToken cancellationToken = default);

    /// <summary>Answers a question from committed state.</summary>
    Task<TAnswer> AskAsync<TAnswer>(HallQuery<TAnswer> query, CancellationToken cancellationToken = default);

    /// <summary>A snapshot and the changes after it, taken under one lock.</summary>
    IHallSubscription Subscribe();
}

/// <summary>The halls of this hub.</summary>
public interface IHallDirectory
{
    /// <summary>All halls.</summary>
    IReadOnlyCollection<IHall> All { get; }

    /// <summary>A hall; null when there is none.</summary>
    IHall? Find(HallId hall);
}
