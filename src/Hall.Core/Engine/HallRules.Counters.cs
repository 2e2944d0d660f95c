using Hall.Core.Commands;
using Hall.Core.Counters;
using Hall.Core.Dispatch;
using Hall.Core.Events;
using Hall.Core.State;
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

    // A window that was closed by mistake is its teller's again, unless they work elsewhere by now, or no longer.
    private static Decision? MayNotReopen(HallState state, Counter before) => Open(state, before with { State = CounterState.Closed },
        new(before.Id, before.Teller ?? default)) is { Rejection: not null } forbidden ? forbidden : null;

    private const int LongestPauseMinutes = 480;

    private static Decision Pause(HallState state, Counter counter, PauseCounter pause)
    {
        if (string.IsNullOrWhiteSpace(pause.Reason) || pause.Reason.Length > LongestReason)
        {
            return Decision.Malformed("reason", $"A pause needs a reason of 1 to {LongestReason} characters.");
        }

        if (pause.Minutes is < 1 or > LongestPauseMinutes)
        {
            return Decision.Malformed("minutes", $"A pause takes 1 to {LongestPauseMinutes} minutes.");
        }

        var (isLong, keeps) = (pause.Minutes > Counter.LongPauseMinutes, pause.Sent == SentTickets.Keep);
        var paused = new CounterPaused(counter.Id, pause.Reason.Trim(), pause.Minutes,
            keeps ? Math.Max(Counter.LongPauseMinutes, pause.Minutes ?? 0) : null);
        return MustBeFree(counter) ?? Decision.Of([paused, .. isLong && !keeps ? GivenBack(state, other => other.Id == counter.Id) : []]);
    }

    private static Decision Resume(Counter counter) => counter.State switch
    {
        CounterState.Paused => Decision.Of(new CounterResumed(counter.Id)),
        CounterState.Closed => Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed."),
        _ => Decision.Reject(RejectionCode.CounterNotPaused, $"Counter {counter.Id} is not paused."),
    };

    private static Decision Close(HallState state, Counter counter, CloseCounter close)
    {
        if (counter.State == CounterState.Closed)
        {
            return Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed already.");
        }

        if (counter.Ticket is not null)
        {
            return Decision.Reject(RejectionCode.CounterBusy, $"Counter {counter.Id} still has a ticket; end it first.");
        }

        return close.Sent == SentTickets.Keep
            ? Decision.Of(new CounterClosed(counter.Id, Counter.LongPauseMinutes))
            : Decision.Of([new CounterClosed(counter.Id), .. GivenBack(state, other => other.Id == counter.Id)]);
    }

    /// <summary>Those who were sent to such counters are given back to all who may serve them.</summary>
    private static IEnumerable<HallEvent> GivenBack(HallState state, Func<Counter, bool> from) => state.SentTickets
        .Where(ticket => state.Counters.TryGetValue(ticket.Target.Counter!.Value, out var sent) && from(sent))
        .Select(ticket => new TicketGivenBack(ticket.Id, ticket.Target.Counter!.Value));

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
            return MayNotCall(counter, ticket);
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
                ? MayNotCall(counter, ticket)
                : Decision.Of(new TicketReturned(ticket.Id, counter.Id, counter.Teller!.Value, ticket.HeldSince)));
    }

    private static Decision MayNotCall(Counter counter, Ticket ticket) => Decision.Reject(RejectionCode.NotServableHere,
        ticket.Target.Counter is { } other ? $"{ticket.Number} was sent to counter {other}."
        : ticket.Target.Zone is { } zone ? $"{ticket.Number} was sent to zone {zone}."
        : $"Counter {counter.Id} may not serve {ticket.Service}.");

    private static Decision? MustBeFree(Counter counter) => counter.State switch
    {
        CounterState.Idle => null,
        CounterState.Closed => Decision.Reject(RejectionCode.CounterClosed, $"Counter {counter.Id} is closed."),
        CounterState.Paused => Decision.Reject(RejectionCode.CounterPaused, $"Counter {counter.Id} is paused."),
        _ => Decision.Reject(RejectionCode.CounterBusy, $"Counter {counter.Id} has a ticket; end it first."),
    };

    private static Decision Undo(HallState state, Counter counter, UndoLastAction undo, DateTimeOffset now)
    {
        var last = counter.LastAction;
        if (last is null || (now - last.At).TotalSeconds > state.Plan.Rules.UndoSeconds)
        {
            return Decision.Reject(
                RejectionCode.NothingToUndo,
                Invariant($"There is nothing to undo, or it is more than {state.Plan.Rules.UndoSeconds} s ago."));
        }

        if (counter.State == CounterState.Closed && MayNotReopen(state, last.CounterBefore) is { } forbidden)
        {
            return forbidden;
        }

        var (ticket, undone) = (last.TicketAfter?.Id, Decision.Of(new ActionUndone(counter.Id, last.Action, last.TicketAfter?.Id)));
        if (ticket is { } id && (!state.Tickets.TryGetValue(id, out var current) || current != last.TicketAfter))
        {
            return Decision.Reject(RejectionCode.NothingToUndo, "The ticket has changed since; it can no longer be undone.");
        }

        if (last is not { TicketBefore: { } then, TicketAfter: { } after })
        {
            return undone;
        }

        var gained = after.IsAlive ? Wanted(state, then).Except(Wanted(state, after)) : Wanted(state, then);
        return UnlessHeld(state, then, [.. gained], after.IsAlive, undo.Ends, undone);
    }
}
