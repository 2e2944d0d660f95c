using Hall.Core.Identifiers;

namespace Hall.Forecasting.WhatIf;

/// <summary>A visit of an old day as a record has it, one window's part of it.</summary>
/// <param name="Day">The day.</param>
/// <param name="Arrives">Since midnight.</param>
/// <param name="Calls">When it was called, or when it left; since midnight, not before it came.</param>
/// <param name="Starts">When it was served from; not before the call.</param>
/// <param name="Ends">When that ended; not before it began.</param>
/// <param name="Service">What for.</param>
/// <param name="Counter">The window, or whoever served; empty for one who left.</param>
/// <param name="Priority">The class.</param>
/// <param name="IsServed">False for one who left before the call.</param>
public sealed record RecordedVisit(
    DateOnly Day, TimeSpan Arrives, TimeSpan Calls, TimeSpan Starts, TimeSpan Ends, ServiceCode Service, string Counter,
    PriorityCode Priority, bool IsServed)
{
    /// <summary>How long it waited for the call.</summary>
    public TimeSpan Wait => Calls - Arrives;
}
