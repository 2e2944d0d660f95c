using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.State;

/// <summary>
/// Where tickets stand in line. Whoever waits can be called by some counter of the plan, whatever a publication took out: where nothing
/// better is left, by any counter of the zone in which the service was offered.
/// </summary>
public sealed partial class HallState
{
    /// <summary>
    /// The zone whose line a ticket stands in, or would stand in if it waited: where it was sent, else its service's. Always one of the
    /// plan.
    /// </summary>
    public ZoneCode LineZoneOf(Ticket ticket) => ZoneOf(TargetOf(ticket), ticket.Service, ticket.Zone);

    /// <summary>The zone of a line.</summary>
    public ZoneCode ZoneOf(LineKey line) => ZoneOf(new(line.Zone, line.Counter), line.Service, null);

    private ZoneCode ZoneOf(TicketTarget target, ServiceCode? service, ZoneCode? first)
    {
        var zone = target.Zone
            ?? (target.Counter is { } counter ? Plan.Counters.GetValueOrDefault(counter)?.Zone : null)
            ?? (service is { } code ? Plan.Find(code)?.Zone : null)
            ?? first;
        return zone is { } known && Plan.Zones.ContainsKey(known) ? known
            : first is { } issued && Plan.Zones.ContainsKey(issued) ? issued
            : Plan.Configuration.Zones.Select(other => other.Code).FirstOrDefault();
    }

    /// <summary>A ticket as it can stand in line or come back from being held; all others are left as they are.</summary>
    private Ticket Callable(Ticket ticket)
    {
        if (ticket.State is not (TicketState.Waiting or TicketState.Held))
        {
            return ticket;
        }

        var (target, priority) = (TargetOf(ticket), Plan.Priorities.ContainsKey(ticket.Priority) ? ticket.Priority : PriorityCode.None);
        return target == ticket.Target && priority == ticket.Priority ? ticket : ticket with { Target = target, Priority = priority };
    }

    /// <summary>Who may call a ticket: whom it was sent to while the plan has them, else whoever may serve it, else its zone.</summary>
    private TicketTarget TargetOf(Ticket ticket)
    {
        var (sent, plan) = (ticket.Target.Fallback ? TicketTarget.AnySkilled : ticket.Target, Plan);
        var stands = sent.Counter is { } counter ? plan.Counters.ContainsKey(counter)
            : sent.Zone is { } zone ? plan.HasCounterIn(zone)
            : plan.HasCounterFor(ticket.Service);
        return stands ? sent : plan.HasCounterFor(ticket.Service) ? TicketTarget.AnySkilled : FallbackOf(ticket);
    }

    private TicketTarget FallbackOf(Ticket ticket)
    {
        if (Plan.Find(ticket.Service) is { } service && Plan.HasCounterIn(service.Zone))
        {
            return new(service.Zone, Fallback: true);
        }

        if (Plan.HasCounterIn(ticket.Zone))
        {
            return new(ticket.Zone, Fallback: true);
        }

        return Plan.Configuration.Counters is [var any, ..] ? new(any.Zone, Fallback: true) : TicketTarget.AnySkilled;
    }

    /// <summary>
    /// A ticket whose line may have become another zone's. A place that was promised by the count of one zone's calls means nothing by
    /// the count of another's: as many still go first there, and a no-show is as late there as before.
    /// </summary>
    private Ticket Moved(Ticket before, Ticket after)
    {
        var (from, to) = (LineZoneOf(before), LineZoneOf(after));
        return from == to ? after : Counted(after, before, ZoneCalls(to) - ZoneCalls(from), ZoneCalls(to));
    }

    private static Ticket Counted(Ticket after, Ticket before, long shift, long callsThere) => after with
    {
        DueAtZoneCall = after.DueAtZoneCall is { } due && due == before.DueAtZoneCall
            ? Math.Max(callsThere, due + shift) : after.DueAtZoneCall,
        CalledAtZoneCall = after.State is TicketState.Called or TicketState.NoShow
            ? after.CalledAtZoneCall + shift : after.CalledAtZoneCall,
    };

