using System.Collections.Immutable;
using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.State;

public sealed partial class HallState
{
    private static readonly HashSet<Type> NotUndoable =
        [typeof(TicketRecalled), typeof(NoteTaken), typeof(PaperTicked), typeof(HolderChecked)];

    private void ApplyAtCounter(TicketAtCounterEvent happened, DateTimeOffset at)
    {
        var before = _tickets[happened.Ticket];
        var counter = _counters[happened.Counter];
        if (happened is TicketCalled or TicketReturned)
        {
            var zone = LineZoneOf(before);
            _zoneCalls[zone] = ZoneCalls(zone) + 1;
        }

        var after = Put(AfterAtCounter(happened, before, at));
        var then = CounterAfter(happened, counter, after, at);
        _counters[counter.Id] = NotUndoable.Contains(happened.GetType())
            ? then with { LastAction = counter.LastAction is { } last && last.TicketAfter == before
                ? last with { TicketAfter = after } : counter.LastAction }
            : then with { LastAction = new(EventNames.Of(happened), at, before, after, counter with { LastAction = null }) };
        Announce(happened, counter, after, at);
    }

    private Ticket AfterAtCounter(TicketAtCounterEvent happened, Ticket ticket, DateTimeOffset at) => happened switch
    {
        TicketCalled called => Call(ticket, called.Counter, called.Teller, called.Reason, ZoneCalls(LineZoneOf(ticket)), at, at),
        TicketReturned returned =>
            Call(ticket, returned.Counter, returned.Teller, null, ZoneCalls(LineZoneOf(ticket)), at, returned.HeldSince ?? at),
        TicketRecalled => ticket with { Recalls = ticket.Recalls + 1 },
        HolderChecked => ticket with { HolderChecked = true },
        ServiceStarted => Begin(ticket, at),
        ServiceCompleted completed => Complete(ticket, completed, at),
        TicketNoShow => EndLeg(ClosePeriod(ticket, at), at) with { State = TicketState.NoShow, EndedAt = at, Counter = null },
        TicketHeld => OpenPeriod(ticket, PeriodKind.Hold, at) with { State = TicketState.Held },
        TicketTransferred transferred => Transfer(ticket, transferred, at),
        NoteTaken note => Noted(ticket, note),
        PaperTicked tick => ticket with { Papers = Ticked(ticket.Papers ?? [], tick) },
        _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} does to a ticket."),
    };

    private static Ticket Call(
        Ticket ticket, CounterId counter, StaffNumber teller, CallReason? reason, long zoneCall, DateTimeOffset at, DateTimeOffset before)
    {
        var sameLeg = ticket.State == TicketState.Held && ticket.CurrentLeg is { EndedAt: null } leg && leg.Counter == counter
            && leg.Teller == teller;
        var moved = sameLeg ? ticket : EndLeg(ticket, before);
        var legs = sameLeg ? moved.Legs : moved.Legs.Add(new Leg(moved.Legs.Length + 1, counter, teller, at, Reason: reason));
        var called = moved with
        {
            State = TicketState.Called,
            Counter = counter,
            Legs = legs,
            Recalls = 0,
            DueAtZoneCall = null,
            CalledAtZoneCall = zoneCall,
        };
        return OpenPeriod(called, PeriodKind.Walk, at);
    }

    private static Ticket Begin(Ticket ticket, DateTimeOffset at)
    {
        var leg = ticket.Legs[^1];
        var begun = ticket with
        {
            State = TicketState.Serving,
            Services = Mark(ticket.Services, ticket.Service, VisitServiceState.InService),
            Legs = ticket.Legs.SetItem(ticket.Legs.Length - 1, leg with { Served = true }),
        };
        return OpenPeriod(begun, PeriodKind.Service, at);
    }

    private static Ticket Complete(Ticket ticket, ServiceCompleted completed, DateTimeOffset at)
    {
        var done = ticket with { Services = Mark(ticket.Services, completed.Service, VisitServiceState.Done) };
        return completed.Then switch
        {
            AfterService.NextBeginsHere => OpenPeriod(
                done with { Services = Mark(done.Services, done.Service, VisitServiceState.InService) }, PeriodKind.Service, at),
            AfterService.WaitsElsewhere => OpenPeriod(EndLeg(done, at) with
            {
                State = TicketState.Waiting, Counter = null, Target = TicketTarget.AnySkilled, DueAtZoneCall = 0,
            }, PeriodKind.Wait, at),
            _ => EndLeg(ClosePeriod(done, at), at) with { State = TicketState.Completed, Counter = null, EndedAt = at },
        };
    }

    private static Ticket Transfer(Ticket ticket, TicketTransferred transferred, DateTimeOffset at)
    {
        var current = ticket.Service;
        var services = transferred.Service is { } other
            ? ticket.Services.Replace(
                ticket.Services.First(service => service.Service == current && service.State != VisitServiceState.Done), new(other))
            : Mark(ticket.Services, current, VisitServiceState.Pending);
        var moved = EndLeg(ticket, at) with
        {
            State = TicketState.Waiting,
            Counter = null,
            Services = services,
            Target = transferred.Target,
            WaitingSince = transferred.Position == TransferPosition.Back ? at : ticket.WaitingSince,
            DueAtZoneCall = transferred.Position == TransferPosition.Front ? 0 : null,
        };
        return OpenPeriod(moved, PeriodKind.Wait, at);
    }

    private static ImmutableArray<VisitService> Mark(ImmutableArray<VisitService> services, ServiceCode code, VisitServiceState state)
    {
        for (var i = 0; i < services.Length; i++)
        {
            if (services[i].Service == code && services[i].State != VisitServiceState.Done)
            {
                return services.SetItem(i, services[i] with { State = state });
            }
        }

        return services;
    }

    private static Ticket EndLeg(Ticket ticket, DateTimeOffset at) => ticket.CurrentLeg is { EndedAt: null } leg
        ? ticket with { Legs = ticket.Legs.SetItem(ticket.Legs.Length - 1, leg with { EndedAt = at }) }
        : ticket;

    private static Ticket ClosePeriod(Ticket ticket, DateTimeOffset at) => ticket.Periods is [.., { To: null } open]
        ? ticket with { Periods = ticket.Periods.SetItem(ticket.Periods.Length - 1, open with { To = at }) }
        : ticket;

    private static Ticket OpenPeriod(Ticket ticket, PeriodKind kind, DateTimeOffset at)
    {
        var closed = ClosePeriod(ticket, at);
        var waits = kind == PeriodKind.Wait;
        var leg = waits ? closed.Legs.Length + 1 : closed.Legs.Length;
        var teller = waits ? null : closed.CurrentLeg?.Teller;
        return closed
            with { Periods = closed.Periods.Add(new(kind, at, null, leg, closed.Service, waits ? null : closed.Counter, teller)) };
    }

    private static Ticket TicketAfter(TicketEvent happened, Ticket ticket, DateTimeOffset at) => happened switch
    {
        TicketAbandoned abandoned =>
            EndLeg(ClosePeriod(ticket, at), abandoned.HeldSince ?? at) with { State = TicketState.Abandoned, EndedAt = at, Counter = null },
        TicketExpired expired =>
            EndLeg(ClosePeriod(ticket, at), expired.HeldSince ?? at) with { State = TicketState.Expired, EndedAt = at, Counter = null },
        TicketGivenBack => ticket with { Target = TicketTarget.AnySkilled },
        TicketPostponed postponed => ticket with
        {
            DueAtZoneCall = postponed.DueAtZoneCall, Postponements = ticket.Postponements + 1,
            PlacesPassed = ticket.PlacesPassed + postponed.Places,
        },
        TicketRejoined rejoined => OpenPeriod(ticket with
        {
            State = TicketState.Waiting,
            EndedAt = null,
            DueAtZoneCall = rejoined.DueAtZoneCall,
            WaitingSince = rejoined.DueAtZoneCall is null ? at : ticket.WaitingSince,
        }, PeriodKind.Wait, at),
        ServiceAdded added => ticket with { Services = ticket.Services.Add(new(added.Service)) },
        ServiceExchanged { At: not null } corrected => Correct(ticket, corrected),
        ServiceExchanged exchanged => Exchange(ticket, exchanged),
        PriorityChanged changed => ticket with { Priority = changed.Priority },
        TicketReprinted => ticket with { Reprints = ticket.Reprints + 1 },
        _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} does to a ticket."),
    };

    // Whoever has had the other service already gets it once more: their matter is not done.
    private static Ticket Exchange(Ticket ticket, ServiceExchanged exchanged)
    {
        var has = exchanged.To is { } wanted
            && ticket.Services.Any(service => service.Service == wanted && service.State != VisitServiceState.Done);
        var services = ticket.Services
            .Where(service =>
                service.Service != exchanged.From || service.State != VisitServiceState.Pending || (exchanged.To is not null && !has))
            .Select(service => service.Service == exchanged.From && service.State == VisitServiceState.Pending
                ? service with { Service = exchanged.To!.Value } : service);
        return ticket with { Services = [.. services] };
    }
}
