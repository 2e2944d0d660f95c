using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>What a scenario means for a hall: its configuration, its shifts and its visitors.</summary>
public static class ScenarioHall
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    /// <summary>The hall of a scenario that describes its own.</summary>
    public static HallConfiguration ToHall(this Scenario scenario)
    {
        var zones = scenario.Services.Select(service => service.Zone).Concat(scenario.Counters.Select(counter => counter.Zone)).Distinct();
        return new()
        {
            Hall = new("scenario"),
            Names = new(scenario.Name, scenario.Name),
            TimeZone = "UTC",
            Hours = new() { Always = true },
            Zones = [.. zones.Select(zone => new Zone { Code = zone, Names = new(zone.Value, zone.Value) })],
            Services = [.. scenario.Services.Select(service => new Service
            {
                Code = service.Service, Zone = service.Zone, Kind = service.Kind, Names = new(service.Service.Value, service.Service.Value),
            })],
            Counters =
                [.. scenario.Counters.Select(
                    counter => new CounterDefinition { Counter = counter.Counter, Zone = counter.Zone, Serves = counter.Serves })],
            Priorities = scenario.Priorities,
            Rules = scenario.Rules,
        };
    }

    /// <summary>When each counter calls: its shifts, joined where they touch, without its breaks.</summary>
    public static IReadOnlyList<Shift> ShiftsOf(this Scenario scenario, HallConfiguration hall)
    {
        var shifts = new List<Shift>();
        foreach (var counter in hall.Counters.Select(definition => definition.Counter))
        {
            var staffed = Joined(scenario.Shifts.Where(shift => IsFor(shift, counter)).Select(Stretch));
            foreach (var pause in scenario.Breaks.Where(pause => IsFor(pause, counter)).Select(Stretch))
            {
                staffed = [.. staffed.SelectMany(stretch => Without(stretch, pause))];
            }

            shifts.AddRange(staffed.Select(stretch => new Shift(counter, stretch.From, stretch.To)));
        }

        return shifts;
    }

    /// <summary>One day's visitors, by arrival: for each group and piece of the day a Poisson process.</summary>
    public static IReadOnlyList<Visitor> VisitorsOf(this Scenario scenario, long seed, int replication)
    {
        var visitors = new List<Visitor>();
        for (var group = 0; group < scenario.Arrivals.Count; group++)
        {
            var arrivals = scenario.Arrivals[group];
            var dice = new Dice(seed, replication, group);
            var weight = arrivals.Curve.Sum(piece => piece.Weight);
            foreach (var piece in arrivals.Curve)
            {
                var expected = arrivals.PerDay * piece.Weight / weight;
                if (expected > 0)
                {
                    Come(visitors, arrivals, Stretch(piece.From, piece.To), expected, dice);
                }
            }
        }

        visitors.Sort((left, right) => left.Arrives.CompareTo(right.Arrives));
        return visitors;
    }

    /// <summary>A stretch of the day; one that does not end later than it begins goes on past midnight.</summary>
    internal static (TimeSpan From, TimeSpan To) Stretch(TimeOnly from, TimeOnly to) =>
        (from.ToTimeSpan(), to > from ? to.ToTimeSpan() : to.ToTimeSpan() + Day);

    private static (TimeSpan From, TimeSpan To) Stretch(ScenarioShift shift) => Stretch(shift.From, shift.To);

    private static bool IsFor(ScenarioShift shift, CounterId counter) =>
        shift.Counters.Contains("all") || shift.Counters.Contains(counter.Value);

    private static void Come(
        List<Visitor> visitors, ScenarioArrivals arrivals, (TimeSpan From, TimeSpan To) stretch, double expected, Dice dice)
    {
        var length = (stretch.To - stretch.From).TotalSeconds;
        for (var at = dice.Exponential() * length / expected; at < length; at += dice.Exponential() * length / expected)
        {
            visitors.Add(new(
                stretch.From + TimeSpan.FromSeconds(at),
                arrivals.Services[dice.Below(arrivals.Services.Count)],
                ClassOf(arrivals, dice),
                TimeSpan.FromSeconds(arrivals.ServiceTime.Draw(dice)),
                arrivals.Patience is { } patience ? TimeSpan.FromSeconds(patience.Draw(dice)) : null,
                arrivals.Walk is { } walk ? TimeSpan.FromSeconds(walk.Draw(dice)) : TimeSpan.Zero,
                dice.Unit() >= arrivals.NoShow));
        }
    }

    private static PriorityCode ClassOf(ScenarioArrivals arrivals, Dice dice)
    {
        var draw = dice.Unit() * arrivals.Priorities.Values.Sum();
        foreach (var (priority, weight) in arrivals.Priorities)
        {
            draw -= weight;
            if (draw < 0)
            {
                return priority;
            }
        }

        return arrivals.Priorities.Last(pair => pair.Value > 0).Key;
    }

    private static List<(TimeSpan From, TimeSpan To)> Joined(IEnumerable<(TimeSpan From, TimeSpan To)> stretches)
    {
        var joined = new List<(TimeSpan From, TimeSpan To)>();
        foreach (var stretch in stretches.Order())
        {
            if (joined.Count > 0 && stretch.From <= joined[^1].To)
            {
                joined[^1] = (joined[^1].From, stretch.To > joined[^1].To ? stretch.To : joined[^1].To);
            }
            else
            {
                joined.Add(stretch);
            }
        }

        return joined;
    }

    private static IEnumerable<(TimeSpan From, TimeSpan To)> Without(
        (TimeSpan From, TimeSpan To) stretch, (TimeSpan From, TimeSpan To) pause)
    {
        if (pause.To <= stretch.From || pause.From >= stretch.To)
        {
            yield return stretch;
            yield break;
        }

        if (pause.From > stretch.From)
        {
            yield return (stretch.From, pause.From);
        }

        if (pause.To < stretch.To)
        {
            yield return (pause.To, stretch.To);
        }
    }
}
