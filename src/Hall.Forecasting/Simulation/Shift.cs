using Hall.Core.Identifiers;

namespace Hall.Forecasting.Simulation;

/// <summary>
/// A stretch in which a counter calls. A service that lasts beyond its end is finished; at its end and later nobody is called.
/// </summary>
/// <param name="Counter">The counter.</param>
/// <param name="From">Since the start of the simulated day, included.</param>
/// <param name="To">Since the start of the simulated day, excluded; later than <paramref name="From"/>.</param>
public sealed record Shift(CounterId Counter, TimeSpan From, TimeSpan To);
