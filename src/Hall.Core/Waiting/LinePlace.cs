using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

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
