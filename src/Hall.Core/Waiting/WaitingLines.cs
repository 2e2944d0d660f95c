using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Waiting;

/// <summary>Which line a waiting ticket stands in: one per target and class of priority.</summary>
/// <param name="Service">Its service, when any skilled counter may call it; null when it was sent to a zone or counter.</param>
/// <param name="Target">Where it was sent; <see cref="TicketTarget.AnySkilled"/> otherwise.</param>
/// <param name="Priority">Its class.</param>
public readonly record struct LineKey(ServiceCode? Service, ZoneCode? Zone, CounterId? Counter, PriorityCode Priority)
{
    /// <summary>The line of a ticket.</summary>
    public static LineKey Of(Ticket ticket) => ticket.Target is { Zone: null, Counter: null }
        ? new(ticket.Service, null, null, ticket.Priority)
        : new(null, ticket.Target.Zone, ticket.Target.Counter, ticket.Priority);
}

/// <summary>Everyone who waits, in lines, so that choosing costs services × classes whatever the number waiting.</summary>
public sealed class WaitingLines
{
    private readonly Dictionary<LineKey, WaitingLine> _lines = [];
    private readonly Dictionary<ZoneCode, SortedSet<DuePlace>> _due = [];
    private readonly Dictionary<ZoneCode, int> _countByZone = [];
    private readonly Dictionary<CounterId, CounterLines> _byCounter = [];

    /// <param name="hall">The hall whose lines they are.</param>
    internal WaitingLines(IStaffedHall hall) => Groups = new(hall);

    /// <summary>All lines with someone in them.</summary>
    public IEnumerable<KeyValuePair<LineKey, WaitingLine>> All => _lines.Where(line => line.Value.Count > 0);

    /// <summary>How many wait for a zone, due ones included.</summary>
    public int CountOf(ZoneCode zone) => _countByZone.GetValueOrDefault(zone);

    /// <summary>A line; null when nobody ever stood in it.</summary>
    public WaitingLine? Line(LineKey key) => _lines.GetValueOrDefault(key);

    /// <summary>Everyone by the kind of their work.</summary>
    internal WaitingGroups Groups { get; }

    /// <summary>Whether anybody stands outside the ordinary lines.</summary>
    internal bool HasDue { get; private set; }

    /// <summary>
    /// The lines a counter calls from. Looked up once after each new configuration, because choosing asks for them at every call.
    /// </summary>
    internal CounterLines Of(HallPlan plan, Counter counter)
    {
        if (!_byCounter.TryGetValue(counter.Id, out var lines))
        {
            _byCounter[counter.Id] = lines = new CounterLines(plan, counter, LineOf);
        }

        return lines;
    }

    /// <summary>The tickets of a zone outside the ordinary lines, next first.</summary>
    public IEnumerable<DuePlace> DueOf(ZoneCode zone) => _due.TryGetValue(zone, out var due) ? due : [];

    /// <summary>Puts a waiting ticket in its line.</summary>
    public void Add(Ticket ticket, ZoneCode zone)
    {
        var group = Groups.Of(LineKey.Of(ticket), zone);
        group.Change(ticket.Service, 1);
        if (ticket.DueAtZoneCall is { } due)
        {
            DueSetOf(zone).Add(new(due, PlaceOf(ticket)));
            group.Due.Add(new(due, PlaceOf(ticket)));
            HasDue = true;
        }
        else
        {
            LineOf(LineKey.Of(ticket)).Add(PlaceOf(ticket));
            group.Places.Add(PlaceOf(ticket));
        }

        _countByZone[zone] = CountOf(zone) + 1;
    }

    /// <summary>Takes a ticket, as it was when it was added, out of its line.</summary>
    public void Remove(Ticket ticket, ZoneCode zone)
    {
        var group = Groups.Of(LineKey.Of(ticket), zone);
        group.Change(ticket.Service, -1);
        var removed = ticket.DueAtZoneCall is { } due
            ? DueSetOf(zone).Remove(new(due, PlaceOf(ticket))) && group.Due.Remove(new(due, PlaceOf(ticket)))
            : LineOf(LineKey.Of(ticket)).Remove(PlaceOf(ticket)) && group.Places.Remove(PlaceOf(ticket));
        if (!removed)
        {
            throw new InvalidOperationException($"Ticket {ticket.Id} was to leave a line in which it does not stand.");
        }

        HasDue = HasDue && (ticket.DueAtZoneCall is null || _due.Values.Any(due => due.Count > 0));
        _countByZone[zone] = CountOf(zone) - 1;
    }

    /// <summary>Takes everyone out.</summary>
    public void Clear()
    {
        _lines.Clear();
        _due.Clear();
        _countByZone.Clear();
        _byCounter.Clear();
        Groups.Clear();
        HasDue = false;
    }

    private static LinePlace PlaceOf(Ticket ticket) => new(ticket.WaitingSince, ticket.Id);

    private WaitingLine LineOf(LineKey key)
    {
        if (!_lines.TryGetValue(key, out var line))
        {
            _lines[key] = line = new();
        }

        return line;
    }

    private SortedSet<DuePlace> DueSetOf(ZoneCode zone)
    {
        if (!_due.TryGetValue(zone, out var due))
        {
            _due[zone] = due = [];
        }

        return due;
    }
}
