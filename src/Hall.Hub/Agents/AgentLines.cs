using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Storage.Keys;

namespace Hall.Hub.Agents;

/// <summary>Which lines, and so which counters, the configurations give to an agent.</summary>
internal static class AgentLines
{
    /// <summary>The lines of an agent in all halls; a key for one counter has no line with other counters.</summary>
    public static IEnumerable<(IHall Hall, DeviceLineDefinition Line)> Of(IHallDirectory halls, ApiKey key) =>
        from hall in halls.All
        from line in hall.Snapshot.Plan.Configuration.DeviceLines
        where line.Agent == key.Name && line.Counters.Values.All(counter => key.Counter is not { } only || counter.Value == only)
        select (hall, line);

    /// <summary>Whether an agent may speak for a counter of a hall.</summary>
    public static bool Serves(IHallDirectory halls, ApiKey key, IHall hall, CounterId counter) =>
        Of(halls, key).Any(pair => pair.Hall == hall && pair.Line.Counters.Values.Contains(counter));
}
