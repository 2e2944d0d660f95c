using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;

namespace Hall.Core.Waiting;

/// <summary>
/// Everyone who waits, by the kind of their work. Kept beside the lines as people come and go, so that what is said of places
/// and waits costs kinds of work, of which a hall has some dozens, and does not grow with those who wait.
/// </summary>
internal sealed class WaitingGroups(IStaffedHall hall)
{
    private readonly Dictionary<WorkKind, WaitingGroup> _byKind = [];
    private readonly Dictionary<(LineKey, ZoneCode), WaitingGroup> _byLine = [];
    private readonly List<WaitingGroup> _all = [];
    private readonly List<CounterSet> _sets = [];
    private readonly Dictionary<CounterSet, int> _numbers = [];
    private readonly Dictionary<LineKey, WorkKind> _kinds = [];
    private readonly WorkTimes _work = new(hall);
    private List<Counter> _counters = [];
    private Staffing? _staffing;

    /// <summary>All groups; some may be empty.</summary>
    public IReadOnlyList<WaitingGroup> All => _all;

    /// <summary>How long services take.</summary>
    public WorkTimes Work => _work;

    /// <summary>Who is at work now.</summary>
    public Staffing Staffing
    {
        get
        {
            Number();
            return _staffing is { } known && known.Version == hall.StaffingVersion ? known : _staffing = new(hall, _counters, _sets, _all);
        }
    }

    /// <summary>The group of a line.</summary>
    /// <param name="key">The line.</param>
    /// <param name="zone">The zone whose line it is.</param>
    public WaitingGroup Of(LineKey key, ZoneCode zone)
    {
        if (!_byLine.TryGetValue((key, zone), out var group))
        {
            var kind = KindOf(key, zone);
            if (!_byKind.TryGetValue(kind, out group))
            {
                _byKind[kind] = group = new(kind, _work);
                _all.Add(group);
            }

            _byLine[(key, zone)] = group;
        }

        return group;
    }

    /// <summary>The kind of work of a line.</summary>
    public WorkKind KindOf(LineKey key, ZoneCode zone)
    {
        if (!_kinds.TryGetValue(key, out var kind))
        {
            var general = key.Service is { } code && hall.Plan.Services.TryGetValue(code, out var service)
                && service.Kind == ServiceKind.General;
            var priority = hall.Plan.Priorities.GetValueOrDefault(key.Priority) ?? new PriorityClass { Code = key.Priority };
            var weighed = hall.Plan.Rules.ShortServiceWeight > 0 ? key.Service : null;
            _kinds[key] = kind = new(NumberOf(key), zone, general, priority.Factor, priority.CreditSeconds, weighed);
        }

        return kind with { Zone = zone };
    }

    /// <summary>Forgets everyone and which counters may serve what.</summary>
    public void Clear()
    {
        _byKind.Clear();
        _byLine.Clear();
        _all.Clear();
        _sets.Clear();
        _numbers.Clear();
        _kinds.Clear();
        (_counters, _staffing) = ([], null);
    }

    private int NumberOf(LineKey key)
    {
        Number();
        var able = CounterSet.Of(_counters, counter => MayServe(counter, key));
        if (!_numbers.TryGetValue(able, out var number))
        {
            _numbers[able] = number = _sets.Count;
            _sets.Add(able);
        }

        return number;
    }

    // Help is left out: a counter that helps another zone does so when that zone is overrun, and nobody can count on it.
    private bool MayServe(Counter counter, LineKey key) =>
        key.Counter is { } only ? counter.Id == only
        : key.Zone is { } zone ? counter.Zone == zone
        : key.Service is { } service && hall.Plan.MayServe(counter.Id, service);

    private void Number()
    {
        if (_counters.Count == 0)
        {
            _counters = [.. hall.Counters.Values.OrderBy(counter => counter.Id.Value, StringComparer.Ordinal)];
        }
    }
}
