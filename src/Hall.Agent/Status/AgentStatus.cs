using Hall.Agent.Clock;
using Hall.Agent.Hub;
using Hall.Agent.Lines;
using Hall.Agent.Outbox;
using Hall.Agent.State;

namespace Hall.Agent.Status;

/// <summary>What the agent's own page shows.</summary>
/// <param name="Hub">The way to the hub.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Outbox">The presses that wait.</param>
/// <param name="Aside">The presses that were set aside.</param>
/// <param name="Standing">The work that stands still.</param>
/// <param name="Clock">The clock.</param>
public sealed record AgentStatus(HubLink Hub, DeviceLineManager Lines, PressOutbox Outbox, SetAsidePresses Aside, AgentStandstills Standing,
    AgentClock Clock);
