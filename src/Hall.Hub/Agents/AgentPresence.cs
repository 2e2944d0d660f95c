using System.Collections.Immutable;
using Hall.Devices.Agents;

namespace Hall.Hub.Agents;

/// <summary>What is known of an agent. Immutable.</summary>
/// <param name="Agent">Name of its key.</param>
/// <param name="Connection">Its connection; null while it is away.</param>
/// <param name="Software">What it says it is; empty before it has said hello.</param>
/// <param name="Since">Since when it has been connected or away, UTC.</param>
/// <param name="Lines">The last report of each of its lines, its instants by the hub's clock.</param>
public sealed record AgentPresence(
    string Agent, string? Connection, string Software, DateTimeOffset Since,
    ImmutableDictionary<(string Hall, string Line), LineReport> Lines)
{
    /// <summary>The address that its connection comes from; empty when that is not known.</summary>
    public string Address { get; init; } = "";

    /// <summary>How it says that it is, its instants by the hub's clock; null before it has said so, and from agents of before
    /// 0.2.</summary>
    public AgentReport? Report { get; init; }

    /// <summary>How far its computer's clock is ahead of the hub's; negative when behind, null when not known.</summary>
    public TimeSpan? ClockAhead { get; init; }

    /// <summary>Another agent that was refused, because this one is connected with the same key; null for none.</summary>
    public AgentRival? Rival { get; init; }

    /// <summary>Whether it is connected and has said hello.</summary>
    public bool IsHere => Connection is not null && Software.Length > 0;
}

/// <summary>An agent that came with the key of one that is connected, and was refused. It goes on trying.</summary>
/// <param name="Address">The address it came from; empty when that is not known.</param>
/// <param name="Since">When it first came while the present connection lasted, UTC.</param>
/// <param name="LastAt">When it came last, UTC.</param>
public sealed record AgentRival(string Address, DateTimeOffset Since, DateTimeOffset LastAt);
