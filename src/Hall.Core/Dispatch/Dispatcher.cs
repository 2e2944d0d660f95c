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

        var at = state.Counters[counter];
        var best = BestOf(state, at, now);
        if (best.Ticket is { } ticket)
        {
            var rule = best.Capped ? CallRule.WaitCap : CallRule.Score;
            var runnerUp = best.RunnerUp is { } next ? state.Tickets[next].Number : null;
            return (state.Tickets[ticket], new(rule, best.Score, best.WaitSeconds, runnerUp));
        }

        // General work that the reserve keeps from this counter still waits: who asked for later is not called before it.
        return later is null || SomeoneWaitsFor(state, at)
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

    /// <summary>Whether the rules may keep work from a counter that it could serve, so that it may have to try again without a new event.</summary>
    internal static bool HoldsBack(HallPlan plan, CounterId counter) => plan.IsReserved(counter);

    /// <summary>When a free counter may get work that the rules hold back from it now; null when nothing is held back.</summary>
    internal static DateTimeOffset? HeldBackUntil(HallState state, CounterId counter, DateTimeOffset now)
    {
        if (!HoldsBack(state.Plan, counter))
        {
            return null;
        }

        DateTimeOffset? first = null;
        foreach (var line in state.Lines.Of(state.Plan, state.Counters[counter]).General)
        {
            if (line.Places.Count > 0)
            {
                var until = line.Places.Min.Since.AddMinutes(state.Plan.Rules.ReserveThresholdMinutes);
                first = until > now && (first is null || until < first) ? until : first;
            }
        }

        return first;
    }

    private static (Ticket? Due, Ticket? Later) DueFor(HallState state, CounterId counter)
    {
        Ticket? due = null;
        Ticket? later = null;
        if (!state.Lines.HasDue)
        {
            return (due, later);
        }

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

    private static Candidate BestOf(HallState state, Counter counter, DateTimeOffset now)
    {
        var best = new Candidate();
        var lines = state.Lines.Of(state.Plan, counter);
        var cap = CapSeconds(state);
        Weigh(lines.Special, now, 0, cap, ref best);
        Weigh(lines.Sent, now, 0, cap, ref best);

        // The cap holds for everybody: without it, general work at an always busy special counter would wait for ever.
        var atLeast = !state.Plan.IsReserved(counter.Id) ? 0
            : best.Ticket is not null ? cap
            : AnotherSpecialIsIdle(state, counter) ? 0
            : state.Plan.Rules.ReserveThresholdMinutes * 60.0;
        Weigh(lines.General, now, atLeast, cap, ref best);
        best.OfferSecondInLine(cap, now);
        return best;
    }

    private static double CapSeconds(HallState state) => state.Plan.Rules.WaitCapMinutes * 60.0;

    private static bool SomeoneWaitsFor(HallState state, Counter counter)
    {
        var lines = state.Lines.Of(state.Plan, counter);
        return CounterLines.Anybody(lines.General) || CounterLines.Anybody(lines.Special) || CounterLines.Anybody(lines.Sent);
    }

    private static void Weigh(CounterLine[] lines, DateTimeOffset now, double atLeastSeconds, double capSeconds, ref Candidate best)
    {
        foreach (var (places, priority, _, _) in lines)
        {
            if (places.Count == 0)
            {
                continue;
            }

            var head = places.Min;
            var wait = (now - head.Since).TotalSeconds;
            if (wait >= atLeastSeconds)
            {
                best.Offer(new(head, wait, priority.Factor * (wait + priority.CreditSeconds), wait >= capSeconds), places, priority);
            }
        }
    }

    private static bool AnotherSpecialIsIdle(HallState state, Counter counter)
    {
        foreach (var other in state.Plan.ReservedIn(counter.Zone))
        {
            if (other != counter.Id && state.Counters[other].IsFree)
            {
                return true;
            }
        }

        return false;
    }

    private static double Waited(Ticket ticket, DateTimeOffset now) => (now - ticket.WaitingSince).TotalSeconds;
}
