using System.Globalization;
using Hall.Hub.Devices;
using Hall.Storage.Alerts;

namespace Hall.Hub.Agents;

/// <summary>Raises what a manager should know of agents, and takes it down when it is over.</summary>
public sealed class AgentAlerts(AgentRegister agents, PressesSetAside aside, HubAlerts alerts)
{
    // An agent whose network came back before its old connection was known to be dead is refused for some seconds, and that is no news.
    private static readonly TimeSpan NewsAfter = TimeSpan.FromSeconds(6);
    private readonly HashSet<(string Kind, string Agent)> _up = [];

    /// <summary>Looks at all agents. One caller at a time.</summary>
    public void Look()
    {
        agents.ForgetRivals();
        aside.ForgetOld();
        foreach (var agent in agents.All)
        {
            Set(AlertKind.AgentTwice, agent, agent.Rival is { } rival && rival.LastAt - rival.Since >= NewsAfter,
                agent.Rival?.Address ?? "", agent.Address);
            Set(AlertKind.AgentWork, agent, agent is { Connection: not null, Report.Standing.Count: > 0 },
                agent.Report is { Standing: [var first, ..] } ? first.Work : "");

            // What an agent set aside stays so while it is away.
            if (agent.Report is { } report)
            {
                Set(AlertKind.AgentSetAside, agent, report.SetAside > 0, report.SetAside.ToString(CultureInfo.InvariantCulture));
            }
        }
    }

    private void Set(string kind, AgentPresence agent, bool isSo, params string[] arguments)
    {
        if (isSo)
        {
            _up.Add((kind, agent.Agent));
            alerts.Raise(kind, agent.Agent, [.. arguments]);
        }
        else if (_up.Remove((kind, agent.Agent)))
        {
            alerts.Clear(kind, agent.Agent);
        }
    }
}
