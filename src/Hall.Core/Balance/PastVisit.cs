using Hall.Core.Identifiers;

namespace Hall.Core.Balance;

/// <summary>A visit of past days, as the reporting rows hold it.</summary>
/// <param name="Day">Hall-local day of issue.</param>
/// <param name="Arrives">Hall-local time of issue, since midnight.</param>
/// <param name="Zone">Zone of its first service.</param>
/// <param name="Service">Its first service.</param>
/// <param name="Priority">Its class.</param>
/// <param name="Wait">How long it waited in all.</param>
/// <param name="Served">How long it was served in all; zero for one who left.</param>
public sealed record PastVisit(DateOnly Day, TimeSpan Arrives, ZoneCode Zone, ServiceCode Service, PriorityCode Priority, TimeSpan Wait, TimeSpan Served)
{
    /// <summary>Whether they left, or never came to the counter.</summary>
    public bool Left => Served <= TimeSpan.Zero;
}
