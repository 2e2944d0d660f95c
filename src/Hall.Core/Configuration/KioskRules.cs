using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>The kiosk's groups name services that exist, each once; a topic's fit one page; the slip's words fit on it.</summary>
internal static class KioskRules
{
    private const int MostGroups = 50;
    private const int MostTopics = 24;

    // What one page of a kiosk shows in normal type, and four in the largest.
    private const int MostInATopic = 12;

    public static void Check(RuleFaults faults, HallConfiguration configuration)
    {
        var groups = configuration.KioskLayout.Groups;
        var services = configuration.Services.Select(service => service.Code).ToHashSet();
        var grouped = new HashSet<ServiceCode>();
        faults.AtMost("kioskLayout.groups", groups.Count, MostGroups);
        for (var i = 0; i < groups.Count; i++)
        {
            TextRules.Check(faults, Invariant($"kioskLayout.groups[{i}].names"), groups[i].Names, chineseNeeded: true);
            for (var j = 0; j < groups[i].Services.Count; j++)
            {
                var (path, code) = (Invariant($"kioskLayout.groups[{i}].services[{j}]"), groups[i].Services[j]);
                if (faults.CanReferTo("services") && !services.Contains(code))
                {
                    faults.Add(path, $"There is no service \"{code}\". Use a code from \"services\".");
                }
                else if (!grouped.Add(code))
                {
                    faults.Add(path, $"The service \"{code}\" stands in a group already. Keep one of them.");
                }
            }
        }

        CheckTopics(faults, configuration.KioskLayout.Topics, services);
        TextRules.Check(faults, "ticket.heading", configuration.Ticket.Heading, chineseNeeded: false);
        TextRules.Check(faults, "ticket.foot", configuration.Ticket.Foot, chineseNeeded: false, TextRules.LongestSentence);
    }

    private static void CheckTopics(RuleFaults faults, IReadOnlyList<KioskTopic> topics, HashSet<ServiceCode> services)
    {
        faults.AtMost("kioskLayout.topics", topics.Count, MostTopics);
        for (var i = 0; i < topics.Count; i++)
        {
            var (path, topic, seen) = (Invariant($"kioskLayout.topics[{i}]"), topics[i], new HashSet<ServiceCode>());
            TextRules.Check(faults, $"{path}.names", topic.Names, chineseNeeded: true);
            TextRules.Check(faults, $"{path}.hint", topic.Hint, chineseNeeded: false);
            if (topic.Services.Count is 0 or > MostInATopic)
            {
                faults.Add($"{path}.services", Invariant(
                    $"A topic has 1 to {MostInATopic} services, which one page shows; this one has {topic.Services.Count}. Split it."));
            }

            for (var j = 0; j < topic.Services.Count; j++)
            {
                var (at, code) = (Invariant($"{path}.services[{j}]"), topic.Services[j]);
                if (faults.CanReferTo("services") && !services.Contains(code))
                {
                    faults.Add(at, $"There is no service \"{code}\". Use a code from \"services\".");
                }
                else if (!seen.Add(code))
                {
                    faults.Add(at, $"The service \"{code}\" stands in this topic already. Keep one of them.");
                }
            }
        }
    }
}
