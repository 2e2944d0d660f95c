using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

/// <summary>What happened in a hall or in one of its zones within the last stretch of time.</summary>
/// <param name="Issued">Tickets issued.</param>
/// <param name="Called">First calls of a leg.</param>
/// <param name="CalledInTarget">Those of <paramref name="Called"/> within the hall's target for their service.</param>
/// <param name="Completed">Visits completed.</param>
/// <param name="LegsServed">Legs that ended and were served.</param>
/// <param name="Ratings">Real ratings of those legs, best level first; five numbers.</param>
public sealed record HourTotals(
    int Issued, int Called, int CalledInTarget, int Completed, int LegsServed, IReadOnlyList<int> Ratings);

/// <summary>The last stretch of time beside the day: a bad hour must not hide behind a quiet morning.</summary>
/// <param name="Since">Where it begins, UTC.</param>
/// <param name="All">The whole hall.</param>
/// <param name="Zones">Each zone; calls and legs by the zone of the service that was waited for.</param>
public sealed record HourFigures(DateTimeOffset Since, HourTotals All, IReadOnlyDictionary<ZoneCode, HourTotals> Zones);

/// <summary>Asks for the <see cref="HourFigures"/> of the last <paramref name="Length"/>.</summary>
/// <param name="Length">How far it looks back, more than zero.</param>
public sealed record HourFiguresQuery(TimeSpan Length) : HallQuery<HourFigures>
{
    /// <inheritdoc />
    public override HourFigures Answer(HallState state, DateTimeOffset now)
    {
        var since = now - Length;
        var zones = state.Plan.Zones.Keys.ToDictionary(zone => zone, _ => new Sum());
        foreach (var ticket in state.Tickets.Values)
        {
            // Who has been gone for longer did nothing in it.
            if (ticket.EndedAt is not { } ended || ended >= since)
            {
                Add(ticket, state.Plan, zones, since);
            }
        }

        var all = new Sum();
        foreach (var zone in zones.Values)
        {
            all.Add(zone);
        }

        return new(since, all.Counts(), zones.ToDictionary(zone => zone.Key, zone => zone.Value.Counts()));
    }

    private static void Add(Ticket ticket, HallPlan plan, Dictionary<ZoneCode, Sum> zones, DateTimeOffset since)
    {
        var own = zones.GetValueOrDefault(ticket.Zone);
        if (own is not null)
        {
            own.Issued += ticket.IssuedAt >= since ? 1 : 0;
            own.Completed += ticket.State == TicketState.Completed && ticket.EndedAt >= since ? 1 : 0;
        }

        foreach (var leg in ticket.Legs)
        {
            var wait = ticket.Periods.LastOrDefault(period => period.Kind == PeriodKind.Wait && period.Leg == leg.Number);
            var zone = wait is not null && plan.Find(wait.Service) is { } service ? zones.GetValueOrDefault(service.Zone) ?? own : own;
            if (zone is not null)
            {
                zone.Add(leg, wait, plan, since);
            }
        }
    }

    private sealed class Sum
    {
        private readonly int[] _ratings = new int[5];
        private int _called;
        private int _inTarget;
        private int _served;

        public int Issued { get; set; }

        public int Completed { get; set; }

        public void Add(Leg leg, Period? wait, HallPlan plan, DateTimeOffset since)
        {
            if (leg.CalledAt >= since)
            {
                _called++;
                _inTarget += wait is not null && (leg.CalledAt - wait.From).TotalMinutes <= plan.TargetMinutesOf(wait.Service) ? 1 : 0;
            }

            if (leg.Served && leg.EndedAt >= since)
            {
                _served++;
                if (leg.Rating is { } level)
                {
                    _ratings[(int)level]++;
                }
            }
        }

        public void Add(Sum other)
        {
            (Issued, Completed) = (Issued + other.Issued, Completed + other.Completed);
            (_called, _inTarget, _served) = (_called + other._called, _inTarget + other._inTarget, _served + other._served);
            for (var level = 0; level < _ratings.Length; level++)
            {
                _ratings[level] += other._ratings[level];
            }
        }

        public HourTotals Counts() => new(Issued, _called, _inTarget, Completed, _served, [.. _ratings]);
    }
}
