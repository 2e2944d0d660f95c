namespace Hall.Devices.Agents;

/// <summary>The hub's answer to the handshake.</summary>
/// <param name="Version">The version that is spoken from now on.</param>
/// <param name="Agent">The name of the agent's key, which its lines are configured under.</param>
public sealed record HelloAnswer(int Version, string Agent);
