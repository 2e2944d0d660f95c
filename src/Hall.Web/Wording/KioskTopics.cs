using Hall.Core.Configuration;
using Hall.Core.Identifiers;

namespace Hall.Web.Wording;

/// <summary>What a kiosk asks first: the hall's topics with the matters that are offered now.</summary>
public static class KioskTopics
{
    /// <summary>The topics that have a matter; none when the hall has none.</summary>
    public static IReadOnlyList<KioskTopic> Of(HallPlan plan) =>
        [.. plan.Configuration.KioskLayout.Topics.Where(topic => topic.Services.Any(plan.Services.ContainsKey))];

    /// <summary>A topic's matters in pages.</summary>
    public static IReadOnlyList<ServicePage> PagesOf(HallPlan plan, KioskTopic topic, int perPage) =>
    [
        .. topic.Services.Where(plan.Services.ContainsKey).Select(code => plan.Services[code]).Chunk(perPage)
            .Select(page => new ServicePage("", page, topic.Names)),
    ];

    /// <summary>The zones that a topic leads to, the one with most matters first.</summary>
    public static IReadOnlyList<ZoneCode> ZonesOf(HallPlan plan, KioskTopic topic) =>
    [
        .. topic.Services.Where(plan.Services.ContainsKey).GroupBy(code => plan.Services[code].Zone)
            .OrderByDescending(zone => zone.Count()).Select(zone => zone.Key),
    ];
}
