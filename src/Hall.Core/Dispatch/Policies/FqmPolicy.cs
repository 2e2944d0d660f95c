using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Core.Waiting;

namespace Hall.Core.Dispatch.Policies;

/// <summary>
/// FQM: the counter is chosen when the ticket is issued, the open one with the fewest waiting, and each counter serves its own queue in
/// order. Of equals a free counter goes first, then the first in the hall's list. While none is open, all that may serve are equal. Nobody
/// ever changes queues.
/// </summary>
internal sealed class FqmPolicy : IDispatchPolicy
{
    private readonly Dictionary<CounterId, SortedSet<LinePlace>> _queues = [];
    private readonly Dictionary<TicketId, CounterId> _counters = [];

    public string Name => "fqm";

    public void Issued(HallState state, Ticket ticket)
    {
        Counter? best = null;
        var fewest = (Closed: true, Waiting: 0, Busy: true);
        foreach (var definition in state.Plan.Configuration.Counters)
        {
            var counter = state.Counters[definition.Counter];
            if (!Dispatcher.MayCall(state, counter.Id, ticket))
            {
                continue;
            }

            var load = (counter.State == CounterState.Closed, Queue(counter.Id).Count, !counter.IsFree);
            if (best is null || load.CompareTo(fewest) < 0)
            {
                (best, fewest) = (counter, load);
            }
        }

        if (best is not null)
        {
            _counters[ticket.Id] = best.Id;
            Queue(best.Id).Add(PlaceOf(ticket));
        }
    }

    public (Ticket Ticket, CallReason Reason)? Choose(HallState state, CounterId counter, DateTimeOffset now)
    {
        var queue = Queue(counter);
        if (queue.Count == 0)
        {
            return null;
        }

        var head = queue.Min;
        var wait = (now - head.Since).TotalSeconds;
        return (state.Tickets[head.Ticket], new(CallRule.Score, wait, wait));
    }

    public void Left(HallState state, Ticket ticket)
    {
        if (_counters.Remove(ticket.Id, out var counter))
        {
            Queue(counter).Remove(PlaceOf(ticket));
        }
    }

    private static LinePlace PlaceOf(Ticket ticket) => new(ticket.WaitingSince, ticket.Id);

    private SortedSet<LinePlace> Queue(CounterId counter)
    {
        if (!_queues.TryGetValue(counter, out var queue))
        {
            _queues[counter] = queue = [];
        }

        return queue;
    }
}
