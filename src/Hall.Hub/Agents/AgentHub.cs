using Hall.Devices.Settings;
using Hall.Hub.Keys;
using Hall.Core.Engine;
using Hall.Devices.Agents;
using Hall.Devices.Lines;
using Hall.Hub.Devices;
using Hall.Storage.Keys;
using Microsoft.AspNetCore.SignalR;

namespace Hall.Hub.Agents;

/// <summary>Where agents connect; <c>docs/AGENT.md</c> is the contract. Calls of one agent are carried out one after another.</summary>
public sealed class AgentHub(IHallDirectory halls, AgentRegister agents, AgentPresses presses, DeviceOrders orders, AgentDisplayFeed shows,
    DeviceLineSettingsFactory made) : Microsoft.AspNetCore.SignalR.Hub
{
    private const int MostPads = 255;
    private const int MostWork = 32;
    private const int LongestText = 500;

    /// <inheritdoc />
    public override Task OnConnectedAsync()
    {
        var context = Context;
        agents.Connect(Key.Name, context.ConnectionId, context.Abort);
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public override Task OnDisconnectedAsync(Exception? exception)
    {
        agents.Disconnect(Key.Name, Context.ConnectionId);
        return Task.CompletedTask;
    }

    /// <summary>The handshake: before it everything else is refused.</summary>
    /// <param name="version">The contract's version that the agent speaks.</param>
    /// <param name="software">What the agent is, such as <c>hall-agent 1.0</c>.</param>
    /// <exception cref="HubException">The version is not spoken here, or another agent is connected with the same key.</exception>
    public HelloAnswer Hello(int version, string software)
    {
        if (version != AgentContract.Version)
        {
            throw new HubException(
                $"unknown-version: This hub speaks version {AgentContract.Version} of the agents' contract, not {version}. Install the "
                    + "agent that came with the hub.");
        }

        var address = Context.GetHttpContext()?.Connection.RemoteIpAddress?.ToString() ?? "";
        if (agents.Greet(Key.Name, Context.ConnectionId, string.IsNullOrWhiteSpace(software) ? "?" : Short(software), address) is { } other)
        {
            throw new HubException(
                $"{AgentContract.KeyInUse}: Another agent is connected with the key "
                    + $"'{Key.Name}'{(other.Address.Length > 0 ? $" from {other.Address}" : "")}, "
                + "so this one is refused. Give each computer a key of its own: hall key create --role agent --name NAME");
        }

        return new(AgentContract.Version, Key.Name);
    }

    /// <summary>The lines that the agent shall open; what their devices should show now is sent along.</summary>
    public async Task<IReadOnlyList<DeviceLineSettings>> Devices()
    {
        RequireHello();
        await shows.TellAllAsync(Key.Name, Context.ConnectionId, Context.ConnectionAborted);
        return [.. AgentLines.Of(halls, Key).Select(pair => made.Of(pair.Line, pair.Hall.Id))];
    }

    /// <summary>A press; the answer says whether the agent may forget it.</summary>
    public Task<PressAnswer> Press(PressReport press)
    {
        RequireHello();
        return presses.CarryAsync(Key, press, Context.ConnectionAborted);
    }

    /// <summary>How the agent itself is.</summary>
    /// <exception cref="HubException">It is not well formed.</exception>
    public void State(AgentReport report)
    {
        RequireHello();
        if (report is not { KeptPresses: >= 0, SetAside: >= 0, Standing.Count: <= MostWork }
            || report.Standing.Any(work => work is not { Reason: not null } || !AgentWork.All.Contains(work.Work)))
        {
            throw new HubException("unknown-state: What the agent says of itself is not complete.");
        }

        agents.Report(Key.Name, Context.ConnectionId,
            report with { Standing = [.. report.Standing.Select(work => work with { Reason = Short(work.Reason) })] });
    }

    /// <summary>How one of the agent's lines is.</summary>
    /// <exception cref="HubException">It is none of the agent's lines, or not well formed.</exception>
    public void LineState(LineReport line)
    {
        RequireHello();
        if (line is not { Link.Reason: not null, Pads.Count: <= MostPads, Counts: not null }
            || !AgentLines.Of(halls, Key).Any(pair => pair.Hall.Id.Value == line.Hall && pair.Line.Name == line.Name))
        {
            throw new HubException("unknown-line: This is none of the agent's lines, or its state is not complete.");
        }

        agents.Report(Key.Name, Context.ConnectionId,
            line with { Link = line.Link with { Reason = Short(line.Link.Reason) },
                Trouble = LineTrouble.All.Contains(line.Trouble) ? line.Trouble : "" });
    }

    /// <summary>What a reader of the agent says of an identity card; it is told to the page beside it and kept nowhere.</summary>
    /// <exception cref="HubException">It is none of the agent's readers, or not well formed; what was sent is not repeated.</exception>
    public void Card(CardReport card)
    {
        RequireHello();
        var reader = card is null ? default : AgentLines.Of(halls, Key).FirstOrDefault(pair =>
            pair.Line.Protocol == CardReaders.Protocol && pair.Hall.Id.Value == card.Hall && pair.Line.Name == card.Line);
        if (reader.Line is null || !made.Take(reader.Hall.Id, reader.Line, card!.Sign, card.Mark))
        {
            throw new HubException("unknown-card: This is none of the agent's readers, or what it says is not complete.");
        }
    }

    /// <summary>What became of an order; one that nobody gave this agent, or that is over, is ignored.</summary>
    public void Answer(OrderAnswer answer)
    {
        RequireHello();
        orders.Take(Key.Name, answer);
    }

    /// <summary>Whether an announcement may still begin to sound; asked right before, since an agent may have slept over its end.</summary>
    public bool MayPlay(Guid order)
    {
        RequireHello();
        return orders.IsWaiting(Key.Name, order);
    }

    private ApiKey Key => RequestKey.Of(Context.GetHttpContext()!) ?? throw new HubException("no-key: A key is needed.");

    private static string Short(string text) => text.Length <= LongestText ? text : text[..LongestText];

    private void RequireHello()
    {
        if (!agents.IsGreeted(Key.Name, Context.ConnectionId))
        {
            throw new HubException("no-hello: Say Hello with the contract's version first.");
        }
    }
}
