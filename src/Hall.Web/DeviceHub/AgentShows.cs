using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Web.Pads;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Web.DeviceHub;

/// <summary>Tells agents what the pads of their counters should show.</summary>
public sealed class AgentShows(IHallDirectory halls, AgentRegister agents, IHubContext<AgentHub> hub, ILogger<AgentShows> logger) : BackgroundService
{
    /// <inheritdoc />
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(halls.All.Select(hall => new PadStory(
        hall,
        counter => ConnectionOf(hall, counter) is not null,
        (counter, command, stopping) => ConnectionOf(hall, counter) is { } connection
            ? hub.Clients.Client(connection).SendAsync(AgentContract.Show, PadShow.Of(hall.Id.Value, counter.Value, command), stopping)
            : Task.CompletedTask,
        logger).RunAsync(stoppingToken)));

    private string? ConnectionOf(IHall hall, CounterId counter) => hall.Snapshot.Plan.Configuration.PadBuses
        .FirstOrDefault(line => line.Agent.Length > 0 && line.Counters.Values.Contains(counter)) is { } line
            ? agents.Of(line.Agent).Connection
            : null;
}
