using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

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
        var (best, rule) = BestOf(state, at, new ScoringContext(state, now));
        if (best.Best is { } chosen)
        {
            var second = best.RunnerUp;
            return (state.Tickets[chosen.Place.Ticket], new(
                rule, chosen.Score, chosen.WaitSeconds, second is { } next ? state.Tickets[next.Place.Ticket].Number : null, null,
                    second?.Score));
        }

        // General work that the reserve keeps from this counter still waits: who asked for later is not called before it.
        return later is null || SomeoneWaitsFor(state, at)
            ? null
            : (later, new(CallRule.NobodyElse, 0, Waited(later, now)));
    }

    /// <summary>Whether a counter may call a waiting ticket, whatever the reserve says.</summary>
    public static bool MayCall(HallState state, CounterId counter, Ticket ticket) =>
        state.Counters.TryGetValue(counter, out var at) && MayCall(state.Plan, at, ticket);

    /// <summary>Whether a counter may call a ticket that waits, or call one back that is held, whatever the reserve says.</summary>
    public static bool MayCall(HallPlan plan, Counter counter, Ticket ticket) => ticket.Target switch
    {
        { Counter: { } only } => only == counter.Id,
        { Zone: { } zone } => counter.Zone == zone,
        _ => plan.MayCall(counter.Id, ticket.Service),
    };

    /// <summary>b·(wait + credit), seconds.</summary>
    public static double Score(HallPlan plan, PriorityCode priority, double waitSeconds) =>
        plan.Priorities.TryGetValue(priority, out var found) ? found.Factor * (waitSeconds + found.CreditSeconds) : waitSeconds;

    /// <summary>
    /// Whether the rules may keep work from a counter that it could serve, so that it may have to try again without a new event.
    /// </summary>
    public static bool HoldsBack(HallPlan plan, CounterId counter) => plan.IsReserved(counter) || plan.HelpsOf(counter).Count > 0;

    /// <summary>When a free counter may get work that the rules hold back from it now; null when nothing is held back.</summary>
    public static DateTimeOffset? HeldBackUntil(HallState state, CounterId counter, DateTimeOffset now)
    {
        if (!HoldsBack(state.Plan, counter))
        {
            return null;
        }

        DateTimeOffset? first = null;
        var lines = state.Lines.Of(state.Plan, state.Counters[counter]);
        Find(lines.General, state.Plan.Rules.ReserveThresholdMinutes);
        foreach (var (_, help) in lines.Helps)
        {
            Find(help, state.Plan.Rules.Help.StartMinutes);
        }

        return first;

        void Find(CounterLine[] some, int minutes)
        {
            foreach (var line in some)
            {
                if (line.Places.Count > 0)
                {
                    var until = line.Places.Min.Since.AddMinutes(minutes);
                    first = until > now && (first is null || until < first) ? until : first;
                }
            }
        }
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

    /// <summary>
    /// The best for a counter. When it has called enough priorities in a row, the best regular ticket or one over the cap.
    /// </summary>
    private static (Candidate Best, CallRule Rule) BestOf(HallState state, Counter counter, ScoringContext scale)
    {
        var most = state.Plan.Rules.MostPriorityInRow;
        if (most > 0 && counter.PriorityInRow >= most && BestOf(state, counter, scale, regularOnly: true) is { Best: { } regular } turn)
        {
            return (turn, regular.Capped ? CallRule.WaitCap : turn.IsHelp ? CallRule.Help : CallRule.RegularTurn);
        }

        var best = BestOf(state, counter, scale, regularOnly: false);
        return (best, best.IsHelp ? CallRule.Help : best.Best is { Capped: true } ? CallRule.WaitCap : CallRule.Score);
    }

    private static Candidate BestOf(HallState state, Counter counter, ScoringContext scale, bool regularOnly)
    {
        var best = new Candidate();
        var lines = state.Lines.Of(state.Plan, counter);
        Weigh(lines.Special, scale, 0, regularOnly, false, ref best);
        Weigh(lines.Sent, scale, 0, regularOnly, false, ref best);

        // The cap holds for everybody: without it, general work at an always busy special counter would wait for ever.
        var atLeast = !state.Plan.IsReserved(counter.Id) ? 0
            : CounterLines.Anybody(lines.Special) || CounterLines.Anybody(lines.Sent) ? scale.CapSeconds
            : Staffing.AnotherSpecialIsIdle(state, counter) ? 0
            : state.Plan.Rules.ReserveThresholdMinutes * 60.0;
        Weigh(lines.General, scale, atLeast, regularOnly, false, ref best);
        foreach (var (zone, help) in lines.Helps)
        {
            if (Helps(state, counter, lines, zone, help, scale.Now))
            {
                Weigh(help, scale, 0, regularOnly, true, ref best);
            }
        }

        best.OfferSecondInLine(scale);
        return best;
    }

    /// <summary>Whether a counter helps a zone now: that zone is overrun, and nobody of the counter's own has waited long.</summary>
    private static bool Helps(HallState state, Counter counter, CounterLines lines, ZoneCode zone, CounterLine[] help, DateTimeOffset now)
    {
        var rules = state.Plan.Rules;
        var waited = CounterLines.LongestWait(help, now);
        if (waited < 0 || waited < (counter.Helping == zone ? rules.Help.StopMinutes : rules.Help.StartMinutes) * 60.0)
        {
            return false;
        }

        var own = Math.Max(CounterLines.LongestWait(lines.Special, now),
            Math.Max(CounterLines.LongestWait(lines.Sent, now), CounterLines.LongestWait(lines.General, now)));
        return own < rules.Help.OwnMinutes * 60.0;
    }

    private static bool SomeoneWaitsFor(HallState state, Counter counter)
    {
        var lines = state.Lines.Of(state.Plan, counter);
        return CounterLines.Anybody(lines.General) || CounterLines.Anybody(lines.Special) || CounterLines.Anybody(lines.Sent);
    }

    private static void Weigh(CounterLine[] lines, ScoringContext scale, double atLeastSeconds, bool regularOnly, bool isHelp, ref Candidate best)
    {
        foreach (var line in lines)
        {
            if (line.Places.Count == 0)
            {
                continue;
            }

            var head = scale.Weigh(line.Places.Min, line);
            if (head.WaitSeconds >= atLeastSeconds && (!regularOnly || head.Capped || line.Priority.Code == PriorityCode.None))
            {
                best.Offer(head, line, isHelp);
            }
        }
    }

    private static double Waited(Ticket ticket, DateTimeOffset now) => (now - ticket.WaitingSince).TotalSeconds;
}
