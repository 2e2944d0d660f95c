using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Forecast;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.Snapshots;

/// <summary>Makes snapshots and views out of the state. Only the hall's loop may call it.</summary>
public static class SnapshotBuilder
{
    private const int NextShown = 5;

    /// <summary>The hall as it stands.</summary>
    public static HallSnapshot Build(HallState state, DateTimeOffset now) =>
        Build(state, new UnservedSearch(state, now), new NewcomerWaits(state, now), now);

    private static HallSnapshot Build(HallState state, UnservedSearch unserved, NewcomerWaits newcomers, DateTimeOffset now) => new()
    {
        Hall = state.Plan.Configuration.Hall,
        Version = state.Sequence,
        At = now,
        BusinessDay = state.BusinessDay,
        Open = state.Closing is null && state.Plan.Configuration.Hours.IsOpen(state.Plan.Local(now)),
        Plan = state.Plan,
        Counters = [.. CountersOf(state).Select(counter => ViewOf(state, counter))],
        Waiting = WaitingByService(state, newcomers, now),
        Zones = [.. state.Plan.Configuration.Zones.Select(zone => ZoneOf(state, unserved, newcomers, zone.Code, now))],
        Unserved = unserved.Find(),
        RecentCalls = state.RecentCalls,
        Today = state.Today,
        HelpWanted = [.. state.HelpWanted],
        Held = [.. HeldIn(state)],
        Closing = state.Closing,
        Matters = state.Matters,
    };

    /// <summary>A ticket with its place and range.</summary>
    public static TicketView ViewOf(HallState state, Ticket ticket, DateTimeOffset now)
    {
        if (ticket.State != TicketState.Waiting)
        {
            return new(ticket, null, null);
        }

        var (ahead, estimate) = WaitForecast.Of(state, ticket, now);
        return new(ticket, ahead, estimate);
    }

    /// <summary>Those whom a counter may call, as it would call them, at most <paramref name="most"/>.</summary>
    public static IReadOnlyList<TicketView> QueueOf(HallState state, CounterId counter, int most, DateTimeOffset now)
    {
        if (!state.Counters.ContainsKey(counter))
        {
            return [];
        }

        bool MayCall(Ticket ticket) => Dispatcher.MayCall(state, counter, ticket);
        var lines = state.Lines.All.Where(line => MayCall(state.Tickets[line.Value.Min.Ticket]))
            .Select(line => (line.Value, Weight: new Weight(state, line.Key.Priority, line.Key.Service)));
        var order = InOrder(state, state.Plan.Zones.Keys, MayCall, lines, most, now).ToList();
        if (Dispatcher.Choose(state, counter, now) is { } next && (order.Count == 0 || order[0].Id != next.Ticket.Id))
        {
            order.RemoveAll(ticket => ticket.Id == next.Ticket.Id);
            order.Insert(0, next.Ticket);
        }

        return [.. order.Take(most).Select(ticket => ViewOf(state, ticket, now))];
    }

    /// <summary>A counter as it stands.</summary>
    public static CounterView ViewOf(HallState state, CounterId id)
    {
        var counter = state.Counters[id];
        var ticket = counter.Ticket is { } current ? state.Tickets[current] : null;
        var sent = state.SentTickets.Where(one => one.Target.Counter == id).Select(one => one.Number).ToList();
        var isAsked = counter.Feedback is { } minute && state.Tickets.TryGetValue(minute.Ticket, out var rated)
            && rated.Legs[minute.Leg - 1].Rating is null;
        return new(counter, ticket?.Number, ticket, sent.Count == 0 ? null : sent) { Question = isAsked ? counter.Feedback : null };
    }

    // By the line in which they stand, so that a zone's services add up to the zone: one who was sent elsewhere waits there.
    private static List<ServiceWaiting> WaitingByService(HallState state, NewcomerWaits newcomers, DateTimeOffset now)
    {
        var waiting = new Dictionary<(ServiceCode Service, ZoneCode Zone), (int Count, DateTimeOffset Oldest)>();
        void Add(ServiceCode service, ZoneCode zone, int count, DateTimeOffset oldest)
        {
            var known = waiting.TryGetValue((service, zone), out var found) ? found : (Count: 0, Oldest: oldest);
            waiting[(service, zone)] = (known.Count + count, oldest < known.Oldest ? oldest : known.Oldest);
        }

        foreach (var (key, line) in state.Lines.All)
        {
            if (key.Service is { } service)
            {
                Add(service, state.ZoneOf(key), line.Count, line.Min.Since);
                continue;
            }

            foreach (var place in line)
            {
                Add(state.Tickets[place.Ticket].Service, state.ZoneOf(key), 1, place.Since);
            }
        }

        foreach (var zone in state.Plan.Zones.Keys)
        {
            foreach (var due in state.Lines.DueOf(zone))
            {
                Add(state.Tickets[due.Place.Ticket].Service, zone, 1, due.Place.Since);
            }
        }

        return
        [
            .. waiting.OrderBy(pair => pair.Key.Service.Value, StringComparer.Ordinal)
            .ThenBy(pair => pair.Key.Zone.Value, StringComparer.Ordinal)
                .Select(pair => new ServiceWaiting(pair.Key.Service, pair.Key.Zone, pair.Value.Count, Seconds(now - pair.Value.Oldest),
                    EstimateOf(pair.Key.Service))),
        ];

        WaitEstimate? EstimateOf(ServiceCode service) =>
            state.Plan.Services.TryGetValue(service, out var found) ? newcomers.Of(found, PriorityCode.None).Estimate : null;
    }

