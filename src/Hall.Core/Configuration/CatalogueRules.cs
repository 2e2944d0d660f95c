using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>Zones and services: unique, named, in place and served by someone.</summary>
internal static class CatalogueRules
{
    private const int MostServices = 5000;
    private const int MostDocuments = 30;
    private const int MostEverydayWords = 60;
    private const int LongestEverydayWord = 60;
    private const double ShortestMinutes = 0.1;
    private const double LongestMinutes = 240;
    private const int MostTickets = 100_000;

    public static void Check(RuleFaults faults, HallConfiguration configuration)
    {
        CheckZones(faults, configuration.Zones);
        var services = configuration.Services;
        if (services.Count == 0)
        {
            faults.Add("services", "There is no service. Add at least one.");
        }

        faults.AtMost("services", services.Count, MostServices);
        faults.Unique(services, service => service.Code.Value, i => Invariant($"services[{i}].code"), "code");
        var zones = configuration.Zones.Select(zone => zone.Code).ToHashSet();
        for (var i = 0; i < services.Count; i++)
        {
            CheckService(faults, Invariant($"services[{i}]"), services[i], zones);
        }

        CheckServed(faults, configuration);
    }

    private static void CheckZones(RuleFaults faults, IReadOnlyList<Zone> zones)
    {
        if (zones.Count == 0)
        {
            faults.Add("zones", "There is no zone. Add at least one.");
        }

        faults.Unique(zones, zone => zone.Code.Value, i => Invariant($"zones[{i}].code"), "zone");
        for (var i = 0; i < zones.Count; i++)
        {
            if (zones[i].Code.Value is not [>= 'A' and <= 'Z'])
            {
                faults.Add(Invariant($"zones[{i}].code"), $"\"{zones[i].Code}\" is not a zone letter. Use one capital letter from A to Z.");
            }

            TextRules.Check(faults, Invariant($"zones[{i}].names"), zones[i].Names, chineseNeeded: true);
            TextRules.Check(faults, Invariant($"zones[{i}].hint"), zones[i].Hint, chineseNeeded: false);
            TextRules.Check(faults, Invariant($"zones[{i}].place"), zones[i].Place, chineseNeeded: false);
        }
    }

    private static void CheckService(RuleFaults faults, string path, Service service, HashSet<ZoneCode> zones)
    {
        TextRules.CheckIdentifier(faults, $"{path}.code", service.Code.Value);
        if (service.Code.Value is CounterSkills.General or CounterSkills.Special)
        {
            faults.Add($"{path}.code", $"\"{service.Code}\" has a meaning of its own in \"serves\". Choose another code.");
        }

        if (faults.CanReferTo("zones") && !zones.Contains(service.Zone))
        {
            faults.Add($"{path}.zone", $"There is no zone \"{service.Zone}\". Add it under \"zones\" or correct the letter.");
        }

        faults.InRange($"{path}.minutes", service.Minutes, ShortestMinutes, LongestMinutes, "minutes");
        TextRules.Check(faults, $"{path}.names", service.Names, chineseNeeded: true);
        TextRules.Check(faults, $"{path}.initials", service.Initials);
        CheckLists(faults, $"{path}.documents", service.Documents, MostDocuments, TextRules.LongestName,
            at => faults.Add(at, "The document has no name. Write one or remove the entry."));
        CheckLists(faults, $"{path}.aka", service.EverydayWords, MostEverydayWords, LongestEverydayWord,
            at => faults.Add(at, "The word is empty. Write one or remove the entry."));
        CheckQuotas(faults, $"{path}.quotas", service.Quotas);
    }

    private static void CheckLists(RuleFaults faults, string path, IReadOnlyDictionary<string, IReadOnlyList<string>> texts, int most,
        int longest, Action<string> addEmpty)
    {
        foreach (var (language, names) in texts)
        {
            TextRules.CheckLanguage(faults, $"{path}.{language}", language);
            faults.AtMost($"{path}.{language}", names.Count, most);
            for (var i = 0; i < names.Count; i++)
            {
                TextRules.Check(faults, Invariant($"{path}.{language}[{i}]"), names[i], longest);
                if (string.IsNullOrWhiteSpace(names[i]))
                {
                    addEmpty(Invariant($"{path}.{language}[{i}]"));
                }
            }
        }
    }

    private static void CheckQuotas(RuleFaults faults, string path, IReadOnlyList<Quota> quotas)
    {
        for (var i = 0; i < quotas.Count; i++)
        {
            faults.InRange(Invariant($"{path}[{i}].tickets"), quotas[i].Tickets, 0, MostTickets, "tickets");
            if (quotas[i].To <= quotas[i].From)
            {
                faults.Add(Invariant($"{path}[{i}].to"), "The quota ends before it begins. Put \"to\" after \"from\".");
            }

            if (i > 0 && quotas[i].From < quotas[i - 1].To)
            {
                faults.Add(Invariant($"{path}[{i}].from"),
                    "The quota begins before the one above it has ended. Put them in order without overlap.");
            }
        }
    }

    private static void CheckServed(RuleFaults faults, HallConfiguration configuration)
    {
        if (!faults.CanReferTo("counters") || !faults.CanReferTo("services"))
        {
            return;
        }

        var coverage = new Coverage(configuration);
        for (var i = 0; i < configuration.Services.Count; i++)
        {
            var service = configuration.Services[i];
            if (!coverage.HasCounter(service))
            {
                faults.Add(Invariant($"services[{i}]"),
                    $"No counter serves \"{service.Code}\": a service without a counter. Add it to the \"serves\" of one, or remove it.");
            }
        }
    }
}
