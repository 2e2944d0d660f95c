using Hall.Storage.Data;

namespace Hall.Storage.Ratings;

/// <summary>The parts that figures are told by.</summary>
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
}
