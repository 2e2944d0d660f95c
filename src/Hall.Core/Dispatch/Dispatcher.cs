using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;

namespace Hall.Core.Dispatch;

/// <summary>
/// Chooses who is called next at a counter: due tickets, then whoever is over the cap on waiting, then the highest
/// b·(wait + credit) — an accumulating priority queue (Kleinrock; Stanford, Taylor and Ziedins) — and, when nobody else
/// waits, those who were not due yet. The counter is chosen when someone is called, never when the ticket is issued.
/// </summary>
public static class Dispatcher
{
    /// <summary>Who is next at a counter; null when nobody it may serve is waiting.</summary>
    public static (Ticket Ticket, CallReason Reason)? Choose(HallState state, CounterId counter, DateTimeOffset now)
    {
        var (due, later) = DueFor(state, counter);
        if (due is not null)
        {
            return (due, new(CallRule.Due, 0, Waited(due, now)));
        }

        var best = BestOf(state, counter, now);
        if (best.Ticket is { } ticket)
        {
            var rule = best.Capped ? CallRule.WaitCap : CallRule.Score;
            var runnerUp = best.RunnerUp is { } next ? state.Tickets[next].Number : null;
            return (state.Tickets[ticket], new(rule, best.Score, best.WaitSeconds, runnerUp));
        }

        // General work that the reserve keeps from this counter still waits: who asked for later is not called before it.
        return later is null || SomeoneWaitsFor(state, counter)
            ? null
            : (later, new(CallRule.NobodyElse, 0, Waited(later, now)));
    }

    /// <summary>Whether a counter may call a waiting ticket, whatever the reserve says.</summary>
    public static bool MayCall(HallState state, CounterId counter, Ticket ticket)
    {
        var target = ticket.Target;
        if (target.Counter is { } only)
        {
            return only == counter;
        }

        return target.Zone is { } zone
            ? state.Counters[counter].Zone == zone
            : state.Plan.MayServe(counter, ticket.Service);
    }

    /// <summary>b·(wait + credit), seconds.</summary>
    public static double Score(HallPlan plan, PriorityCode priority, double waitSeconds) =>
        plan.Priorities.TryGetValue(priority, out var found) ? found.Factor * (waitSeconds + found.CreditSeconds) : waitSeconds;

    private static (Ticket? Due, Ticket? Later) DueFor(HallState state, CounterId counter)
    {
        Ticket? due = null;
        Ticket? later = null;
        LinePlace dueFirst = default;
        LinePlace laterFirst = default;
        foreach (var zone in state.Plan.Zones.Keys)
        {
            foreach (var place in state.Lines.DueOf(zone))
            {
                var ticket = state.Tickets[place.Place.Ticket];
                if (!MayCall(state, counter, ticket))
                {
                    continue;
                }

                if (place.DueAtZoneCall <= state.ZoneCalls(zone))
                {
                    (due, dueFirst) = due is null || place.Place < dueFirst ? (ticket, place.Place) : (due, dueFirst);
                }
                else
                {
                    (later, laterFirst) = later is null || place.Place < laterFirst ? (ticket, place.Place) : (later, laterFirst);
                }

                break;
            }
        }

        return (due, later);
    }

    private static Candidate BestOf(HallState state, CounterId counter, DateTimeOffset now)
    {
        var best = new Candidate();
        if (state.Plan.IsReserved(counter))
        {
            Consider(state, ServiceKind.Special, counter, now, 0, ref best);
            ConsiderSent(state, counter, now, ref best);

            // The cap holds for everybody: without it, general work at an always busy special counter would wait for ever.
            var atLeast = best.Ticket is not null ? CapSeconds(state)
                : AnotherSpecialIsIdle(state, counter) ? 0
                : state.Plan.Rules.ReserveThresholdMinutes * 60;
            Consider(state, ServiceKind.General, counter, now, atLeast, ref best);
        }
        else
        {
            Consider(state, null, counter, now, 0, ref best);
            ConsiderSent(state, counter, now, ref best);
        }

        best.OfferSecondInLine(CapSeconds(state), now);
        return best;
    }

    private static double CapSeconds(HallState state) => state.Plan.Rules.WaitCapMinutes * 60.0;

    private static bool SomeoneWaitsFor(HallState state, CounterId counter)
    {
        var zone = state.Counters[counter].Zone;
        foreach (var priority in state.Plan.Classes)
        {
            if (state.Lines.Line(new(null, zone, null, priority.Code)) is { Count: > 0 }
                || state.Lines.Line(new(null, null, counter, priority.Code)) is { Count: > 0 })
            {
                return true;
            }

            foreach (var service in state.Plan.SkillsOf(counter))
            {
                if (state.Lines.Line(new(service, null, null, priority.Code)) is { Count: > 0 })
                {
                    return true;
                }
            }
        }

        return false;
    }

    private static void Consider(
        HallState state, ServiceKind? kind, CounterId counter, DateTimeOffset now, double atLeastSeconds, ref Candidate best)
    {
        foreach (var service in state.Plan.SkillsOf(counter))
        {
            if (kind is { } wanted && state.Plan.Services[service].Kind != wanted)
            {
                continue;
            }

            foreach (var priority in state.Plan.Classes)
            {
                Weigh(state, new(service, null, null, priority.Code), priority, now, atLeastSeconds, ref best);
            }
        }
    }

    private static void ConsiderSent(HallState state, CounterId counter, DateTimeOffset now, ref Candidate best)
    {
        var zone = state.Counters[counter].Zone;
        foreach (var priority in state.Plan.Classes)
        {
            Weigh(state, new(null, zone, null, priority.Code), priority, now, 0, ref best);
            Weigh(state, new(null, null, counter, priority.Code), priority, now, 0, ref best);
        }
    }

    private static void Weigh(
        HallState state, LineKey key, PriorityClass priority, DateTimeOffset now, double atLeastSeconds, ref Candidate best)
    {
        var line = state.Lines.Line(key);
        if (line is null || line.Count == 0)
        {
            return;
        }

        var head = line.Min;
        var wait = (now - head.Since).TotalSeconds;
        if (wait < atLeastSeconds)
        {
            return;
        }

        best.Offer(new(head, wait, priority.Factor * (wait + priority.CreditSeconds), wait >= CapSeconds(state)), line, priority);
    }

    private static bool AnotherSpecialIsIdle(HallState state, CounterId counter)
    {
        var zone = state.Counters[counter].Zone;
        foreach (var other in state.Counters.Values)
        {
            if (other.Id != counter && other.Zone == zone && other.IsFree && state.Plan.IsReserved(other.Id))
            {
                return true;
            }
        }

        return false;
    }

    private static double Waited(Ticket ticket, DateTimeOffset now) => (now - ticket.WaitingSince).TotalSeconds;
}
