using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public static partial class HallRules
{
    private static Decision Open(HallState state, Counter counter, OpenCounter open)
    {
        if (!state.Plan.Counters.ContainsKey(counter.Id))
        {
            return Decision.Reject(RejectionCode.UnknownCounter, $"The hall no longer has a counter {counter.Id}.");
        }

        if (counter.State != CounterState.Closed)
        {
            return counter.Teller == open.Teller
                ? Decision.Nothing
                : Decision.Reject(RejectionCode.CounterOccupied, $"Teller {counter.Teller} works at counter {counter.Id}.");
        }

        if (state.Plan.Tellers.Count > 0 && !state.Plan.Tellers.ContainsKey(open.Teller))
        {
            return Decision.Reject(RejectionCode.UnknownTeller, $"The hall has no teller {open.Teller}.");
        }

        var elsewhere = state.Counters.Values.FirstOrDefault(other => other.Teller == open.Teller);
        return elsewhere is null
            ? Decision.Of(new CounterOpened(counter.Id, open.Teller))
            : Decision.Reject(RejectionCode.TellerElsewhere, $"Teller {open.Teller} works at counter {elsewhere.Id}.");
    }

    private static Decision Pause(Counter counter, PauseCounter pause)
    {
        if (string.IsNullOrWhiteSpace(pause.Reason) || pause.Reason.Length > LongestReason)
        {
            return Decision.Malformed("reason", $"A pause needs a reason of 1 to {LongestReason} characters.");
        }

        return MustBeFree(counter) ?? Decision.Of(new CounterPaused(counter.Id, pause.Reason.Trim()));
    }

    private static Decision Resume(Counter counter) => counter.State switch
    {
        CounterState.Paused => Decision.Of(new CounterResumed(counter.Id)),
        CounterState.Closed => Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed."),
        _ => Decision.Reject(RejectionCode.CounterNotPaused, $"Counter {counter.Id} is not paused."),
    };

    private static Decision Close(Counter counter)
    {
        if (counter.State == CounterState.Closed)
        {
            return Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed already.");
        }

        return counter.Ticket is null
            ? Decision.Of(new CounterClosed(counter.Id))
            : Decision.Reject(RejectionCode.CounterBusy, $"Counter {counter.Id} still has a ticket; end it first.");
    }

    private static Decision CallNextAt(HallState state, Counter counter, DateTimeOffset now, IDispatchPolicy policy)
    {
        if (MustBeFree(counter) is { } forbidden)
        {
            return forbidden;
        }

        return policy.Choose(state, counter.Id, now) is { } next
            ? Decision.Of(new TicketCalled(next.Ticket.Id, counter.Id, counter.Teller!.Value, next.Reason))
            : Decision.Nothing;
    }

    private static Decision CallChosen(HallState state, Counter counter, CallTicket call, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(call.Reason) || call.Reason.Length > LongestReason)
        {
            return Decision.Malformed("reason", $"To call a chosen number needs a reason of 1 to {LongestReason} characters.");
        }

        if (MustBeFree(counter) is { } forbidden)
        {
            return forbidden;
        }

        if (state.FindByNumber(call.Number) is not { } ticket)
        {
            return Decision.Reject(RejectionCode.UnknownTicket, $"The hall knows no number {call.Number} today.");
        }

        if (ticket.State != TicketState.Waiting)
        {
            return Decision.Reject(RejectionCode.NotWaiting, $"{ticket.Number} is not waiting.");
        }

        if (!Dispatcher.MayCall(state, counter.Id, ticket))
        {
            return Decision.Reject(RejectionCode.NotServableHere, $"Counter {counter.Id} may not serve {ticket.Service}.");
        }

        var next = Dispatcher.Choose(state, counter.Id, now)?.Ticket;
        var reason = new CallReason(CallRule.Chosen, 0, (now - ticket.WaitingSince).TotalSeconds,
            next is null || next.Id == ticket.Id ? null : next.Number, call.Reason.Trim());
        return Decision.Of(new TicketCalled(ticket.Id, counter.Id, counter.Teller!.Value, reason));
    }

    private static Decision Return(HallState state, Counter counter, ReturnTicket back)
    {
        if (MustBeFree(counter) is { } forbidden)
        {
            return forbidden;
        }

        return WithTicket(state, back.Ticket, ticket => ticket.State != TicketState.Held
            ? Decision.Reject(RejectionCode.NotHeld, $"{ticket.Number} is not held.")
            : ticket.Counter != counter.Id && !Dispatcher.MayCall(state, counter.Id, ticket)
                ? Decision.Reject(RejectionCode.NotServableHere, $"Counter {counter.Id} may not serve {ticket.Service}.")
                : Decision.Of(new TicketReturned(ticket.Id, counter.Id, counter.Teller!.Value, ticket.HeldSince)));
    }

    private static Decision? MustBeFree(Counter counter) => counter.State switch
    {
        CounterState.Idle => null,
        CounterState.Closed => Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed."),
        CounterState.Paused => Decision.Reject(RejectionCode.CounterPaused, $"Counter {counter.Id} is paused."),
        _ => Decision.Reject(RejectionCode.CounterBusy, $"Counter {counter.Id} has a ticket; end it first."),
    };

    private static Decision Undo(HallState state, Counter counter, DateTimeOffset now)
    {
        var last = counter.LastAction;
        if (last is null || (now - last.At).TotalSeconds > state.Plan.Rules.UndoSeconds)
        {
            return Decision.Reject(RejectionCode.NothingToUndo, $"There is nothing to undo, or it is more than {state.Plan.Rules.UndoSeconds} s ago.");
        }

        if (last is { TicketBefore: { } before, TicketAfter.IsAlive: false } && MayHoldAgain(state, before) is { } holds)
        {
            return holds;
        }

        var ticket = last.TicketAfter?.Id;
        return ticket is { } id && (!state.Tickets.TryGetValue(id, out var current) || current != last.TicketAfter)
            ? Decision.Reject(RejectionCode.NothingToUndo, "The ticket has changed since; it can no longer be undone.")
            : Decision.Of(new ActionUndone(counter.Id, last.Action, ticket));
    }
}
