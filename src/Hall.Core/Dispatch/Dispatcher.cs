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
            return (state.Tickets[ticket], new(best.Capped ? CallRule.WaitCap : CallRule.Score, best.Score,
                best.WaitSeconds, best.RunnerUp is { } next ? state.Tickets[next].Number : null));
        }

        return later is null ? null : (later, new(CallRule.NobodyElse, 0, Waited(later, now)));
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
                    due ??= ticket;
                }
                else
                {
                    later ??= ticket;
                }

                break;
            }
        }

        return (due, later);
    }

    private static Candidate BestOf(HallState state, CounterId counter, DateTimeOffset now)
    {
        var best = new Candidate();
        var reserved = state.Plan.IsReserved(counter);
        if (reserved)
        {
            Consider(state, ServiceKind.Special, counter, now, 0, ref best);
            ConsiderSent(state, counter, now, ref best);
            if (best.Ticket is not null)
            {
                return best;
            }

            var threshold = AnotherSpecialIsIdle(state, counter) ? 0 : state.Plan.Rules.ReserveThresholdMinutes * 60;
            Consider(state, ServiceKind.General, counter, now, threshold, ref best);
            return best;
        }

        Consider(state, null, counter, now, 0, ref best);
        ConsiderSent(state, counter, now, ref best);
        return best;
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

        best.Offer(head, wait, priority.Factor * (wait + priority.CreditSeconds), wait >= state.Plan.Rules.WaitCapMinutes * 60);
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

    /// <summary>The best head of line seen so far, and the one it beat.</summary>
    private struct Candidate
    {
        private LinePlace _place;

        public TicketId? Ticket { get; private set; }

        public TicketId? RunnerUp { get; private set; }

        public double Score { get; private set; }

        public double WaitSeconds { get; private set; }

        public bool Capped { get; private set; }

        public void Offer(LinePlace place, double wait, double score, bool capped)
        {
            if (Ticket is not null && !Beats(place, wait, score, capped))
            {
                RunnerUp ??= place.Ticket;
                return;
            }

            RunnerUp = Ticket;
            (_place, Ticket, Score, WaitSeconds, Capped) = (place, place.Ticket, score, wait, capped);
        }

        private readonly bool Beats(LinePlace place, double wait, double score, bool capped)
        {
            if (capped != Capped)
            {
                return capped;
            }

            var (mine, theirs) = capped ? (wait, WaitSeconds) : (score, Score);
            return mine > theirs || (mine == theirs && place < _place);
        }
    }
}
