using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Storage.Events;

/// <summary>An outcome that is kept for 24 h under its idempotency key.</summary>
/// <param name="Idempotency">The key.</param>
/// <param name="Outcome">The first answer.</param>
public sealed record IdempotentOutcome(Idempotency Idempotency, HallOutcome Outcome);

/// <summary>What one turn of a hall's loop wants to be made durable, all of it or none.</summary>
/// <param name="Hall">The hall.</param>
/// <param name="Entries">Events in order.</param>
/// <param name="Tickets">The tickets that changed, as they stand after the last event.</param>
/// <param name="Openings">States as of the opening of a business day within the batch.</param>
/// <param name="Kept">Outcomes under idempotency keys.</param>
public sealed record JournalBatch(
    HallId Hall, IReadOnlyList<JournalEntry> Entries, IReadOnlyCollection<Ticket> Tickets, IReadOnlyList<OpeningState> Openings,
    IReadOnlyList<IdempotentOutcome> Kept)
{
    /// <summary>The hall's configuration after the last event, for what reports add up by zone and local time; null before the
    /// founding.</summary>
    public HallPlan? Plan { get; init; }
}

/// <summary>Another program writes the same hall: this one must stop.</summary>
public sealed class SecondWriterException(HallId hall, Exception inner)
    : Exception($"Another program writes the journal of hall {hall}; this hub stops serving it so that nothing is written twice.", inner);
