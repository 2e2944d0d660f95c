using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.Tickets;

namespace Hall.Core.State;

/// <summary>
/// The whole state at one sequence, written down at the opening of each business day, so that a start reads one of these and
/// the events after it, however many years lie before. What a teller could still undo is not part of it.
/// </summary>
public sealed record OpeningState
{
    /// <summary>Sequence of the last event in it.</summary>
    public required long Sequence { get; init; }

    /// <summary>When that event happened, UTC.</summary>
    public required DateTimeOffset LastEventAt { get; init; }

    /// <summary>Configuration in force.</summary>
    public required HallConfiguration Configuration { get; init; }

    /// <summary>
    /// Services that the configuration lacks and tickets carry; null when there are none, and in what was written before they were kept.
    /// </summary>
    public IReadOnlyList<WithdrawnService>? Withdrawn { get; init; }

    /// <summary>
    /// Sequence of the event that put it in force; null in what was written before it was kept, where the opening's own sequence stands
    /// for it: whoever began with an earlier document then compares anew.
    /// </summary>
    public long? ConfigurationSequence { get; init; }

    /// <summary>The business day.</summary>
    public required DateOnly BusinessDay { get; init; }

    /// <summary>When it was opened, UTC; null in what was written before that was kept.</summary>
    public DateTimeOffset? DayBeganAt { get; init; }

    /// <summary>Identifier of the next ticket.</summary>
    public required TicketId NextTicketId { get; init; }

    /// <summary>Number of the next request for help.</summary>
    public required long NextHelpRequest { get; init; }

    /// <summary>Tickets that are known.</summary>
    public required IReadOnlyList<Ticket> Tickets { get; init; }

    /// <summary>Counters.</summary>
    public required IReadOnlyList<Counter> Counters { get; init; }

    /// <summary>Calls per zone today.</summary>
    public required IReadOnlyDictionary<ZoneCode, long> ZoneCalls { get; init; }

    /// <summary>Last number per day and zone.</summary>
    public required IReadOnlyDictionary<DateOnly, Dictionary<ZoneCode, int>> LastNumbers { get; init; }

    /// <summary>
    /// Numbers of other days' tickets that are not given out on this one; null in what was written before they were kept.
    /// </summary>
    public IReadOnlyList<string>? NumbersOfOtherDays { get; init; }

    /// <summary>The day's totals.</summary>
    public required DayTotals Today { get; init; }

    /// <summary>Learned mean service times, seconds.</summary>
    public required IReadOnlyDictionary<ServiceCode, double> MeanServiceSeconds { get; init; }

    /// <summary>The last calls.</summary>
    public required IReadOnlyList<RecentCall> RecentCalls { get; init; }

    /// <summary>Open requests for help.</summary>
    public required IReadOnlyList<HelpRequested> HelpWanted { get; init; }

    /// <summary>The emergency for which the hall is closed; null when it is not, and in what was written before there were any.</summary>
    public HallClosed? Closing { get; init; }

    /// <summary>Matters and what belongs to them; null when there are none, and in what was written before there were any.</summary>
    public MatterBook? Matters { get; init; }

    /// <summary>Identifiers of presses seen, oldest first.</summary>
    public required IReadOnlyList<string> Presses { get; init; }
}
