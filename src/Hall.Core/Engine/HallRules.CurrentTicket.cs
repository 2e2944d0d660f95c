using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.State;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision Recall(HallState state, Counter counter)
    {
        if (counter.State != CounterState.Calling || counter.Ticket is not { } id)
        {
            return NoneCalled(counter);
        }

        return state.Tickets[id].Recalls >= state.Plan.Rules.RecallLimit
            ? Decision.Reject(RejectionCode.RecallLimit,
                Invariant($"{state.Tickets[id].Number} was called again {state.Plan.Rules.RecallLimit} times; it is a no-show."))
            : Decision.Of(new TicketRecalled(id, counter.Id));
    }

    private static Decision Start(HallState state, Counter counter) => counter.State == CounterState.Calling && counter.Ticket is { } id
        ? MustBeSeen(state, state.Tickets[id]) ?? Decision.Of(new ServiceStarted(id, counter.Id))
        : NoneCalled(counter);

    private static Decision NoneCalled(Counter counter) => counter.State == CounterState.Serving
        ? Decision.Reject(RejectionCode.AlreadyStarted, $"The service at counter {counter.Id} has started already.")
        : NoTicket(counter);

    private static Decision NoTicket(Counter counter) => counter.State switch
    {
        CounterState.Closed => Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed."),
        _ => Decision.Reject(RejectionCode.NoCurrentTicket, $"Counter {counter.Id} has no ticket."),
    };

    private static Decision Complete(HallState state, Counter counter)
    {
        if (counter.Ticket is not { } id)
        {
            return NoTicket(counter);
        }

        if (counter.State != CounterState.Serving)
        {
            return Decision.Reject(RejectionCode.NotStarted, $"The service at counter {counter.Id} has not started.");
        }

        var ticket = state.Tickets[id];
        var then = ticket.NextService is not { } next ? AfterService.VisitEnds
            : state.Plan.MayServe(counter.Id, next) ? AfterService.NextBeginsHere
            : AfterService.WaitsElsewhere;
        return Decision.Of(new ServiceCompleted(id, counter.Id, ticket.Service, then));
    }

    private static Decision NoShow(HallState state, Counter counter) => counter.State == CounterState.Calling && counter.Ticket is { } id
        ? Decision.Of(new TicketNoShow(id, counter.Id))
        : NoneCalled(counter);

    private static Decision Hold(HallState state, Counter counter, HoldTicket hold)
    {
        if (hold.Reason is { Length: > LongestReason })
        {
            return Decision.Malformed("reason", $"A reason has at most {LongestReason} characters.");
        }

        return counter.Ticket is { } id
            ? Decision.Of([new TicketHeld(id, counter.Id, hold.Reason), .. GoneMeanwhile(state, state.Tickets[id])])
            : NoTicket(counter);
    }

    private static Decision Transfer(HallState state, Counter counter, TransferTicket transfer, DateTimeOffset now)
    {
        if (counter.Ticket is not { } id)
        {
            return NoTicket(counter);
        }

        var named = (transfer.Service is null ? 0 : 1) + (transfer.Zone is null ? 0 : 1) + (transfer.ToCounter is null ? 0 : 1);
        if (named != 1)
        {
            return Decision.Malformed("to", "A transfer names exactly one of service, zone and counter.");
        }

        if (transfer.Service is { } service && !state.Plan.Services.ContainsKey(service))
        {
            return Decision.Reject(RejectionCode.UnknownService, $"The catalogue has no service {service}.");
        }

        if (transfer.Zone is { } zone && !state.Plan.Zones.ContainsKey(zone))
        {
            return Decision.Reject(RejectionCode.UnknownZone, $"The hall has no zone {zone}.");
        }

        if (transfer.ToCounter is { } other && !state.Plan.Counters.ContainsKey(other))
        {
            return Decision.Reject(RejectionCode.UnknownCounter, $"The hall has no counter {other}.");
        }

        var ticket = state.Tickets[id];
        if (transfer.Service is { } same && ticket.Services.Any(has => has.Service == same && has.Service != ticket.Service))
        {
            return Decision.Malformed("service", $"The visit has service {same} already.");
        }

        // Nobody is sent to a counter where nobody is: all who may serve the ticket may call it.
        var away = transfer.ToCounter is { } sent && state.Counters[sent].GivesBack(now) ? state.Counters[sent] : null;
        var target = away is null ? new TicketTarget(transfer.Zone, transfer.ToCounter) : TicketTarget.AnySkilled;
        var transferred = new TicketTransferred(id, counter.Id, transfer.Service, target, transfer.Position);
        var decision = transfer.Service is { } gained
            ? UnlessHeld(state, ticket, gained == ticket.Service ? [] : [gained], lives: true, transfer.Ends, Decision.Of(transferred))
            : Decision.Of([transferred, .. GoneMeanwhile(state, ticket, begun: true)]);
        return away is null ? decision : decision
            with { Warnings = [away.State == CounterState.Closed ? RejectionCode.CounterClosed : RejectionCode.CounterPaused] };
    }
}
