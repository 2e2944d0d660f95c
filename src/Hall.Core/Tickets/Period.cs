using Hall.Core.Identifiers;

namespace Hall.Core.Tickets;

/// <summary>What a stretch of a visit was.</summary>
public enum PeriodKind
{
    /// <summary>In line.</summary>
    Wait,

    /// <summary>Called → started.</summary>
    Walk,

    /// <summary>Started → completed.</summary>
    Service,

    /// <summary>Put aside.</summary>
    Hold,
}

/// <summary>A stretch of a visit; the last one of a living ticket is open.</summary>
/// <param name="Kind">What it was.</param>
/// <param name="From">Start, UTC.</param>
/// <param name="To">End, UTC; null while it lasts.</param>
/// <param name="Leg">The stay at a counter that it belongs to, from 1; for a wait, the leg that follows it.</param>
/// <param name="Service">The service waited for or done.</param>
/// <param name="Counter">The counter; null for a wait.</param>
/// <param name="Teller">The teller; null for a wait.</param>
public sealed record Period(
    PeriodKind Kind, DateTimeOffset From, DateTimeOffset? To, int Leg, ServiceCode Service, CounterId? Counter, StaffNumber? Teller);
