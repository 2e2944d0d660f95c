using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;
using Hall.Hub.Devices;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Hub.Agents;

/// <summary>Tells agents what the devices of their counters should show: everything to one that was just connected, then what has
/// changed.</summary>
public sealed class AgentDisplayFeed(
    IHallDirectory halls, AgentRegister agents, IHubContext<AgentHub> hub, TimeProvider time, StandstillReport report,
    ILogger<AgentDisplayFeed> logger)
    : Worker("agent-displays", time, report, logger)
{
    private static readonly TimeSpan LongestTurn = TimeSpan.FromMilliseconds(500);
    private readonly ConcurrentDictionary<(HallId Hall, string Connection), DisplayFeed> _feeds = new();

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMilliseconds(50);

    /// <inheritdoc />
    public override async Task LookAsync(CancellationToken stop)
    {
        var connected = agents.All.Where(agent => agent is { Connection: not null, Software.Length: > 0 }).ToList();
        foreach (var (key, _) in _feeds.Where(feed => !connected.Any(agent => agent.Connection == feed.Key.Connection)))
        {
            _feeds.TryRemove(key, out _);
        }

        await EachAsync(halls.All, hall => hall.Id.Value, (hall, cancel) => TellAsync(hall, connected, cancel), stop);
    }

    /// <summary>Tells an agent what all devices of its counters should show.</summary>
    /// <param name="agent">The agent.</param>
    /// <param name="connection">Its connection.</param>
    /// <param name="stop">Gives up.</param>
    internal Task TellAllAsync(string agent, string connection, CancellationToken stop) =>
        Task.WhenAll(halls.All.Select(hall => TellAsync(hall, agent, connection, everything: true, stop)));

    // An agent that takes its time must not hold up the others: what it was not told yet it is told at one of the next looks.
    private async Task TellAsync(IHall hall, IEnumerable<AgentPresence> connected, CancellationToken stop)
    {
        var told = Task.WhenAll(connected.Select(agent => TellAsync(hall, agent.Agent, agent.Connection!, everything: false, stop)));
        using var over = CancellationTokenSource.CreateLinkedTokenSource(stop);
        if (!told.IsCompleted)
        {
            await Task.WhenAny(told, Task.Delay(LongestTurn, Time, over.Token));
            await over.CancelAsync();
        }

        if (told.IsCompleted)
        {
            await told;
        }
    }

    private Task TellAsync(IHall hall, string agent, string connection, bool everything, CancellationToken stop)
    {
        var counters = hall.Snapshot.Plan.Configuration.DeviceLines.Where(line => line.Agent == agent)
            .SelectMany(line => line.Counters.Values).Distinct().ToList();
        return counters.Count == 0 ? Task.CompletedTask : FeedOf(hall, connection).LookAsync(counters, everything, stop);
    }

    private DisplayFeed FeedOf(IHall hall, string connection) => _feeds.GetOrAdd((hall.Id, connection), _ => new(
        hall, (show, cancel) => hub.Clients.Client(connection).SendAsync(AgentContract.Show, show, cancel)));
}
