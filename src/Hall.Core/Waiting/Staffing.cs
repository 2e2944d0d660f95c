using Hall.Core.Counters;

namespace Hall.Core.Waiting;

/// <summary>How a kind of work stands to another at the counters that both share.</summary>
internal enum Rivalry
{
    /// <summary>The rule for scores and the cap decides.</summary>
    ByRule,

    /// <summary>The reserve puts the other work first, unless this one has waited longer than the hall allows.</summary>
    OtherFirst,

    /// <summary>The reserve puts this work first, unless the other has waited longer than the hall allows.</summary>
    OtherOnlyOverCap,
}

/// <summary>People who may be called before others.</summary>
/// <param name="Group">Those people.</param>
/// <param name="Rivalry">What decides.</param>
internal readonly record struct Rivals(WaitingGroup Group, Rivalry Rivalry);

/// <summary>Rivals whom the same counters may serve.</summary>
/// <param name="able">Those counters, by number of the set.</param>
/// <param name="counters">
/// How many of the counters that may serve one may serve these, too; null for all of them: nobody calls one before these.
/// </param>
internal sealed class RivalSet(int able, int? counters)
{
    public int Able => able;

    public int? Counters => counters;

    public List<Rivals> All { get; } = [];
}

/// <summary>
/// Which counters are open, and what follows for each set of able ones. Worked out when a counter opens, closes or pauses.
/// </summary>
internal sealed class Staffing
{
    private readonly IStaffedHall _hall;
    private readonly IReadOnlyList<Counter> _counters;
    private readonly IReadOnlyList<CounterSet> _sets;
    private readonly CounterSet _open;
    private readonly CounterSet _working;
    private readonly CounterSet _reserved;
    private readonly IReadOnlyList<WaitingGroup> _groups;
    private readonly Dictionary<(int, bool), Known> _rivals = [];
    private readonly Dictionary<(int, bool), double> _servers = [];
    private readonly Dictionary<(int, bool), double> _everServers = [];

    /// <param name="hall">The hall.</param>
    /// <param name="counters">Its counters, as the sets number them.</param>
    /// <param name="sets">The sets of able counters; may grow.</param>
    /// <param name="groups">Everyone who waits; may grow.</param>
    public Staffing(IStaffedHall hall, IReadOnlyList<Counter> counters, IReadOnlyList<CounterSet> sets, IReadOnlyList<WaitingGroup> groups)
    {
        (_hall, _counters, _sets, _groups) = (hall, counters, sets, groups);
        Version = hall.StaffingVersion;
        _open = CounterSet.Of(counters, counter => hall.Counters[counter.Id].State != CounterState.Closed);
        _working = CounterSet.Of(counters, counter => hall.Counters[counter.Id].State is not (CounterState.Closed or CounterState.Paused));
        _reserved = CounterSet.Of(counters, counter => hall.Plan.IsReserved(counter.Id));
    }

    /// <summary>Which staffing it was made for.</summary>
    public int Version { get; }

    /// <summary>
    /// Those who may be called before one's own work, and why. The open counters are asked that may serve it; where none is open, all of
    /// the plan.
    /// </summary>
    public IReadOnlyList<RivalSet> RivalsOf(WorkKind own)
    {
        var key = (own.Able, own.IsGeneral);
        if (!_rivals.TryGetValue(key, out var known))
        {
            _rivals[key] = known = new();
        }

        for (; known.Seen < _groups.Count; known.Seen++)
        {
            var group = _groups[known.Seen];
            if (Shared(own, group.Kind) is { IsEmpty: false } shared)
            {
                var set = known.Found.Find(set => set.Able == group.Kind.Able);
                if (set is null)
                {
                    known.Found.Add(set = new(group.Kind.Able, Able(own).Except(shared).IsEmpty ? null : shared.Count));
                }

                set.All.Add(new(group, Find(own, group.Kind, shared)));
            }
        }

        return known.Found;
    }

    /// <summary>Counters at work for a kind; a reserved one counts half for general work. 0 when there is none.</summary>
    public double Servers(WorkKind own) => Kept(_servers, own, _working);

    /// <summary>The same for all counters of the plan.</summary>
    public double ServersOfPlan(WorkKind own) => Kept(_everServers, own, null);

    /// <summary>Free counters that would call such work at once when nobody is before it.</summary>
    public int Free(WorkKind own)
    {
        var free = 0;
        for (var i = 0; i < _counters.Count; i++)
        {
            var counter = _counters[i].Id;
            if (_sets[own.Able].Has(i) && _hall.Counters[counter].IsFree
                && (!own.IsGeneral || !_hall.Plan.IsReserved(counter) || AnotherSpecialIsIdle(_hall, _hall.Counters[counter])))
            {
                free++;
            }
        }

        return free;
    }

    /// <summary>Whether another counter that the reserve keeps for special services of the zone is free.</summary>
    public static bool AnotherSpecialIsIdle(IStaffedHall hall, Counter counter)
    {
        foreach (var other in hall.Plan.ReservedIn(counter.Zone))
        {
            if (other != counter.Id && hall.Counters[other].IsFree)
            {
                return true;
            }
        }

        return false;
    }

    private double Kept(Dictionary<(int, bool), double> kept, WorkKind own, CounterSet? among)
    {
        if (!kept.TryGetValue((own.Able, own.IsGeneral), out var servers))
        {
            var able = among is { } some ? _sets[own.Able].And(some) : _sets[own.Able];
            kept[(own.Able, own.IsGeneral)] = servers = own.IsGeneral
                ? able.Except(_reserved).Count + (0.5 * able.And(_reserved).Count) : able.Count;
        }

        return servers;
    }

    private CounterSet Able(WorkKind own)
    {
        var able = _sets[own.Able].And(_open);
        return able.IsEmpty ? _sets[own.Able] : able;
    }

    private CounterSet Shared(WorkKind own, WorkKind other) => Able(own).And(_sets[other.Able]);

    private Rivalry Find(WorkKind own, WorkKind other, CounterSet shared) =>
        own.IsGeneral && !other.IsGeneral && !shared.And(_reserved).IsEmpty ? Rivalry.OtherFirst
        : !own.IsGeneral && other.IsGeneral && shared.Except(_reserved).IsEmpty ? Rivalry.OtherOnlyOverCap
        : Rivalry.ByRule;

    private sealed class Known
    {
        public List<RivalSet> Found { get; } = [];

        public int Seen { get; set; }
    }
}
