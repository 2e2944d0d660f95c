using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Storage.Events;

namespace Hall.Storage.Journal;

/// <summary>What is read when a hall starts.</summary>
/// <param name="Opening">The last opening state; null before the first.</param>
/// <param name="After">The events after it, or all of them.</param>
/// <param name="Kept">Outcomes of the last 24 h under idempotency keys.</param>
public sealed record JournalContents(OpeningState? Opening, IEnumerable<JournalEntry> After, IReadOnlyList<IdempotentOutcome> Kept);

/// <summary>Where the hall's events are made durable.</summary>
public interface IJournal
{
    /// <summary>Completes once the batch is on the disk; throws when it is not, and then none of it is.</summary>
    Task CommitAsync(JournalBatch batch);

    /// <summary>Completes once something was written and taken to the disk, without changing anything; throws when it could not
    /// be.</summary>
    Task ProbeAsync();

    /// <summary>Reads a hall.</summary>
    JournalContents Read(HallId hall, DateTimeOffset keptSince);
}
