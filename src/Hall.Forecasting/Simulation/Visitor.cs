using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>One who comes to a simulated hall, with everything about them that chance or a record decides.</summary>
/// <param name="Arrives">Since the start of the simulated day, not negative.</param>
/// <param name="Service">What they come for.</param>
/// <param name="Priority">Their class.</param>
/// <param name="ServiceTime">How long their service takes once begun.</param>
/// <param name="Patience">They leave when they were not called within this time; null when they never leave.</param>
/// <param name="Walk">From the call to the counter.</param>
/// <param name="Shows">Whether they come to the counter when called.</param>
public readonly record struct Visitor(
    TimeSpan Arrives, ServiceCode Service, PriorityCode Priority, TimeSpan ServiceTime, TimeSpan? Patience = null, TimeSpan Walk = default,
    bool Shows = true);
