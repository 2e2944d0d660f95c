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
        counter => ConnectionsOf(hall, counter).Any(),
        (show, stopping) => Task.WhenAll(ConnectionsOf(hall, new(show.Counter)).Select(connection =>
            hub.Clients.Client(connection).SendAsync(AgentContract.Show, show, stopping))),
        logger).RunAsync(stoppingToken)));

    private IEnumerable<string> ConnectionsOf(IHall hall, CounterId counter) => hall.Snapshot.Plan.Configuration.PadBuses
        .Where(line => line.Agent.Length > 0 && line.Counters.Values.Contains(counter))
        .Select(line => agents.Of(line.Agent).Connection).OfType<string>().Distinct();
}
