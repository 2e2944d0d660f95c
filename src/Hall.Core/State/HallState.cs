using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.State;

/// <summary>
/// What a hall knows: the sum of its events. Only <see cref="Apply"/> changes it, and only the hall's one loop calls that;
/// what it hands out (tickets, counters) is immutable.
/// </summary>
public sealed partial class HallState : IStaffedHall
{
    private readonly Dictionary<TicketId, Ticket> _tickets = [];
    private readonly Dictionary<string, TicketId> _aliveByNumber = [];
    private readonly Dictionary<string, ImmutableArray<TicketId>> _aliveByHolder = [];
    private readonly CounterTable _counters = new();
    private readonly Dictionary<ZoneCode, long> _zoneCalls = [];
    private readonly Dictionary<DateOnly, Dictionary<ZoneCode, int>> _lastNumbers = [];
    private readonly Dictionary<TicketId, Ticket> _held = [];
    private readonly HashSet<TicketId> _sent = [];
    private readonly SortedDictionary<long, HelpRequested> _helpWanted = [];
    private readonly Queue<string> _pressOrder = [];
    private readonly HashSet<string> _presses = [];
    private HallPlan? _plan;

    /// <summary>A hall without events.</summary>
    public HallState() => Lines = new(this);

    /// <summary>The configuration in force; throws before the hall is founded.</summary>
    public HallPlan Plan => _plan ?? throw new InvalidOperationException("The hall has no configuration yet.");

    /// <summary>Whether a configuration was ever published.</summary>
    public bool IsFounded => _plan is not null;

    /// <summary>The business day that lasts.</summary>
    public DateOnly BusinessDay { get; private set; }

    /// <summary>When the business day was opened, UTC; not midnight where the hall's time zone was changed meanwhile.</summary>
    public DateTimeOffset DayBeganAt { get; private set; }

    /// <summary>Sequence of the last event; 0 before the first.</summary>
    public long Sequence { get; private set; }

    /// <summary>When the last event happened, UTC.</summary>
    public DateTimeOffset LastEventAt { get; private set; } = DateTimeOffset.MinValue;

    /// <summary>The identifier that the next ticket gets.</summary>
    public TicketId NextTicketId { get; private set; } = new(1);

    /// <summary>The tickets that are known: alive, or of a day that can still be rated.</summary>
    public IReadOnlyDictionary<TicketId, Ticket> Tickets => _tickets;

    /// <summary>The counters.</summary>
    public IReadOnlyDictionary<CounterId, Counter> Counters => _counters;

    /// <inheritdoc />
    int IStaffedHall.StaffingVersion => _counters.StaffingVersion;

    /// <summary>Who waits.</summary>
    public WaitingLines Lines { get; }

    /// <summary>What has happened today.</summary>
    public DayTotals Today { get; private set; } = new();

    /// <summary>Learned mean service times.</summary>
    public ServiceTimes ServiceTimes { get; } = new();

    /// <summary>
    /// What is forecast, made off the loop and handed in; no event, so that it may come and go. Null where nobody forecasts:
    /// then a formula says how long.
    /// </summary>
    public Outlook? Outlook { get; set; }

    /// <summary>The last calls, newest first, at most <see cref="RecentCallLimit"/>.</summary>
    public ImmutableList<RecentCall> RecentCalls { get; private set; } = [];

    /// <summary>How many calls are kept for the boards.</summary>
    public const int RecentCallLimit = 30;

    /// <summary>The tickets that are held.</summary>
    public IEnumerable<Ticket> HeldTickets => _held.Values;

    /// <summary>The tickets, waiting or held, that were sent to one counter and are called by no other, oldest first.</summary>
    public IEnumerable<Ticket> SentTickets => _sent.Count == 0 ? [] : _sent.Order().Select(id => _tickets[id]);

    /// <summary>Those who asked for a person and were not answered yet.</summary>
    public IEnumerable<HelpRequested> HelpWanted => _helpWanted.Values;

    /// <summary>The emergency for which the hall is closed; null when it is not.</summary>
    public HallClosed? Closing { get; private set; }

    /// <summary>Matters, absences, duty, questions, checks and the working days.</summary>
    public MatterBook Matters { get; private set; } = MatterBook.Empty;

    /// <summary>The number of the next request for help.</summary>
    public long NextHelpRequest { get; private set; } = 1;

    /// <summary>Calls that a zone has made today.</summary>
    public long ZoneCalls(ZoneCode zone) => _zoneCalls.GetValueOrDefault(zone);

    /// <summary>The living ticket with this number; else the last one of the business day; null when there is none.</summary>
    public Ticket? FindByNumber(string number)
    {
        if (_aliveByNumber.TryGetValue(number, out var alive))
        {
            return _tickets[alive];
        }

        return _tickets.Values.Where(ticket => ticket.Number == number).MaxBy(ticket => ticket.Id);
    }

    /// <summary>The living tickets that this holder has, oldest first.</summary>
    public IEnumerable<Ticket> HeldBy(string holderHash) =>
        _aliveByHolder.TryGetValue(holderHash, out var ids) ? ids.Select(id => _tickets[id]) : [];

    /// <summary>Whether a press with this identifier was seen.</summary>
    public bool HasSeenPress(string pressId) => _presses.Contains(pressId);

    /// <summary>The open request for help with this number exists.</summary>
    public bool WantsHelp(long request) => _helpWanted.ContainsKey(request);

    /// <summary>The next free number of a zone on the business day; numbers alive from yesterday are skipped.</summary>
    public string NextNumber(ZoneCode zone)
    {
        var last = _lastNumbers.TryGetValue(BusinessDay, out var numbers) ? numbers.GetValueOrDefault(zone) : 0;
        string number;
        do
        {
            number = TicketNumber.Format(zone, ++last);
        }
        while (_numbersOfOtherDays.Contains(number) || _aliveByNumber.ContainsKey(number));
        return number;
    }

    /// <summary>A simulation drops those who have left, so that a million of them fit in memory.</summary>
    public void Forget(TicketId ticket) => _tickets.Remove(ticket);
}
