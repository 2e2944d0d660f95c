using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Web.Pads;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Web.DeviceHub;

/// <summary>Tells agents what the pads of their counters should show.</summary>
public sealed class AgentShows(IHallDirectory halls, AgentRegister agents, IHubContext<AgentHub> hub, TimeProvider time, ILogger<AgentShows> logger) : BackgroundService
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // A hall may be founded while the hub runs.
        var followed = new Dictionary<HallId, Task>();
        using var timer = new PeriodicTimer(LookEvery, time);
        try
        {
            do
            {
                foreach (var hall in halls.All.Where(hall => !followed.ContainsKey(hall.Id)))
                {
                    followed[hall.Id] = StoryOf(hall).RunAsync(stoppingToken);
                }
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await Task.WhenAll(followed.Values);
        }
    }

    private PadStory StoryOf(IHall hall) => new(
        hall,
        counter => ConnectionsOf(hall, counter).Any(),
        (show, stopping) => Task.WhenAll(ConnectionsOf(hall, new(show.Counter)).Select(connection =>
            hub.Clients.Client(connection).SendAsync(AgentContract.Show, show, stopping))),
        logger);

    private IEnumerable<string> ConnectionsOf(IHall hall, CounterId counter) => hall.Snapshot.Plan.Configuration.PadBuses
        .Where(line => line.Agent.Length > 0 && line.Counters.Values.Contains(counter))
        .Select(line => agents.Of(line.Agent).Connection).OfType<string>().Distinct();
}
