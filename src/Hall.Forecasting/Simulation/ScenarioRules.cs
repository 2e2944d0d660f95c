using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>What the form of a scenario's file cannot say: that it can be played at all.</summary>
internal static class ScenarioRules
{
    private const double LongestSeconds = 86_400;
    private const double MostPerDay = 1_000_000;

    public static void Check(RuleFaults faults, Scenario scenario, HallConfiguration hall)
    {
        faults.InRange("replications", scenario.Replications, 1, 100_000, "days");
        CheckHall(faults, scenario, hall);
        SettingsRules.Check(faults, scenario.Rules);
        PriorityRules.Check(faults, scenario.Priorities);
        for (var i = 0; i < scenario.Shifts.Count; i++)
        {
            CheckCounters(faults, Invariant($"shifts[{i}].counters"), scenario.Shifts[i], hall);
        }

        for (var i = 0; i < scenario.Breaks.Count; i++)
        {
            CheckCounters(faults, Invariant($"breaks[{i}].counters"), scenario.Breaks[i], hall);
        }

        var staffed = scenario.ShiftsOf(hall).Select(shift => shift.Counter).ToHashSet();

        // What stands twice is a fault of its own and must not hide the others.
        var plan = new HallPlan(hall with
        {
            Services = [.. hall.Services.DistinctBy(service => service.Code)],
            Counters = [.. hall.Counters.DistinctBy(counter => counter.Counter)], Priorities = [],
        });
        for (var i = 0; i < scenario.Arrivals.Count; i++)
        {
            CheckArrivals(faults, Invariant($"arrivals[{i}]"), scenario.Arrivals[i], hall, plan, staffed);
        }

        if (scenario.Arrivals.Count == 0)
        {
            faults.Add("arrivals", "Nobody comes. Add a group of arrivals.");
        }
    }

    private static void CheckHall(RuleFaults faults, Scenario scenario, HallConfiguration hall)
    {
        if (scenario.Hall.Length > 0)
        {
            return;
        }

        faults.Unique(scenario.Services, service => service.Service.Value, i => Invariant($"services[{i}].service"), "service");
        faults.Unique(scenario.Counters, counter => counter.Counter.Value, i => Invariant($"counters[{i}].counter"), "counter");
        if (scenario.Counters.Count == 0)
        {
            faults.Add("counters", "The scenario has no counter. Add one, or name a hall's file in \"hall\".");
        }

        for (var i = 0; i < scenario.Counters.Count; i++)
        {
            foreach (var entry in scenario.Counters[i].Serves.Where(entry =>
                entry is not ("general" or "special") && !scenario.Services.Any(service => service.Service.Value == entry)))
            {
                faults.Add(Invariant($"counters[{i}].serves"),
                    $"The scenario has no service \"{entry}\". Add it to \"services\", or correct it.");
            }

            if (CounterSkills.Of(hall, hall.Counters[i]).Count == 0)
            {
                faults.Add(Invariant($"counters[{i}].serves"), "This counter serves nothing. Name a service of the scenario.");
            }
        }
    }

    private static void CheckCounters(RuleFaults faults, string path, ScenarioShift shift, HallConfiguration hall)
    {
        foreach (var name in shift.Counters.Where(name => name != "all" && !hall.Counters.Any(counter => counter.Counter.Value == name)))
        {
            faults.Add(path, $"There is no counter \"{name}\". Name counters of the hall, or \"all\".");
        }
    }

    private static void CheckArrivals(
        RuleFaults faults, string path, ScenarioArrivals arrivals, HallConfiguration hall, HallPlan plan, HashSet<CounterId> staffed)
    {
        if (!(arrivals.PerDay > 0 && arrivals.PerDay <= MostPerDay))
        {
            faults.Add($"{path}.perDay",
                FormattableString.Invariant($"{arrivals.PerDay} is out of range. Give a number above 0 and at most {MostPerDay}."));
        }

        faults.InRange($"{path}.noShow", arrivals.NoShow, 0, 0.99, "of 1");
        if (arrivals.Services.Count == 0)
        {
            faults.Add($"{path}.services", "They come for nothing. Name a service.");
        }

        foreach (var code in arrivals.Services)
        {
            if (!hall.Services.Any(service => service.Code == code))
            {
                faults.Add($"{path}.services", $"There is no service \"{code}\".");
            }
            else if (!hall.Counters.Any(counter => staffed.Contains(counter.Counter) && plan.MayServe(counter.Counter, code)))
            {
                faults.Add(
                    $"{path}.services", $"Nobody can serve \"{code}\": no counter that may is ever staffed. "
                    + "Add it to a counter's \"serves\", or give such a counter a shift.");
            }
        }

        CheckCurve(faults, path, arrivals);
        CheckClasses(faults, path, arrivals, hall);
        CheckTime(faults, $"{path}.serviceTime", arrivals.ServiceTime);
        CheckTime(faults, $"{path}.patience", arrivals.Patience);
        CheckTime(faults, $"{path}.walk", arrivals.Walk);
    }

    private static void CheckCurve(RuleFaults faults, string path, ScenarioArrivals arrivals)
    {
        for (var i = 0; i < arrivals.Curve.Count; i++)
        {
            faults.InRange(Invariant($"{path}.curve[{i}].weight"), arrivals.Curve[i].Weight, 0, 1e9, "");
        }

        if (!(arrivals.Curve.Sum(piece => piece.Weight) > 0))
        {
            faults.Add($"{path}.curve", "They come at no time of the day. Give a piece with a weight above 0.");
        }
    }

    private static void CheckClasses(RuleFaults faults, string path, ScenarioArrivals arrivals, HallConfiguration hall)
    {
        foreach (var (priority, weight) in arrivals.Priorities)
        {
            faults.InRange($"{path}.priorities.{priority}", weight, 0, 1e9, "");
            if (priority != PriorityCode.None && !hall.Priorities.Any(known => known.Code == priority))
            {
                faults.Add($"{path}.priorities.{priority}", $"There is no class \"{priority}\".");
            }
        }

        if (!(arrivals.Priorities.Values.Sum() > 0))
        {
            faults.Add($"{path}.priorities", "No class has a weight above 0.");
        }
    }

    private static void CheckTime(RuleFaults faults, string path, Distribution? time)
    {
        if (time is null)
        {
            return;
        }

        faults.InRange($"{path}.meanSeconds", time.MeanSeconds, 0, LongestSeconds, "seconds");
        if (time.Kind == DistributionKind.Empirical)
        {
            if (time.Seconds.Count == 0)
            {
                faults.Add($"{path}.seconds", "An empirical distribution needs values. Give \"seconds\", a list of them.");
            }

            for (var i = 0; i < time.Seconds.Count; i++)
            {
                faults.InRange(Invariant($"{path}.seconds[{i}]"), time.Seconds[i], 0, LongestSeconds, "seconds");
            }
        }
        else if (time.MeanSeconds <= 0 && time.Kind != DistributionKind.Constant)
        {
            faults.Add($"{path}.meanSeconds", "A mean above 0 is needed.");
        }

        faults.InRange($"{path}.stages", time.Stages, 1, 1000, "stages");
        faults.InRange($"{path}.variation", time.Variation, time.Kind == DistributionKind.Hyperexponential ? 1 : 0.001, 100, "");
    }
}