    private void Publish(HallConfiguration configuration, IReadOnlyList<GoneService> gone)
    {
        var before = _plan;
        var stay = _tickets.Values.Where(MayWaitAgain).OrderBy(ticket => ticket.Id)
            .Select(ticket => (Ticket: ticket, Zone: LineZoneOf(ticket))).ToList();
        Lines.Clear();
        PutInForce(configuration, WithdrawnBy(configuration, gone));
        foreach (var closed in _counters.Keys.Where(id => !Plan.Counters.ContainsKey(id) && _counters[id].State == CounterState.Closed)
            .ToList())
        {
            _counters.Remove(closed);
        }

        foreach (var definition in configuration.Counters)
        {
            _counters[definition.Counter] = _counters.TryGetValue(definition.Counter, out var known)
                ? known with { Zone = definition.Zone, LastAction = null }
                : new Counter { Id = definition.Counter, Zone = definition.Zone, Since = LastEventAt };
        }

        foreach (var (ticket, zone) in stay)
        {
            PutBack(ticket, zone, before!);
        }

        CountQuotasAnew();
    }

    /// <summary>Those who wait stand in line again, and those who may come into one by the new plan are sent as it can be.</summary>
    private void PutBack(Ticket ticket, ZoneCode from, HallPlan before)
    {
        var sent = ticket with { Target = SentOn(ticket, before) };
        var to = LineZoneOf(sent);
        var moved = from == to ? sent : Counted(sent, ticket, ZoneCalls(to) - ZoneCalls(from), ZoneCalls(to));
        var after = Callable(moved);
        after = after == ticket ? ticket : after;
        _tickets[ticket.Id] = after;
        NoteHeld(after);
        if (after.State == TicketState.Waiting)
        {
            Lines.Add(after, LineZoneOf(after));
        }
    }

    /// <summary>
    /// A ticket that was sent to a counter which goes or loses the skill, or to a zone without counters, is given back to all who may serve
    /// it.
    /// </summary>
    private TicketTarget SentOn(Ticket ticket, HallPlan before)
    {
        var (sent, service) = (ticket.Target, ticket.Service);
        var lost = sent.Counter is { } counter ? !Plan.Counters.ContainsKey(counter)
            || (before.MayCall(counter, service) && !Plan.MayCall(counter, service))
            : sent.Zone is { } zone && !Plan.HasCounterIn(zone);
        return lost ? TicketTarget.AnySkilled : sent;
    }

    /// <summary>Whether a ticket waits, or may come into a line: it is at a window, held, or may rejoin.</summary>
    private bool MayWaitAgain(Ticket ticket) => ticket.IsAlive || (ticket.State == TicketState.NoShow && ticket.EndedAt >= DayBeganAt);

    private ImmutableDictionary<ServiceCode, WithdrawnService> WithdrawnBy(HallConfiguration configuration, IReadOnlyList<GoneService> gone)
    {
        if (_plan is null)
        {
            return ImmutableDictionary<ServiceCode, WithdrawnService>.Empty;
        }

        var (offered, choices) =
            (configuration.Services.Select(service => service.Code).ToHashSet(), gone.ToDictionary(choice => choice.Service));
        var all = _plan.Withdrawn.Values.Concat(_plan.Services.Values.Select(service => new WithdrawnService(service)))
            .Where(withdrawn => !offered.Contains(withdrawn.Service.Code))
            .Select(withdrawn => choices.TryGetValue(withdrawn.Service.Code, out var choice)
                ? withdrawn with { Becomes = choice.Becomes, Ends = choice.Becomes is null }
                : withdrawn)
            .ToDictionary(withdrawn => withdrawn.Service.Code);
        return Carried(all.Values.Select(withdrawn => Followed(withdrawn, all)));
    }

    /// <summary>
    /// What a service becomes that was chosen before and goes itself now: what that one becomes, so that a choice always leads to a service
    /// that is offered.
    /// </summary>
    private static WithdrawnService Followed(WithdrawnService withdrawn, Dictionary<ServiceCode, WithdrawnService> all)
    {
        for (var i = 0; i < all.Count && withdrawn.Becomes is { } next && all.TryGetValue(next, out var gone); i++)
        {
            withdrawn = withdrawn with { Becomes = gone.Becomes, Ends = gone.Ends };
        }

        return withdrawn;
    }

    /// <summary>Withdrawn services are known as long as a known ticket carries them.</summary>
    private ImmutableDictionary<ServiceCode, WithdrawnService> Carried(IEnumerable<WithdrawnService> withdrawn)
    {
        var carried = _tickets.Values.SelectMany(ticket => ticket.Services).Select(service => service.Service).ToHashSet();
        return withdrawn.Where(service => carried.Contains(service.Service.Code)).ToImmutableDictionary(service => service.Service.Code);
    }

    private void ForgetWithdrawn()
    {
        if (Plan.Withdrawn.Count > 0 && Carried(Plan.Withdrawn.Values) is var carried && carried.Count < Plan.Withdrawn.Count)
        {
            _plan = new HallPlan(Plan.Configuration, carried, Plan.Sequence);
        }
    }
}
