using Hall.Core.Configuration;
using Hall.Core.Snapshots;
using Hall.Devices.Supervision;
using Hall.Web.Pads;

namespace Hall.Web.DeviceHub;

/// <summary>All lines of a hall: those of the hub itself and those of its agents.</summary>
public sealed class DeviceLinks(PadBuses buses, AgentRegister agents, TimeProvider time)
{
    // After the hub's start an agent needs a moment to come back.
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(4);

    /// <summary>The lines, the hub's own first.</summary>
    public IReadOnlyList<DeviceLink> Of(HallSnapshot snapshot) =>
    [
        .. buses.Of(snapshot.Hall).Select(bus => new DeviceLink(bus.Definition, bus.Status.Link, false, bus.Status.LastFrameAt, bus.Status.Pads, bus.Status.Counts)),
        .. snapshot.Plan.Configuration.PadBuses.Where(line => line.Agent.Length > 0).Select(line => OfAgent(snapshot.Hall.Value, line)),
    ];

    private DeviceLink OfAgent(string hall, PadBusDefinition line)
    {
        var agent = agents.Of(line.Agent);
        var report = agent.Lines.GetValueOrDefault((hall, line.Name));
        if (agent.Connection is not null && report is not null)
        {
            return new(line, report.Link, false, report.LastFrameAt, report.Pads, report.Counts);
        }

        var isAway = agent.Connection is null && time.GetUtcNow() - agent.Since > Grace;
        return new(line, new(isAway ? LinkState.Failed : LinkState.Opening, agent.Since, "", 0, 0), isAway,
            report?.LastFrameAt, report?.Pads ?? [], report?.Counts ?? new());
    }
}
