namespace Hall.Core.Configuration;

/// <summary>Counters serve something that exists; tellers are known by one number each.</summary>
internal static class CounterRules
{
    private const int MostCounters = 500;
    private const int MostTellers = 5000;

    public static void Check(RuleFaults faults, HallConfiguration configuration)
    {
        var counters = configuration.Counters;
        if (counters.Count == 0)
        {
            faults.Add("counters", "There is no counter. Add at least one.");
        }

        faults.AtMost("counters", counters.Count, MostCounters);
        faults.Unique(counters, counter => counter.Counter.Value, i => Invariant($"counters[{i}].counter"), "counter");
        var coverage = new Coverage(configuration);
        for (var i = 0; i < counters.Count; i++)
        {
            CheckCounter(faults, Invariant($"counters[{i}]"), configuration, counters[i], coverage);
        }

        CheckTellers(faults, configuration.Tellers);
    }

    private static void CheckCounter(
        RuleFaults faults, string path, HallConfiguration configuration, CounterDefinition counter, Coverage coverage)
    {
        TextRules.CheckIdentifier(faults, $"{path}.counter", counter.Counter.Value);
        if (faults.CanReferTo("zones") && configuration.Zones.All(zone => zone.Code != counter.Zone))
        {
            faults.Add($"{path}.zone", $"There is no zone \"{counter.Zone}\". Add it under \"zones\" or correct the letter.");
        }

        faults.Unique(counter.Serves, entry => entry, i => Invariant($"{path}.serves[{i}]"), "entry");
        if (!faults.CanReferTo("services"))
        {
            return;
        }

        for (var i = 0; i < counter.Serves.Count; i++)
        {
            var entry = counter.Serves[i];
            if (!coverage.Knows(entry))
            {
                faults.Add(
                    Invariant($"{path}.serves[{i}]"), $"There is no service \"{entry}\". "
                    + "Use a code from \"services\", or \"general\" or \"special\" for all of that kind in the zone.");
            }
        }

        faults.Unique(counter.Helps, entry => entry, i => Invariant($"{path}.helps[{i}]"), "entry");
        for (var i = 0; i < counter.Helps.Count; i++)
        {
            if (CounterSkills.HelpOf(configuration, counter.Helps[i]).Count == 0)
            {
                faults.Add(
                    Invariant($"{path}.helps[{i}]"), $"\"{counter.Helps[i]}\" names no service. "
                    + "Use a code from \"services\", or \"B/general\" or \"B/special\" for all of that kind in zone B.");
            }
        }

        if (!coverage.HasService(counter))
        {
            faults.Add(
                $"{path}.serves", $"Counter \"{counter.Counter}\" serves nothing: a counter without a service. "
                + "Add \"general\" or a service code, or remove the counter.");
        }
    }

    private static void CheckTellers(RuleFaults faults, IReadOnlyList<TellerDefinition> tellers)
    {
        faults.AtMost("tellers", tellers.Count, MostTellers);
        faults.Unique(tellers, teller => teller.Teller.Value, i => Invariant($"tellers[{i}].teller"), "staff number");
        for (var i = 0; i < tellers.Count; i++)
        {
            TextRules.CheckIdentifier(faults, Invariant($"tellers[{i}].teller"), tellers[i].Teller.Value);
            TextRules.Check(faults, Invariant($"tellers[{i}].name"), tellers[i].Name);
        }
    }
}
