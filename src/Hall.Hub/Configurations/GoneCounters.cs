using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;

namespace Hall.Hub.Configurations;

/// <summary>Counters that a published configuration does not have any more.</summary>
public static class GoneCounters
{
    /// <summary>Those of the one that the other lacks.</summary>
    public static IReadOnlyList<CounterId> Of(HallConfiguration before, HallConfiguration published)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(published);
        return [.. before.Counters.Select(counter => counter.Counter).Except(published.Counters.Select(counter => counter.Counter))];
    }

    /// <summary>Closes those that are open and free. One that serves somebody refuses, and is closed by its teller afterwards.</summary>
    public static async Task CloseAsync(IHall hall, IReadOnlyList<CounterId> gone)
    {
        ArgumentNullException.ThrowIfNull(hall);
        ArgumentNullException.ThrowIfNull(gone);
        foreach (var counter in gone)
        {
            await hall.ExecuteAsync(new CloseCounter(counter));
        }
    }
}