    private static ZoneWaiting ZoneOf(HallState state, UnservedSearch unserved, NewcomerWaits newcomers, ZoneCode zone, DateTimeOffset now)
    {
        var groups = state.Lines.Groups.All.Where(group => group.Places.Count > 0 && group.Kind.Zone == zone).ToList();
        var next = InOrder(state, [zone], unserved.IsServed, groups.Select(group => (group.Places, new Weight(state, group.Kind))),
            NextShown, now).ToList();
        var general = state.Plan.Configuration.Services.FirstOrDefault(
            service => service.Zone == zone && service.Kind == ServiceKind.General)
            ?? state.Plan.Configuration.Services.FirstOrDefault(service => service.Zone == zone);
        var oldest = groups.Select(group => group.Places.Min.Since)
            .Concat(state.Lines.DueOf(zone).Select(due => due.Place.Since)).DefaultIfEmpty(now).Min();
        return new(zone, state.Lines.CountOf(zone), Seconds(now - oldest), [.. next.Select(ticket => ticket.Number)],
            general is null ? null : newcomers.Of(general, PriorityCode.None).Estimate) { BeyondTarget = BeyondTarget(state, zone,
                groups, now) };
    }

    // Only those at the front of each line are looked at, so that it costs nothing while the hall keeps its target.
    private static int BeyondTarget(HallState state, ZoneCode zone, IEnumerable<WaitingGroup> groups, DateTimeOffset now)
    {
        var shortest = now.AddMinutes(-Math.Min(state.Plan.Rules.TargetMinutes, state.Plan.Rules.SpecialTargetMinutes));
        return groups.SelectMany(group => group.Places.TakeWhile(place => place.Since < shortest))
            .Concat(state.Lines.DueOf(zone).Select(due => due.Place))
            .Count(place => state.IsBeyondTarget(state.Tickets[place.Ticket], now));
    }

    private static IEnumerable<Ticket> InOrder(
        HallState state, IEnumerable<ZoneCode> zones, Func<Ticket, bool> wanted, IEnumerable<(WaitingLine Places, Weight Weight)> lines,
            int most, DateTimeOffset now)
    {
        var due = zones.SelectMany(zone => state.Lines.DueOf(zone)
            .Select(place => (Ticket: state.Tickets[place.Place.Ticket], Zone: zone, DueAt: place.DueAtZoneCall))
            .Where(item => wanted(item.Ticket)).Take(most)).ToList();
        var cap = state.Plan.Rules.WaitCapMinutes * 60.0;
        var ordinary = lines
            .SelectMany(line => line.Places.Where(place => wanted(state.Tickets[place.Ticket])).Take(most)
                .Select(place => (place, Wait: (now - place.Since).TotalSeconds, line.Weight)))
            .OrderByDescending(item => item.Wait >= cap)
            .ThenByDescending(item => item.Wait >= cap ? item.Wait : item.Weight.Of(item.Wait))
            .ThenBy(item => item.place)
            .Select(item => state.Tickets[item.place.Ticket]);
        return AsCalled(state, due, ordinary).Take(most);
    }

    // Who rejoined or let others pass stands where the calls before theirs will have been made.
    private static IEnumerable<Ticket> AsCalled(
        HallState state, List<(Ticket Ticket, ZoneCode Zone, long DueAt)> due, IEnumerable<Ticket> lines)
    {
        var calls = due.Select(item => item.Zone).Distinct().ToDictionary(zone => zone, state.ZoneCalls);
        foreach (var ticket in lines)
        {
            for (var next = due.FindIndex(IsDue); next >= 0; next = due.FindIndex(IsDue))
            {
                yield return due[next].Ticket;
                calls[due[next].Zone]++;
                due.RemoveAt(next);
            }

            yield return ticket;
            var zone = state.LineZoneOf(ticket);
            calls[zone] = calls.GetValueOrDefault(zone) + 1;
        }

        foreach (var (ticket, _, _) in due)
        {
            yield return ticket;
        }

        bool IsDue((Ticket Ticket, ZoneCode Zone, long DueAt) item) => item.DueAt <= calls[item.Zone];
    }

    // One that a new configuration took out stays in sight until its teller has ended with the citizen and closed it.
    private static IEnumerable<CounterId> CountersOf(HallState state) =>
        state.Plan.Configuration.Counters.Select(counter => counter.Counter).Where(state.Counters.ContainsKey)
        .Concat(state.Counters.Values.Where(counter => counter.State != CounterState.Closed && !state.Plan.Counters.ContainsKey(counter.Id))
            .Select(counter => counter.Id).OrderBy(counter => counter.Value, StringComparer.Ordinal));

    private static IEnumerable<Ticket> HeldIn(HallState state) => state.HeldTickets.OrderBy(ticket => ticket.Id);

    private static int Seconds(TimeSpan span) => (int)Math.Max(0, span.TotalSeconds);

    /// <summary>What a second of waiting counts in a line.</summary>
    private readonly record struct Weight(double Factor, double CreditSeconds)
    {
        public Weight(HallState state, WorkKind kind)
            : this(kind.Factor * ScoringContext.SpeedOf(state, kind.Service), kind.CreditSeconds)
        {
        }

        public Weight(HallState state, PriorityCode priority, ServiceCode? service)
            : this(state.Plan.Priorities.TryGetValue(priority, out var found) ? found.Factor * ScoringContext.SpeedOf(state, service) : 1,
                found?.CreditSeconds ?? 0)
        {
        }

        public double Of(double waitSeconds) => Factor * (waitSeconds + CreditSeconds);
    }
}
