using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Snapshots;

/// <summary>A waiting ticket as a list shows it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Ahead">How many of its zone would be called before it.</param>
/// <param name="Estimate">Its wait; null while no open counter serves it.</param>
public sealed record TicketView(Ticket Ticket, int? Ahead, WaitEstimate? Estimate);

/// <summary>A counter as screens show it.</summary>
/// <param name="Counter">The counter.</param>
/// <param name="Number">The number called or served there; null when none.</param>
/// <param name="Current">That ticket.</param>
/// <param name="Sent">The numbers that were sent to this counter and that no other calls, held ones too; null when there are none.</param>
public sealed record CounterView(Counter Counter, string? Number, Ticket? Current, IReadOnlyList<string>? Sent = null)
{
    /// <summary>The leg that a press on this counter's pad would rate until the minute is over; null when it would rate none.</summary>
    public RatingWindow? Question { get; init; }
}

/// <summary>
/// Who waits for one service in one zone; a service stands more than once where some of its tickets were sent to another zone.
/// </summary>
/// <param name="Service">The service.</param>
/// <param name="Zone">The zone in whose line they stand.</param>
/// <param name="Count">How many.</param>
/// <param name="LongestSeconds">Longest wait so far, seconds.</param>
/// <param name="Estimate">The wait of one who takes a ticket for it now; null while nobody serves it.</param>
public sealed record ServiceWaiting(ServiceCode Service, ZoneCode Zone, int Count, int LongestSeconds, WaitEstimate? Estimate);

/// <summary>Who waits in one zone.</summary>
/// <param name="Zone">The zone.</param>
/// <param name="Waiting">How many, rejoined and postponed ones included.</param>
/// <param name="LongestSeconds">Longest wait so far, seconds.</param>
/// <param name="Next">The numbers that come next, at most five; nobody is among them whom no open counter can call.</param>
/// <param name="Estimate">The wait of one who takes a ticket for a general service now; null while nobody serves.</param>
public sealed record ZoneWaiting(ZoneCode Zone, int Waiting, int LongestSeconds, IReadOnlyList<string> Next, WaitEstimate? Estimate)
{
    /// <summary>Those of <see cref="Waiting"/> who have waited longer than the hall's target for their kind of service: each has missed it
    /// already, although nobody has called them yet.</summary>
    public int BeyondTarget { get; init; }
}

/// <summary>The hall at one sequence. Immutable; the latest wins.</summary>
public sealed record HallSnapshot
{
    /// <summary>The hall.</summary>
    public required HallId Hall { get; init; }

    /// <summary>Sequence of the last event in it.</summary>
    public required long Version { get; init; }

    /// <summary>The hall's time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Hall-local business day.</summary>
    public required DateOnly BusinessDay { get; init; }

    /// <summary>Whether tickets are issued now.</summary>
    public required bool Open { get; init; }

    /// <summary>Configuration in force, with look-ups.</summary>
    public required HallPlan Plan { get; init; }

    /// <summary>Counters in the order of the configuration, then those that it took out while they were in use.</summary>
    public required IReadOnlyList<CounterView> Counters { get; init; }

    /// <summary>Services for which someone waits.</summary>
    public required IReadOnlyList<ServiceWaiting> Waiting { get; init; }

    /// <summary>Services for which somebody waits whom no open counter can serve, while the hall is at work.</summary>
    public IReadOnlyList<UnservedService> Unserved { get; init; } = [];

    /// <summary>All zones.</summary>
    public required IReadOnlyList<ZoneWaiting> Zones { get; init; }

    /// <summary>The last calls, newest first.</summary>
    public required IReadOnlyList<RecentCall> RecentCalls { get; init; }

    /// <summary>The day so far.</summary>
    public required DayTotals Today { get; init; }

    /// <summary>Those who asked for a person.</summary>
    public required IReadOnlyList<HelpRequested> HelpWanted { get; init; }

    /// <summary>Held tickets, any counter.</summary>
    public required IReadOnlyList<Ticket> Held { get; init; }

    /// <summary>The emergency for which the hall is closed; null when it is not.</summary>
    public HallClosed? Closing { get; init; }

    /// <summary>Matters, absences, duty, questions, checks and the working days.</summary>
    public MatterBook Matters { get; init; } = MatterBook.Empty;

    /// <summary>How many wait now who have waited longer than the hall's target.</summary>
    public int WaitingBeyondTarget => Zones.Sum(zone => zone.BeyondTarget);

    /// <summary>The view of a counter; null when there is none.</summary>
    public CounterView? Counter(CounterId counter) => Counters.FirstOrDefault(view => view.Counter.Id == counter);

    /// <summary>The view of a zone; null when there is none.</summary>
    public ZoneWaiting? Zone(ZoneCode zone) => Zones.FirstOrDefault(view => view.Zone == zone);
}
