using System.Globalization;
using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>The number that a citizen reads: zone letter and at least three digits; <c>A999</c> is followed by <c>A1000</c>.</summary>
public static class TicketNumber
{
    /// <summary>Writes a number.</summary>
    public static string Format(ZoneCode zone, int count) => string.Create(CultureInfo.InvariantCulture, $"{zone.Value}{count:000}");

    /// <summary>Reads the count out of a number that <see cref="Format"/> wrote.</summary>
    public static int CountOf(string number, ZoneCode zone) =>
        int.Parse(number.AsSpan(zone.Value.Length), NumberStyles.None, CultureInfo.InvariantCulture);
}
