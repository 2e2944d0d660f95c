using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Core.Tickets;
using Hall.Web.Wording;

namespace Hall.Web.Surfaces.Teller;

/// <summary>Says in a sentence why the first in a counter's queue is the first, so that a teller can explain it.</summary>
public static class NextReason
{
    /// <summary>The sentence; empty when nobody waits.</summary>
    public static string Of(HallPlan plan, Core.Counters.Counter counter, IReadOnlyList<TicketView> queue, DateTimeOffset now, Words words)
    {
        if (queue.Count == 0)
        {
            return "";
        }

        var first = queue[0].Ticket;
        var reason = words[Key(plan, counter, queue, first, now), first.Number, plan.Rules.WaitCapMinutes, NameOf(plan, first, words)];
        var second = queue.Skip(1).Select(view => view.Ticket).FirstOrDefault(ticket => ticket.Priority != PriorityCode.None);
        return second is null || first.Priority != PriorityCode.None
            ? reason + words[Word.CounterWhyEnd]
            : reason + words[Word.CounterWhyThen, second.Number, queue.TakeWhile(view => view.Ticket.Id != second.Id).Count()]
                + words[Word.CounterWhyEnd];
    }

    private static string Key(HallPlan plan, Core.Counters.Counter counter, IReadOnlyList<TicketView> queue, Ticket first,
        DateTimeOffset now)
    {
        if (first.DueAtZoneCall is not null)
        {
            return Word.CounterWhyDue;
        }

        if (now - first.WaitingSince >= TimeSpan.FromMinutes(plan.Rules.WaitCapMinutes))
        {
            return Word.CounterWhyCap;
        }

        // Nobody sent those to the zone whose service was withdrawn.
        if (first.Target is { Fallback: false } and not { Zone: null, Counter: null })
        {
            return Word.CounterWhySent;
        }

        if (queue.All(view => view.Ticket.WaitingSince >= first.WaitingSince))
        {
            return Word.CounterWhyLongest;
        }

        return first.Priority != PriorityCode.None ? Word.CounterWhyPriority
            : plan.IsReserved(counter.Id) ? Word.CounterWhySpecial
            : Word.CounterWhyScore;
    }

    private static string NameOf(HallPlan plan, Ticket ticket, Words words) =>
        plan.Priorities.TryGetValue(ticket.Priority, out var priority) ? priority.Names.In(words.Language) : ticket.Priority.Value;
}
