using Hall.Core.Identifiers;

namespace Hall.Core.Configuration;

/// <summary>The kiosk's groups name services that exist, each once; the slip's words fit on it.</summary>
internal static class KioskRules
{
    private const int MostGroups = 50;

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

        TextRules.Check(faults, "ticket.heading", configuration.Ticket.Heading, chineseNeeded: false);
        TextRules.Check(faults, "ticket.foot", configuration.Ticket.Foot, chineseNeeded: false, TextRules.LongestSentence);
    }
}
