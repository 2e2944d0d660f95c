using System.Runtime.CompilerServices;
using Hall.Core.Engine;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Hall.Hub.Keys;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Hub.Agents;

/// <summary>Ends the connections of revoked keys within a second, tells agents when their lines may have changed, and has an eye on how
/// they are.</summary>
internal sealed partial class AgentWatch(
    AgentRegister agents, KeyRing ring, IHallDirectory halls, IHubContext<AgentHub> hub, AgentAlerts alerts, TimeProvider time,
    StandstillReport report, ILogger<AgentWatch> logger)
    : Worker("agent-watch", time, report, logger)
{
    private int? _configurations;

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        foreach (var agent in agents.Connected.Where(agent => !ring.IsValid(agent)))
        {
            LogRevoked(Logger, agent);
            agents.End(agent);
        }

        alerts.Look();
        var now = Configurations();
        if (now != _configurations)
        {
            if (_configurations is not null)
            {
                await hub.Clients.All.SendAsync(AgentContract.DevicesChanged, stop);
            }

            _configurations = now;
        }
    }

    // A published configuration is a new object, which costs nothing to notice.
    private int Configurations() => halls.All
        .Aggregate(0, (hash, hall) => HashCode.Combine(hash, RuntimeHelpers.GetHashCode(hall.Snapshot.Plan.Configuration)));

    [LoggerMessage(Level = LogLevel.Information, Message = "The key of agent {Agent} was revoked; its connection ends")]
    private static partial void LogRevoked(ILogger logger, string agent);
}
