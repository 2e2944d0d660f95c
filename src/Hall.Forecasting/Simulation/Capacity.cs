using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>Some services have more work in a day than the counters that may do it have time.</summary>
/// <param name="Services">The services.</param>
/// <param name="WorkHours">Their work, hours of one counter a day.</param>
/// <param name="CounterHours">The time of all counters that may serve any of them, hours.</param>
public sealed record Overload(IReadOnlyList<ServiceCode> Services, double WorkHours, double CounterHours);

/// <summary>
/// Whether the work of a scenario can be done in the day at all: the largest flow of work from services to counters (Ford and Fulkerson).
/// Where it falls short, the smallest cut says which services have too much.
/// </summary>
public static class Capacity
{
    private const double Negligible = 1e-6;

    /// <summary>Which services are over capacity; null when none is.</summary>
    public static Overload? OverloadOf(Scenario scenario, HallConfiguration hall)
    {
        var plan = new HallPlan(hall);
        var hours = scenario.ShiftsOf(hall).GroupBy(shift => shift.Counter)
            .ToDictionary(shifts => shifts.Key, shifts => shifts.Sum(shift => (shift.To - shift.From).TotalHours));
        var groups = Work(scenario, plan.Rules).GroupBy(
            work => string.Join('\n', hours.Keys.Where(counter => plan.MayServe(counter, work.Key)).Select(counter => counter.Value)))
            .Select(group => (Services: group.Select(work => work.Key).ToList(), Hours: group.Sum(work => work.Value))).ToList();
        var counters = hours.Keys.ToList();
        var over = new Flow(groups.Select(group => group.Hours), counters.Select(counter => hours[counter]),
            (group, counter) => plan.MayServe(counters[counter], groups[group].Services[0])).Short(Negligible);
        if (over.Count == 0)
        {
            return null;
        }

        var services = over.SelectMany(group => groups[group].Services).ToList();
        return new(services, over.Sum(group => groups[group].Hours),
            counters.Where(counter => services.Exists(service => plan.MayServe(counter, service))).Sum(counter => hours[counter]));
    }

    private static Dictionary<ServiceCode, double> Work(Scenario scenario, HallSettings rules)
    {
        var work = new Dictionary<ServiceCode, double>();
        foreach (var arrivals in scenario.Arrivals)
        {
            var seconds = ((1 - arrivals.NoShow) * (arrivals.ServiceTime.Mean() + (arrivals.Walk?.Mean() ?? 0)))
                + (arrivals.NoShow * rules.NoShowAfterSeconds) + rules.RestSeconds;
            foreach (var service in arrivals.Services)
            {
                work[service] = work.GetValueOrDefault(service) + (arrivals.PerDay * seconds / 3600 / arrivals.Services.Count);
            }
        }

        return work;
    }

    /// <summary>Work that flows from groups of services to counters.</summary>
    private sealed class Flow(IEnumerable<double> work, IEnumerable<double> room, Func<int, int, bool> mayFlow)
    {
        private readonly double[] _left = [.. work];
        private readonly double[] _room = [.. room];
        private readonly Dictionary<(int Group, int Counter), double> _flow = [];

        /// <summary>The groups of services on the short side of the smallest cut; none when all work finds room.</summary>
        public List<int> Short(double negligible)
        {
            while (true)
            {
                var (counter, from, reached) = Search(negligible);
                if (counter < 0)
                {
                    return [.. Enumerable.Range(0, _left.Length).Where(group => reached[group])];
                }

                Push(counter, from, negligible);
            }
        }

        /// <summary>Looks for a counter with room, from groups with work left, breadth first.</summary>
        private (int Counter, (int[] Group, int[] Counter) From, bool[] Reached) Search(double negligible)
        {
            var counterFrom = Enumerable.Repeat(-1, _room.Length).ToArray();
            var groupFrom = Enumerable.Repeat(-1, _left.Length).ToArray();
            var reached = new bool[_left.Length];
            var queue = new Queue<int>(Enumerable.Range(0, _left.Length).Where(group => _left[group] > negligible));
            foreach (var group in queue)
            {
                reached[group] = true;
            }

            while (queue.TryDequeue(out var group))
            {
                for (var counter = 0; counter < _room.Length; counter++)
                {
                    if (counterFrom[counter] >= 0 || !mayFlow(group, counter))
                    {
                        continue;
                    }

                    counterFrom[counter] = group;
                    if (_room[counter] > negligible)
                    {
                        return (counter, (groupFrom, counterFrom), reached);
                    }

                    for (var other = 0; other < _left.Length; other++)
                    {
                        if (!reached[other] && _flow.GetValueOrDefault((other, counter)) > negligible)
                        {
                            reached[other] = true;
                            groupFrom[other] = counter;
                            queue.Enqueue(other);
                        }
                    }
                }
            }

            return (-1, (groupFrom, counterFrom), reached);
        }

        private void Push(int end, (int[] Group, int[] Counter) from, double negligible)
        {
            var path = new List<(int Group, int Counter)>();
            var amount = _room[end];
            for (var counter = end; counter >= 0;)
            {
                var group = from.Counter[counter];
                path.Add((group, counter));
                var before = from.Group[group];
                amount = Math.Min(amount, before < 0 ? _left[group] : _flow[(group, before)]);
                counter = before;
            }

            _room[end] -= amount;
            _left[path[^1].Group] -= amount;
            foreach (var (group, counter) in path)
            {
                _flow[(group, counter)] = _flow.GetValueOrDefault((group, counter)) + amount;
                if (from.Group[group] >= 0)
                {
                    _flow[(group, from.Group[group])] -= amount;
                }
            }
        }
    }
}
