using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>
/// One day of a hall from event to event. Of one instant, services end first, then shifts end and begin, then visitors arrive, then
/// counters call, and only then those leave whose patience is over: who is called at the very end of it stays. Of several free counters the
/// one with the longest cumulative idle time calls first.
/// </summary>
public sealed partial class VirtualDay
{
    private readonly VirtualHall _hall;
    private readonly Agenda _agenda = new();
    private readonly VirtualCounter[] _counters;
    private readonly Dictionary<CounterId, VirtualCounter> _byId = [];
    private readonly Dictionary<TicketId, int> _visitorOf = [];
    private readonly List<VirtualCounter> _trying = [];
    private readonly HashSet<ServiceCode> _arrived = [];
    private readonly TimeSpan _rest;
    private readonly TimeSpan _noShowAfter;
    private IReadOnlyList<Visitor> _visitors = [];
    private Stay[] _stays = [];
    private TicketId[] _tickets = [];
    private TimeSpan _closing;
    private int _free;

    /// <summary>Prepares a day in a hall whose counters are all closed.</summary>
    public VirtualDay(VirtualHall hall)
    {
        _hall = hall;
        var rules = hall.State.Plan.Rules;
        _rest = TimeSpan.FromSeconds(rules.RestSeconds);
        _noShowAfter = TimeSpan.FromSeconds(rules.NoShowAfterSeconds);
        _counters =
            [.. hall.State.Plan.Configuration.Counters.Select((counter, i) =>
                new VirtualCounter(i, counter.Counter, new(Invariant($"t{i}"))))];
        foreach (var counter in _counters)
        {
            _byId[counter.Id] = counter;
        }
    }

    /// <summary>Runs the day to its end.</summary>
    /// <param name="visitors">By arrival.</param>
    /// <param name="shifts">In any order; those of one counter do not overlap.</param>
    public DayRecord Run(IReadOnlyList<Visitor> visitors, IReadOnlyList<Shift> shifts)
    {
        Prepare(visitors, shifts);
        Go(0);
        return Record();
    }

    private void Prepare(IReadOnlyList<Visitor> visitors, IReadOnlyList<Shift> shifts)
    {
        _visitors = visitors;
        _stays = new Stay[visitors.Count];
        _tickets = new TicketId[visitors.Count];
        foreach (var shift in shifts)
        {
            _agenda.Plan(StepKind.Open, _byId[shift.Counter].Index, shift.From);
            _agenda.Plan(StepKind.Close, _byId[shift.Counter].Index, shift.To);
            _closing = shift.To > _closing ? shift.To : _closing;
        }
    }

    private void Go(int next)
    {
        while (true)
        {
            var step = _agenda.NextStep;
            var arrival = next < _visitors.Count && _visitors[next].Arrives <= _closing ? _visitors[next].Arrives : (TimeSpan?)null;
            var leaving = _agenda.NextLeaving is { } end && end <= _closing ? end : (TimeSpan?)null;
            if (Earliest(step, arrival) is not { } now || now > leaving)
            {
                if (leaving is not { } left)
                {
                    return;
                }

                LeaveAt(left);
                continue;
            }

            while (_agenda.NextStep == now)
            {
                Take(_agenda.TakeStep(), now);
            }

            while (next < _visitors.Count && _visitors[next].Arrives == now)
            {
                Arrive(next++, now);
            }

            Offer(now);
        }
    }

    private static TimeSpan? Earliest(TimeSpan? one, TimeSpan? other) => one is null || other < one ? other ?? one : one;

    private void LeaveAt(TimeSpan now)
    {
        while (_agenda.NextLeaving == now)
        {
            var visitor = _agenda.TakeLeaving();
            if (_tickets[visitor].Value == 0)
            {
                continue;
            }

            _hall.Leave(_tickets[visitor], now);
            _visitorOf.Remove(_tickets[visitor]);
            _stays[visitor] = new(StayEnd.Abandoned, now - _visitors[visitor].Arrives, -1);
            _tickets[visitor] = default;
        }
    }

    private void Arrive(int index, TimeSpan now)
    {
        var visitor = _visitors[index];
        var ticket = _hall.Issue(visitor, now);
        _tickets[index] = ticket;
        _visitorOf[ticket] = index;
        _stays[index] = new(StayEnd.Unserved, TimeSpan.Zero, -1);
        _arrived.Add(visitor.Service);
        if (visitor.Patience is { } patience)
        {
            _agenda.PlanLeaving(index, now + patience);
        }
    }

    private DayRecord Record()
    {
        var counters = _counters.Select(counter => _hall.State.Counters[counter.Id])
            .Select(counter => new CounterTimes(counter.Id, counter.BusyToday, counter.IdleToday));
        return new(_visitors, _stays, [.. counters]);
    }
}
