using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.State;

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

                var turned = Turn(counter, CounterState.Calling, at) with { Ticket = ticket.Id };
                return happened is not TicketCalled called ? turned : turned with
                {
                    PriorityInRow = ticket.Priority == PriorityCode.None ? 0 : counter.PriorityInRow + 1,
                    Helping = called.Reason.Rule == CallRule.Help ? LineZoneOf(ticket) : null,
                };
            case ServiceStarted:
                return Turn(counter, CounterState.Serving, at);
            case ServiceCompleted completed:
                return AfterCompletion(completed, counter, ticket, at);
            case TicketNoShow:
                return Turn(counter, CounterState.Idle, at) with { Ticket = null, NoShowsToday = counter.NoShowsToday + 1 };
            case TicketHeld:
                return Turn(counter, CounterState.Idle, at) with { Ticket = null };
            case TicketTransferred:
                return Turn(counter, CounterState.Idle, at) with
                {
                    Ticket = null,
                    Feedback = counter.State == CounterState.Serving ? Minute(ticket, at) : counter.Feedback,
                };
            default:
                return counter;
        }
    }

    private Counter AfterCompletion(ServiceCompleted completed, Counter counter, Ticket ticket, DateTimeOffset at)
    {
        Learn(completed, ticket, at);
        var forgotten = Plan.Rules.IsForgotten(at - counter.Since) ? 1 : 0;
        var counted = counter with { CompletedToday = counter.CompletedToday + 1, ForgottenToday = counter.ForgottenToday + forgotten };
        if (completed.Then == AfterService.NextBeginsHere)
        {
            return Turn(counted, CounterState.Serving, at);
        }

        return Turn(counted, CounterState.Idle, at) with
        {
            Ticket = null,
            Feedback = Minute(ticket, at),
        };
    }

    private RatingWindow Minute(Ticket ticket, DateTimeOffset at) =>
        new(ticket.Id, ticket.Legs.Length, at, at.AddSeconds(Plan.Rules.FeedbackSeconds));

    private void Learn(ServiceCompleted completed, Ticket ticket, DateTimeOffset at)
    {
        if (!Plan.Services.TryGetValue(completed.Service, out var service))
        {
            return;
        }

        // A service that was put aside and taken up again has several stretches.
        var leg = ticket.Legs.Length;
        var stretches = ticket.Periods.Where(period =>
            period.Kind == PeriodKind.Service && period.Leg == leg && period.Service == completed.Service && period.To is not null);
        var seconds = stretches.Sum(period => ((period.To ?? at) - period.From).TotalSeconds);
        if (!Plan.Rules.IsForgotten(TimeSpan.FromSeconds(seconds)))
        {
            ServiceTimes.Learn(service, seconds);
        }
    }

    private void CountCall(Ticket ticket, DateTimeOffset at)
    {
        Today = Today with { Called = Today.Called + 1, CalledInTarget = Today.CalledInTarget + (WasInTarget(ticket, at) ? 1 : 0) };
    }

    /// <summary>Whether a ticket waits and has waited longer than the hall's target for its kind of service.</summary>
    /// <param name="ticket">The ticket.</param>
    /// <param name="now">The hall's time, UTC.</param>
    public bool IsBeyondTarget(Ticket ticket, DateTimeOffset now) => ticket.State == TicketState.Waiting && !WasInTarget(ticket, now);

    private bool WasInTarget(Ticket ticket, DateTimeOffset at) =>
        ticket.Periods.LastOrDefault(period => period.Kind == PeriodKind.Wait) is { } wait
        && (at - wait.From).TotalMinutes <= Plan.TargetMinutesOf(ticket.Service);

    private void ApplyToCounter(CounterEvent happened, DateTimeOffset at)
    {
        var counter = _counters[happened.Counter];
        _counters[counter.Id] = happened switch
        {
            CounterOpened opened => Back(counter, at) with { Teller = opened.Teller, OpenedAt = at },
            CounterPaused paused => Turn(counter, CounterState.Paused, at) with
            {
                PauseReason = paused.Reason,
                PauseMinutes = paused.Minutes,
                KeepsSentUntil = paused.KeepsMinutes is { } minutes ? at.AddMinutes(minutes) : null,
                LastAction = new(EventNames.Of(paused), at, null, null, counter with { LastAction = null }),
            },
            CounterResumed => Back(counter, at),
            CounterClosed closed => Back(counter, at) with
            {
                State = CounterState.Closed,
                Teller = null,
                OpenedAt = null,
                KeepsSentUntil = closed.KeepsMinutes is { } minutes ? at.AddMinutes(minutes) : null,
                LastAction = new(EventNames.Of(closed), at, null, null, counter with { LastAction = null }),
            },
            _ => throw new InvalidOperationException($"No rule says what {happened.GetType().Name} does to a counter."),
        };
    }

    private Counter Back(Counter counter, DateTimeOffset at) =>
        Turn(counter, CounterState.Idle, at) with { PauseReason = null, PauseMinutes = null, KeepsSentUntil = null, LastAction = null };

    private void Undo(ActionUndone undone)
    {
        var counter = _counters[undone.Counter];
        var last = counter.LastAction ?? throw new InvalidOperationException("An undo without an action stands in the journal.");
        if (last.TicketBefore is { } before)
        {
            // What was written and ticked meanwhile is kept: nobody takes that back by taking a key back.
            var now = _tickets[before.Id];
            Put(before with { Notes = now.Notes, NoteLeg = now.NoteLeg, Papers = now.Papers });
            if (last.Action is "ticket-called" or "ticket-returned")
            {
                TakeBackCall(last, before);
            }
        }

        _counters[counter.Id] = last.CounterBefore with { LastAction = null };
    }

    /// <summary>A call that was taken back is none: it is not counted, and the boards no longer show it.</summary>
    private void TakeBackCall(LastAction last, Ticket before)
    {
        var zone = LineZoneOf(before);
        _zoneCalls[zone] = ZoneCalls(zone) - 1;
        RecentCalls = RecentCalls.RemoveAll(
            call => call.Number == before.Number && call.Counter == last.CounterBefore.Id && call.At >= last.At);
        if (last.Action == "ticket-called")
        {
            var inTarget = WasInTarget(before, last.At) ? 1 : 0;
            Today = Today with { Called = Today.Called - 1, CalledInTarget = Today.CalledInTarget - inTarget };
        }
    }

    /// <summary>
    /// Changes what a counter is doing and books the stretch that ended as idle or busy; one that was forgotten was neither.
    /// </summary>
    private Counter Turn(Counter counter, CounterState state, DateTimeOffset at)
    {
        var stretch = at - counter.Since;
        return counter with
        {
            State = state,
            Since = at,
            IdleToday = counter.State == CounterState.Idle ? counter.IdleToday + stretch : counter.IdleToday,
            BusyToday = counter.State is CounterState.Calling or CounterState.Serving && !Plan.Rules.IsForgotten(stretch)
                ? counter.BusyToday + stretch : counter.BusyToday,
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
