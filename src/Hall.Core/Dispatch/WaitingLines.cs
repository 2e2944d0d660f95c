using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Dispatch;

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

/// <summary>A place in a line: who has waited longest stands first, then who was issued first.</summary>
public readonly record struct LinePlace(DateTimeOffset Since, TicketId Ticket) : IComparable<LinePlace>
{
    /// <inheritdoc />
    public int CompareTo(LinePlace other)
    {
        var bySince = Since.CompareTo(other.Since);
        return bySince != 0 ? bySince : Ticket.CompareTo(other.Ticket);
    }

    /// <summary>Whether the left place is ahead.</summary>
    public static bool operator <(LinePlace left, LinePlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left place is behind.</summary>
    public static bool operator >(LinePlace left, LinePlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left place is ahead or the same.</summary>
    public static bool operator <=(LinePlace left, LinePlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left place is behind or the same.</summary>
    public static bool operator >=(LinePlace left, LinePlace right) => left.CompareTo(right) >= 0;
}

/// <summary>A ticket outside the ordinary lines, called when its zone has made enough calls.</summary>
public readonly record struct DuePlace(long DueAtZoneCall, LinePlace Place) : IComparable<DuePlace>
{
    /// <inheritdoc />
    public int CompareTo(DuePlace other)
    {
        var byDue = DueAtZoneCall.CompareTo(other.DueAtZoneCall);
        return byDue != 0 ? byDue : Place.CompareTo(other.Place);
    }

    /// <summary>Whether the left is due first.</summary>
    public static bool operator <(DuePlace left, DuePlace right) => left.CompareTo(right) < 0;

    /// <summary>Whether the left is due later.</summary>
    public static bool operator >(DuePlace left, DuePlace right) => left.CompareTo(right) > 0;

    /// <summary>Whether the left is due first or is the same.</summary>
    public static bool operator <=(DuePlace left, DuePlace right) => left.CompareTo(right) <= 0;

    /// <summary>Whether the left is due later or is the same.</summary>
    public static bool operator >=(DuePlace left, DuePlace right) => left.CompareTo(right) >= 0;
}

/// <summary>Everyone who waits, in lines, so that choosing costs services × classes whatever the number waiting.</summary>
public sealed class WaitingLines
{
    private readonly Dictionary<LineKey, WaitingLine> _lines = [];
    private readonly Dictionary<ZoneCode, SortedSet<DuePlace>> _due = [];
    private readonly Dictionary<ZoneCode, int> _countByZone = [];

    /// <summary>All lines with someone in them.</summary>
    public IEnumerable<KeyValuePair<LineKey, WaitingLine>> All => _lines.Where(line => line.Value.Count > 0);

    /// <summary>How many wait for a zone, due ones included.</summary>
    public int CountOf(ZoneCode zone) => _countByZone.GetValueOrDefault(zone);

    /// <summary>A line; null when nobody ever stood in it.</summary>
    public WaitingLine? Line(LineKey key) => _lines.GetValueOrDefault(key);

    /// <summary>The tickets of a zone outside the ordinary lines, next first.</summary>
    public IEnumerable<DuePlace> DueOf(ZoneCode zone) => _due.TryGetValue(zone, out var due) ? due : [];

    /// <summary>Puts a waiting ticket in its line.</summary>
    public void Add(Ticket ticket, ZoneCode zone)
    {
        if (ticket.DueAtZoneCall is { } due)
        {
            DueSetOf(zone).Add(new(due, PlaceOf(ticket)));
        }
        else
        {
            LineOf(LineKey.Of(ticket)).Add(PlaceOf(ticket));
        }

        _countByZone[zone] = CountOf(zone) + 1;
    }

    /// <summary>Takes a ticket, as it was when it was added, out of its line.</summary>
    public void Remove(Ticket ticket, ZoneCode zone)
    {
        var removed = ticket.DueAtZoneCall is { } due
            ? DueSetOf(zone).Remove(new(due, PlaceOf(ticket)))
            : LineOf(LineKey.Of(ticket)).Remove(PlaceOf(ticket));
        if (!removed)
        {
            throw new InvalidOperationException($"Ticket {ticket.Id} was to leave a line in which it does not stand.");
        }

        _countByZone[zone] = CountOf(zone) - 1;
    }

    /// <summary>Takes everyone out.</summary>
    public void Clear()
    {
        _lines.Clear();
        _due.Clear();
        _countByZone.Clear();
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
