namespace Hall.Core.Events;

/// <summary>An event as the journal holds it.</summary>
/// <param name="Sequence">Its place in the hall, from 1 without gaps.</param>
/// <param name="At">When it happened, UTC, whole milliseconds.</param>
/// <param name="Event">What happened.</param>
public sealed record JournalEntry(long Sequence, DateTimeOffset At, HallEvent Event);
