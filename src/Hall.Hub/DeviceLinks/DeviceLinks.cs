using System.Globalization;
using Hall.Core.Configuration;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Connections;
using Hall.Devices.Lines;
using Hall.Hub.Agents;
using Hall.Hub.Devices;

namespace Hall.Hub.DeviceLinks;

/// <summary>All lines of a hall: those of the hub itself and those of its agents.</summary>
public sealed class DeviceLinks(HubDeviceLines buses, AgentRegister agents, TimeProvider time)
{
    // After the hub's start an agent needs a moment to come; one that was here and went is missed at once.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>The lines, the hub's own first.</summary>
    public IReadOnlyList<DeviceLink> Of(HallSnapshot snapshot) =>
    [
        .. snapshot.Plan.Configuration.DeviceLines.Where(line => line.Agent.Length == 0).Select(line => OfHere(snapshot.Hall, line)),
        .. snapshot.Plan.Configuration.DeviceLines.Where(line => line.Agent.Length > 0).Select(line => OfAgent(snapshot.Hall.Value, line)),
    ];

    /// <summary>The agents that the hall's configuration names, whether they ever came or not.</summary>
    public IReadOnlyList<AgentPresence> AgentsOf(HallSnapshot snapshot) =>
        [.. snapshot.Plan.Configuration.DeviceLines.Select(line => line.Agent).Where(agent => agent.Length > 0).Distinct().Select(agents.Of)];

    private DeviceLink OfHere(HallId hall, DeviceLineDefinition line)
    {
        // A configuration that was just published is followed within a moment.
        if (buses.Of(hall).FirstOrDefault(bus => bus.Definition.Name == line.Name) is not { } bus)
        {
            return new(line, new(LinkState.Opening, time.GetUtcNow(), "", 0, 0), false, null, NotHeard(line), new());
        }

        var now = bus.Host.Condition;
        return new(bus.Definition, now.Link, false, now.LastFrameAt, now.Places, now.Counts) { RoundTrip = now.RoundTrip?.TotalMilliseconds, Trouble = now.Trouble };
    }

    private DeviceLink OfAgent(string hall, DeviceLineDefinition line)
    {
        var agent = agents.Of(line.Agent);
        var report = agent.Lines.GetValueOrDefault((hall, line.Name));
        if (agent.Connection is not null && report is not null)
        {
            return new(line, report.Link, false, report.LastFrameAt, report.Pads, report.Counts) { RoundTrip = report.RoundTripMilliseconds, Trouble = report.Trouble };
        }

        var isAway = agent.Connection is null && (agent.Software.Length > 0 || time.GetUtcNow() - agent.Since > Grace);
        return new(line, new(isAway ? LinkState.Failed : LinkState.Opening, agent.Since, "", 0, 0), isAway,
            report?.LastFrameAt, report?.Pads ?? NotHeard(line), report?.Counts ?? new());
    }

    private static DeviceStatus[] NotHeard(DeviceLineDefinition line) =>
        [.. line.Counters.Select(place => new DeviceStatus(byte.Parse(place.Key, CultureInfo.InvariantCulture), place.Value.Value, null, 0, false))];
}
