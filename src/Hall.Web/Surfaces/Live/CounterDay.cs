using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Web.Surfaces.Live;

/// <summary>A visit's stay at one counter today.</summary>
/// <param name="Ticket">The visit.</param>
/// <param name="Number">Its number.</param>
/// <param name="Service">What was done, or what it was called for.</param>
/// <param name="Teller">Who called.</param>
/// <param name="CalledAt">When, UTC.</param>
/// <param name="Waited">How long it had waited for this call.</param>
/// <param name="Served">How long it was served; zero when it never was.</param>
/// <param name="State">What the visit is now.</param>
/// <param name="Goes">Whether it is there now.</param>
public sealed record CounterStay(
    TicketId Ticket, string Number, ServiceCode Service, StaffNumber Teller, DateTimeOffset CalledAt, TimeSpan Waited, TimeSpan Served,
    TicketState State, bool Goes);

/// <summary>What happened at a counter today.</summary>
/// <param name="Counter">The counter as it is.</param>
/// <param name="Stays">Who was there, latest first.</param>
public sealed record CounterDay(Counter Counter, IReadOnlyList<CounterStay> Stays);

/// <summary>Asks for a counter's business day; null when there is no such counter.</summary>
/// <param name="Counter">Which.</param>
public sealed record CounterDayQuery(CounterId Counter) : HallQuery<CounterDay?>
{
    /// <inheritdoc />
    public override CounterDay? Answer(HallState state, DateTimeOffset now) => !state.Counters.TryGetValue(Counter, out var counter) ? null
        : new(counter,
        [
            .. state.Tickets.Values.Where(ticket => ticket.BusinessDay == state.BusinessDay || ticket.IsAlive)
                .SelectMany(ticket => ticket.Legs.Where(leg => leg.Counter == Counter
                    && state.Plan.DayOf(leg.CalledAt) == state.BusinessDay)
                    .Select(leg => StayOf(ticket, leg, now)))
                .OrderByDescending(stay => stay.CalledAt),
        ]);

    private static CounterStay StayOf(Ticket ticket, Leg leg, DateTimeOffset now)
    {
        var own = ticket.Periods.Where(period => period.Leg == leg.Number).ToList();
        var service = own.LastOrDefault(period => period.Kind == PeriodKind.Service)?.Service ?? own.LastOrDefault()?.Service
            ?? ticket.Service;
        return new(ticket.Id, ticket.Number, service, leg.Teller, leg.CalledAt, Sum(own, PeriodKind.Wait, now),
            Sum(own, PeriodKind.Service, now), ticket.State, leg.EndedAt is null && ticket.Counter == leg.Counter);
    }

    private static TimeSpan Sum(IEnumerable<Period> periods, PeriodKind kind, DateTimeOffset now) => periods
        .Where(period => period.Kind == kind).Aggregate(TimeSpan.Zero, (sum, period) => sum + ((period.To ?? now) - period.From));
}
