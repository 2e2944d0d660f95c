using System.Collections.Concurrent;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Devices.Agents;
using Hall.Devices.Discovery;
using Hall.Devices.Links;
using Hall.Hub.Devices;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Hub.Agents;

/// <summary>Has lines do something now, wherever their port is, and waits for what became of it.</summary>
public sealed class DeviceOrders(HubDeviceLines buses, AgentRegister agents, IHubContext<AgentHub> hub, TimeProvider time, ILogger<DeviceOrders> logger)
{
    /// <summary>A slip may wait for paper, an announcement for the one before it; nothing waits longer.</summary>
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(40);

    private readonly ConcurrentDictionary<Guid, (string Agent, TaskCompletionSource<OrderAnswer> Answer)> _waiting = new();

    /// <summary>Has an order carried out on a line; every failure is an answer.</summary>
    public Task<OrderAnswer> CarryOutAsync(IHall hall, DeviceLineDefinition line, DeviceOrder order, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(line);
        return line.Agent.Length > 0 ? AskAsync(line.Agent, order, cancel) : LineOrders.CarryOutAsync(
            order, (_, name) => buses.Of(hall.Id).FirstOrDefault(bus => bus.Definition.Name == name)?.Host, stop => DiscoverAsync(hall, stop), cancel);
    }

    /// <summary>Looks for ports on an agent's computer; on the hub's own for an empty name.</summary>
    public Task<OrderAnswer> DiscoverAsync(IHall hall, string agent, CancellationToken cancel)
    {
        var order = new DeviceOrder(Guid.CreateVersion7(), OrderKind.Discover, hall.Id.Value, "");
        return agent.Length > 0 ? AskAsync(agent, order, cancel) : LineOrders.CarryOutAsync(order, (_, _) => null, stop => DiscoverAsync(hall, stop), cancel);
    }

    /// <summary>Whether somebody waits for what becomes of an agent's order.</summary>
    internal bool IsWaiting(string agent, Guid order) => _waiting.TryGetValue(order, out var waiting) && waiting.Agent == agent;

    /// <summary>An agent's answer.</summary>
    internal void Take(string agent, OrderAnswer answer)
    {
        if (answer is not null && _waiting.TryGetValue(answer.Id, out var waiting) && waiting.Agent == agent)
        {
            waiting.Answer.TrySetResult(ByOurClock(answer));
        }
    }

    // What an agent's frames carry is its own computer's time, whatever that is.
    private OrderAnswer ByOurClock(OrderAnswer answer) => answer is { At: { } at, Frames: { } frames }
        ? answer with { Frames = [.. frames.Select(frame => frame with { At = frame.At + (time.GetUtcNow() - at) })] }
        : answer;

    private async Task<OrderAnswer> AskAsync(string agent, DeviceOrder order, CancellationToken cancel)
    {
        if (agents.Of(agent).Connection is not { } connection)
        {
            return new(order.Id, false, $"The agent '{agent}' is away.");
        }

        var answer = new TaskCompletionSource<OrderAnswer>(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[order.Id] = (agent, answer);
        try
        {
            await hub.Clients.Client(connection).SendAsync(AgentContract.Order, order, cancel);
            return await answer.Task.WaitAsync(AnswerWithin, time, cancel);
        }
        catch (TimeoutException)
        {
            return new(order.Id, false, $"The agent '{agent}' did not answer.");
        }
        finally
        {
            _waiting.TryRemove(order.Id, out _);
        }
    }

    private Task<IReadOnlyList<PortProposal>> DiscoverAsync(IHall hall, CancellationToken cancel) => PortDiscovery.OfThisComputer(time, logger)
        .AskAsync(PortDiscovery.PortsHere(), port => buses.Of(hall.Id).FirstOrDefault(bus => StableName.IsSame(bus.Definition.Port, port))?.Definition.Name, cancel);
}
