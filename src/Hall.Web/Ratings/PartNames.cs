using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Web.Data;

namespace Hall.Web.Ratings;

/// <summary>The parts that figures are told by, and what people call them.</summary>
public static class PartNames
{
    /// <summary>All ways of telling, in the order in which they are offered.</summary>
    public static IReadOnlyList<string> All { get; } = ["service", "zone", "counter", "teller", "hour", "day", "week", "month"];

    /// <summary>The tally of a part; null for a way of telling by time, or an unknown one.</summary>
    public static TallyScope? ScopeOf(string by) => by switch
    {
        "zone" => TallyScope.Zone,
        "service" => TallyScope.Service,
        "counter" => TallyScope.Counter,
        "teller" => TallyScope.Teller,
        _ => null,
    };

    /// <summary>What people call a part; its key when the configuration no longer has it.</summary>
    public static string Of(HallPlan plan, TallyScope scope, string key, string language) => scope switch
    {
        TallyScope.Zone => plan.Zones.TryGetValue(new(key), out var zone) ? zone.Names.In(language) : key,
        TallyScope.Service => plan.Services.TryGetValue(new(key), out var service) ? service.Names.In(language) : key,
        TallyScope.Teller => plan.Tellers.TryGetValue(new(key), out var teller) && teller.Name.Length > 0 ? teller.Name : key,
        _ => key,
    };

    /// <summary>Whether a part belongs to a zone; tellers work in all of them.</summary>
    public static bool IsIn(HallPlan plan, TallyScope scope, string key, string? zone) => zone is null || scope switch
    {
        TallyScope.Zone => key == zone,
        TallyScope.Service => plan.Services.TryGetValue(new(key), out var service) && service.Zone == new ZoneCode(zone),
        TallyScope.Counter => plan.Counters.TryGetValue(new(key), out var counter) && counter.Zone == new ZoneCode(zone),
        _ => true,
    };
}
