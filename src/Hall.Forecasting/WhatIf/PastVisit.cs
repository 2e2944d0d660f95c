using Hall.Core.Identifiers;

namespace Hall.Forecasting.WhatIf;

/// <summary>A visit of past days, as the reporting rows hold it.</summary>
/// <param name="Day">Hall-local day of issue.</param>
/// <param name="Arrives">Hall-local time of issue, since midnight.</param>
/// <param name="Zone">Zone of its first service.</param>
/// <param name="Service">Its first service.</param>
/// <param name="Priority">Its class.</param>
/// <param name="Wait">How long it waited in all, without the time in which the hall had closed for the day.</param>
/// <param name="Served">How long it was served in all; zero for one who left.</param>
public sealed record PastVisit(
    DateOnly Day, TimeSpan Arrives, ZoneCode Zone, ServiceCode Service, PriorityCode Priority, TimeSpan Wait, TimeSpan Served)
{
    /// <summary>Whether a service of it was forgotten: <see cref="Served"/> says nothing then, and is left out of averages.</summary>
    public bool Forgotten { get; init; }

    /// <summary>Whether the day ended before it was called; who is sent home has not lost patience.</summary>
    public bool Expired { get; init; }

    /// <summary>Whether they left, or never came to the counter.</summary>
    public bool Left => Served <= TimeSpan.Zero;
}
