using System.Runtime.CompilerServices;
using Hall.Core.Engine;
using Hall.Devices.Agents;
using Hall.Web.Keys;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Web.DeviceHub;

/// <summary>Ends the connections of revoked keys within a second, and tells agents when their lines may have changed.</summary>
internal sealed partial class AgentWatch(
    AgentRegister agents, KeyRing ring, IHallDirectory halls, IHubContext<AgentHub> hub, TimeProvider time, ILogger<AgentWatch> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await LookAsync(stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops.
        }
    }

    private async Task LookAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookEvery, time);
        var configurations = Configurations();
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            foreach (var agent in agents.All.Where(agent => agent.Connection is not null && !ring.IsValid(agent.Agent)))
            {
                LogRevoked(agent.Agent);
                agents.End(agent.Agent);
            }

            var now = Configurations();
            if (now != configurations)
            {
                configurations = now;
                await hub.Clients.All.SendAsync(AgentContract.DevicesChanged, stoppingToken);
            }
        }
    }

    // A published configuration is a new object, which costs nothing to notice.
    private int Configurations() => halls.All
        .Aggregate(0, (hash, hall) => HashCode.Combine(hash, RuntimeHelpers.GetHashCode(hall.Snapshot.Plan.Configuration)));

    [LoggerMessage(Level = LogLevel.Information, Message = "The key of agent {Agent} was revoked; its connection ends")]
    private partial void LogRevoked(string agent);
}
