using System.Collections.Immutable;
using Hall.Devices.Agents;

namespace Hall.Web.DeviceHub;

/// <summary>What is known of an agent. Immutable.</summary>
/// <param name="Agent">Name of its key.</param>
/// <param name="Connection">Its connection; null while it is away.</param>
/// <param name="Software">What it says it is; empty before it has said hello.</param>
/// <param name="Since">Since when it has been connected or away, UTC.</param>
/// <param name="Lines">The last report of each of its lines.</param>
public sealed record AgentPresence(
    string Agent, string? Connection, string Software, DateTimeOffset Since, ImmutableDictionary<(string Hall, string Line), LineReport> Lines);
