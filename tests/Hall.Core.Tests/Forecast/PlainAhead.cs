using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Tests.Forecast;

/// <summary>Who is before a ticket, by the rule's words and person by person: what the sums must come to.</summary>
internal sealed class PlainAhead(HallState state, DateTimeOffset now)
{
    private const double UsualSeconds = 360;

    public int Of(Ticket ticket)
    {
        var rivals = state.Tickets.Values.Where(other => other.State == TicketState.Waiting && other.Id != ticket.Id)
            .Select(other => (Ticket: other, Shared: Shared(ticket, other))).Where(rival => rival.Shared.Count > 0).ToList();
        if (ticket.DueAtZoneCall is { } due)
        {
            var passing = due - state.ZoneCalls(state.LineZoneOf(ticket));
            var before = rivals.Count(
                rival => rival.Ticket.DueAtZoneCall is { } theirs && IsDueBefore(rival.Ticket, theirs, ticket, passing));
            return (int)Math.Max(before, Math.Min(passing, before + rivals.Count(rival => rival.Ticket.DueAtZoneCall is null)));
        }

        var able = Able(ticket);
        var sets = rivals.GroupBy(
            rival => string.Join(' ', state.Counters.Values.Where(counter => MayServe(counter, rival.Ticket))
            .Select(counter => counter.Id.Value).Order(StringComparer.Ordinal)))
            .Select(set => (People: set.ToList(), Limit: set.First().Shared.Count == able.Count ? (int?)null : set.First().Shared.Count))
            .ToList();
        var secondsPerCall = SecondsPerCall(
            ticket, [.. sets.Where(set => set.Limit is null).SelectMany(set => set.People).Select(rival => rival.Ticket)]);
        var free = able.Count(counter => counter.IsFree
            && (!IsGeneral(ticket) || !state.Plan.IsReserved(counter.Id)
                || state.Plan.ReservedIn(counter.Zone).Any(other => other != counter.Id && state.Counters[other].IsFree)));
        for (var called = 0; ; called++)
        {
            var at = Math.Max(0, called + 1 - free) * secondsPerCall;
            var before = 0;
            foreach (var (people, limit) in sets)
            {
                var ofSet = people.Count(rival => IsBefore(rival.Ticket, rival.Shared, ticket, called, at));
                var own = people.Select(rival => rival.Ticket).ToList();
                before += limit is { } counters
                    ? (int)Math.Min(ofSet, Math.Floor((at * counters / own.Average(one => Seconds(one.Service))) + 0.5)) : ofSet;
            }

            if (before <= called)
            {
                return called;
            }
        }
    }

    private bool IsDueBefore(Ticket other, long theirs, Ticket ticket, long passing)
    {
        var left = theirs - state.ZoneCalls(state.LineZoneOf(other));
        return left < passing || (left == passing && (other.WaitingSince, other.Id).CompareTo((ticket.WaitingSince, ticket.Id)) < 0);
    }

    private bool IsBefore(Ticket other, List<CounterId> shared, Ticket ticket, int called, double at)
    {
        if (other.DueAtZoneCall is { } due)
        {
            return due <= state.ZoneCalls(state.LineZoneOf(other)) + called;
        }

        var cap = state.Plan.Rules.WaitCapMinutes * 60;
        var (mine, theirs) = (Waited(ticket) + at, Waited(other) + at);
        var byRule = mine >= cap || theirs >= cap
            ? theirs >= cap && (mine < cap || IsEarlier(other, ticket))
            : Weighs(other, theirs) is var score && Weighs(ticket, mine) is var own
                && (score > own || (score == own && IsEarlier(other, ticket)));
        return shared.Any(counter => !state.Plan.IsReserved(counter) || IsGeneral(other) == IsGeneral(ticket) ? byRule
            : IsGeneral(ticket) ? mine < cap || byRule
            : theirs >= cap && byRule);
    }

    private static bool IsEarlier(Ticket other, Ticket ticket) =>
        (other.WaitingSince, other.Id).CompareTo((ticket.WaitingSince, ticket.Id)) < 0;

    private double Weighs(Ticket ticket, double waited)
    {
        var priority = state.Plan.Priorities[ticket.Priority];
        var speed = ticket.Target == TicketTarget.AnySkilled && state.Plan.Rules.ShortServiceWeight > 0
            && state.Plan.Services.TryGetValue(ticket.Service, out var service)
            ? Math.Pow(UsualSeconds / Math.Max(1, state.ServiceTimes.MeanSeconds(service)), state.Plan.Rules.ShortServiceWeight)
            : 1;
        return priority.Factor * speed * (waited + priority.CreditSeconds);
    }

    private double Waited(Ticket ticket) => (now - ticket.WaitingSince).TotalSeconds;

    private double SecondsPerCall(Ticket ticket, List<Ticket> rivals)
    {
        var mean = rivals.Append(ticket).Average(one => Seconds(one.Service));
        var able = state.Counters.Values.Where(counter => MayServe(counter, ticket)).ToList();
        var working = Servers(able.Where(counter => counter.State is not (CounterState.Closed or CounterState.Paused)), ticket);
        return mean / Math.Max(0.5, working > 0 ? working : Servers(able, ticket));
    }

    private double Servers(IEnumerable<Counter> counters, Ticket ticket) =>
        counters.Sum(counter => IsGeneral(ticket) && state.Plan.IsReserved(counter.Id) ? 0.5 : 1);

    // Whole milliseconds, as the sums are kept.
    private double Seconds(ServiceCode service) =>
        Math.Round(1000 * (state.Plan.Services.TryGetValue(service, out var found)
            ? state.ServiceTimes.MeanSeconds(found) : UsualSeconds)) / 1000;

    private bool IsGeneral(Ticket ticket) =>
        ticket.Target == TicketTarget.AnySkilled && state.Plan.Services.TryGetValue(ticket.Service, out var service)
            && service.Kind == ServiceKind.General;

    private List<CounterId> Shared(Ticket ticket, Ticket other) =>
        [.. Able(ticket).Where(counter => MayServe(counter, other)).Select(counter => counter.Id)];

    /// <summary>The open counters that may serve a ticket; where none is open, all of them.</summary>
    private List<Counter> Able(Ticket ticket)
    {
        var able = state.Counters.Values.Where(counter => MayServe(counter, ticket)).ToList();
        var open = able.Where(counter => counter.State != CounterState.Closed).ToList();
        return open.Count > 0 ? open : able;
    }

    private bool MayServe(Counter counter, Ticket ticket) =>
        ticket.Target.Counter is { } only ? counter.Id == only
        : ticket.Target.Zone is { } zone ? counter.Zone == zone
        : state.Plan.MayServe(counter.Id, ticket.Service);
}
