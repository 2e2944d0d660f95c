using System.Text.Json.Serialization;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Counters;

/// <summary>What a counter is doing.</summary>
public enum CounterState
{
    /// <summary>Nobody works there.</summary>
    Closed,

    /// <summary>Open, nobody called.</summary>
    Idle,

    /// <summary>Someone was called and has not come yet.</summary>
    Calling,

    /// <summary>Someone is served.</summary>
    Serving,

    /// <summary>Open, but calls nobody for a while.</summary>
    Paused,
}

/// <summary>The pad's minute: whose leg may be rated at this counter, and until when.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Leg">Its leg at this counter.</param>
/// <param name="AskedAt">When the pad began to ask, UTC.</param>
/// <param name="Until">When the minute ends, UTC.</param>
public sealed record RatingWindow(TicketId Ticket, int Leg, DateTimeOffset AskedAt, DateTimeOffset Until);

/// <summary>A window and what happens at it. Immutable.</summary>
public sealed record Counter
{
    /// <summary>
    /// A pause that is longer than this, minutes, is a long one: those who were sent to the counter need not wait for its end.
    /// </summary>
    public const int LongPauseMinutes = 10;

    /// <summary>The number over the window.</summary>
    public required CounterId Id { get; init; }

    /// <summary>Where it stands.</summary>
    public required ZoneCode Zone { get; init; }

    /// <summary>What it is doing.</summary>
    public CounterState State { get; init; }

    /// <summary>Who works there; null when closed.</summary>
    public StaffNumber? Teller { get; init; }

    /// <summary>The ticket called or served here; null otherwise.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>When its teller opened it, UTC; null when closed, and where it was opened before that was kept.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Why it is paused; null otherwise.</summary>
    public string? PauseReason { get; init; }

    /// <summary>How long the pause was to take, minutes; null when it is not paused, and where nobody said.</summary>
    public int? PauseMinutes { get; init; }

    /// <summary>
    /// Until when those who were sent to this counter wait for it although it is closed or paused, UTC; null where the teller did not say.
    /// </summary>
    public DateTimeOffset? KeepsSentUntil { get; init; }

    /// <summary>Since when it has been in its state, UTC.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>Idle time of the business day so far, not counting the present stretch.</summary>
    public TimeSpan IdleToday { get; init; }

    /// <summary>
    /// Time with a citizen (walk and service) of the business day, not counting the present stretch, nor stretches that somebody forgot to
    /// end.
    /// </summary>
    public TimeSpan BusyToday { get; init; }

    /// <summary>Services completed here today.</summary>
    public int CompletedToday { get; init; }

    /// <summary>
    /// Those of <see cref="CompletedToday"/> that were forgotten: longer than the hall's <c>staleServiceMinutes</c>, and left out of every
    /// average.
    /// </summary>
    public int ForgottenToday { get; init; }

    /// <summary>No-shows here today.</summary>
    public int NoShowsToday { get; init; }

    /// <summary>Tickets with a priority that it has called in a row; 0 after a regular one.</summary>
    public int PriorityInRow { get; init; }

    /// <summary>The zone that it helps: its last call was for it; null when it served its own.</summary>
    public ZoneCode? Helping { get; init; }

    /// <summary>The pad's minute; null before the first completion.</summary>
    public RatingWindow? Feedback { get; init; }

    /// <summary>What an undo would take back; null when there is nothing.</summary>
    [JsonIgnore]
    public LastAction? LastAction { get; init; }

    /// <summary>Whether it is free to call.</summary>
    [JsonIgnore]
    public bool IsFree => State == CounterState.Idle;

    /// <summary>
    /// Since when nobody can count on this counter, UTC: it was closed, or its pause is a long one by what was said or by its length. Null
    /// while one can.
    /// </summary>
    /// <param name="now">The hall's time, UTC.</param>
    public DateTimeOffset? AwaySince(DateTimeOffset now) => State switch
    {
        CounterState.Closed => Since,
        CounterState.Paused when PauseMinutes > LongPauseMinutes => Since,
        CounterState.Paused when Since.AddMinutes(LongPauseMinutes) <= now => Since.AddMinutes(LongPauseMinutes),
        _ => null,
    };

    /// <summary>
    /// Whether those who were sent to this counter are given back to all who may serve them: it is away, and its teller does not keep them,
    /// or no longer.
    /// </summary>
    /// <param name="now">The hall's time, UTC.</param>
    public bool GivesBack(DateTimeOffset now) => AwaySince(now) is not null && (KeepsSentUntil is not { } until || until <= now);
}

/// <summary>What a teller did last, with the state before it, so that it can be undone.</summary>
/// <param name="Action">The event's name, such as <c>service-completed</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="TicketBefore">The ticket before it; null when it concerned no ticket.</param>
/// <param name="TicketAfter">The ticket after it; undo is refused when it has changed since.</param>
/// <param name="CounterBefore">The counter before it, itself without a last action.</param>
public sealed record LastAction(string Action, DateTimeOffset At, Ticket? TicketBefore, Ticket? TicketAfter, Counter CounterBefore);
