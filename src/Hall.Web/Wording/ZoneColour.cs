using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Web.Wording;

/// <summary>A zone's colour follows its place in the hall's list; the letter always stands beside it.</summary>
public static class ZoneColour
{
    private const int Colours = 6;

    /// <summary>The style class, such as <c>zone-0</c>.</summary>
    public static string ClassOf(HallPlan plan, ZoneCode zone)
    {
        var zones = plan.Configuration.Zones;
        for (var place = 0; place < zones.Count; place++)
        {
            if (zones[place].Code == zone)
            {
                return Invariant($"zone-{place % Colours}");
            }
        }

        return "zone-0";
    }
}
