using Hall.Core.Counters;
using Hall.Core.Tickets;

namespace Hall.Core.Engine;

public sealed partial class HallState
{
    private Counter CounterAfter(TicketAtCounterEvent happened, Counter counter, Ticket ticket, DateTimeOffset at)
    {
        switch (happened)
        {
            case TicketCalled or TicketReturned:
                if (happened is TicketCalled)
                {
                    CountCall(ticket, at);
                }

                return Turn(counter, CounterState.Calling, at) with { Ticket = ticket.Id };
            case ServiceStarted:
                return Turn(counter, CounterState.Serving, at);
            case ServiceCompleted completed:
                return AfterCompletion(completed, counter, ticket, at);
            case TicketNoShow:
                return Turn(counter, CounterState.Idle, at) with { Ticket = null, NoShowsToday = counter.NoShowsToday + 1 };
            case TicketHeld or TicketTransferred:
                return Turn(counter, CounterState.Idle, at) with { Ticket = null };
            default:
                return counter;
        }
    }

    private Counter AfterCompletion(ServiceCompleted completed, Counter counter, Ticket ticket, DateTimeOffset at)
    {
        Learn(completed, ticket, at);
        var counted = counter with { CompletedToday = counter.CompletedToday + 1 };
        if (completed.Then == AfterService.NextBeginsHere)
        {
            return Turn(counted, CounterState.Serving, at);
        }

        Today = Today with { LegsServed = Today.LegsServed + 1 };
        return Turn(counted, CounterState.Idle, at) with
        {
            Ticket = null,
            Feedback = new(ticket.Id, ticket.Legs.Length, at, at.AddSeconds(Plan.Rules.FeedbackSeconds)),
        };
    }

    private void Learn(ServiceCompleted completed, Ticket ticket, DateTimeOffset at)
    {
        var period = ticket.Periods.LastOrDefault(period => period is { Kind: PeriodKind.Service } && period.Service == completed.Service);
        if (period is not null && Plan.Services.TryGetValue(completed.Service, out var service))
        {
            ServiceTimes.Learn(service, (at - period.From).TotalSeconds);
        }
    }

    private void CountCall(Ticket ticket, DateTimeOffset at)
    {
        Today = Today with { Called = Today.Called + 1, CalledInTarget = Today.CalledInTarget + (WasInTarget(ticket, at) ? 1 : 0) };
    }

    private bool WasInTarget(Ticket ticket, DateTimeOffset at)
    {
        var wait = ticket.Periods.LastOrDefault(period => period.Kind == PeriodKind.Wait);
        return wait is not null && (at - wait.From).TotalMinutes <= Plan.Rules.TargetMinutes;
    }

    private void ApplyToCounter(CounterEvent happened, DateTimeOffset at)
    {
        var counter = _counters[happened.Counter];
        _counters[counter.Id] = happened switch
        {
            CounterOpened opened => Turn(counter, CounterState.Idle, at) with { Teller = opened.Teller, LastAction = null, PauseReason = null },
            CounterPaused paused => Turn(counter, CounterState.Paused, at) with
            {
                PauseReason = paused.Reason,
                LastAction = new(EventNames.Of(paused), at, null, null, counter with { LastAction = null }),
            },
            CounterResumed => Turn(counter, CounterState.Idle, at) with { PauseReason = null, LastAction = null },
            CounterClosed => Turn(counter, CounterState.Closed, at) with { Teller = null, PauseReason = null, LastAction = null },
            _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} does to a counter."),
        };
    }

    private void Undo(ActionUndone undone, DateTimeOffset at)
    {
        var counter = _counters[undone.Counter];
        var last = counter.LastAction ?? throw new InvalidOperationException("An undo without an action stands in the journal.");
        if (last.TicketBefore is { } before)
        {
            Put(before with { Notes = _tickets[before.Id].Notes });
            if (last.Action == "ticket-called")
            {
                var inTarget = WasInTarget(before, last.At) ? 1 : 0;
                Today = Today with { Called = Today.Called - 1, CalledInTarget = Today.CalledInTarget - inTarget };
            }
            else if (last.Action == "service-completed" && before.Legs[^1].EndedAt is null && last.TicketAfter?.Legs[^1].EndedAt is not null)
            {
                Today = Today with { LegsServed = Today.LegsServed - 1 };
            }
        }

        _counters[counter.Id] = last.CounterBefore with { LastAction = null };
        LastEventAt = at;
    }

    /// <summary>Changes what a counter is doing and books the stretch that ended as idle or busy.</summary>
    private static Counter Turn(Counter counter, CounterState state, DateTimeOffset at)
    {
        var stretch = at - counter.Since;
        return counter with
        {
            State = state,
            Since = at,
            IdleToday = counter.State == CounterState.Idle ? counter.IdleToday + stretch : counter.IdleToday,
            BusyToday = counter.State is CounterState.Calling or CounterState.Serving ? counter.BusyToday + stretch : counter.BusyToday,
        };
    }

    private void Announce(TicketAtCounterEvent happened, Counter counter, Ticket ticket, DateTimeOffset at)
    {
        if (happened is not (TicketCalled or TicketReturned or TicketRecalled))
        {
            return;
        }

        var call = new RecentCall(Sequence, ticket.Number, counter.Id, counter.Zone, at, happened is TicketRecalled);
        RecentCalls = RecentCalls.Insert(0, call);
        if (RecentCalls.Count > RecentCallLimit)
        {
            RecentCalls = RecentCalls.RemoveAt(RecentCallLimit);
        }
    }
}
