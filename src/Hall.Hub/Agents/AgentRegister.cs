using System.Collections.Immutable;
using Hall.Devices.Agents;

namespace Hall.Hub.Agents;

/// <summary>
/// The agents that are or were connected since the hub's start. One agent a key: while one is connected, a later one is refused and goes
/// on trying, so that two computers with the same key do not throw each other out. A connection that is dead is noticed within seconds, and
/// then the next that comes has its place.
/// </summary>
public sealed class AgentRegister(TimeProvider time)
{
    // It tries again at least every ten seconds.
    private static readonly TimeSpan RivalGoneAfter = TimeSpan.FromSeconds(30);
    private readonly Lock _gate = new();
    private readonly Dictionary<string, (string Agent, Action End)> _enders = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private ImmutableDictionary<string, AgentPresence> _agents = ImmutableDictionary<string, AgentPresence>.Empty;

    /// <summary>Raised after an agent came, went or reported a line.</summary>
    public event Action? Changed;

    /// <summary>Everything known of the agents.</summary>
    public IEnumerable<AgentPresence> All => _agents.Values;

    /// <summary>An agent; one that never came is away since the hub's start.</summary>
    public AgentPresence Of(string agent) => _agents.GetValueOrDefault(agent) ?? new(agent, null, "", _startedAt, Nothing);

    /// <summary>An agent has connected. It has no place before it has said hello.</summary>
    /// <param name="agent">Name of its key.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="end">Ends the connection.</param>
    public void Connect(string agent, string connection, Action end)
    {
        lock (_gate)
        {
            _enders[connection] = (agent, end);
            if (!Of(agent).IsHere)
            {
                _agents = _agents.SetItem(agent, new(agent, connection, "", time.GetUtcNow(), Nothing));
            }
        }

        Changed?.Invoke();
    }

    /// <summary>An agent has said who it is; only then is it listened to.</summary>
    /// <param name="agent">Name of its key.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="software">What it is.</param>
    /// <param name="address">Where it comes from.</param>
    /// <returns>Null when it has the place; the one that has it otherwise.</returns>
    public AgentPresence? Greet(string agent, string connection, string software, string address = "")
    {
        AgentPresence? other = null;
        lock (_gate)
        {
            var known = Of(agent);
            var now = time.GetUtcNow();
            if (known.IsHere && known.Connection != connection)
            {
                other = known;
                _agents = _agents.SetItem(agent, known with { Rival = new(address, known.Rival?.Since ?? now, now) });
            }
            else
            {
                _agents = _agents.SetItem(agent,
                    new(agent, connection, software, now, known.Connection == connection ? known.Lines : Nothing) { Address = address });
            }
        }

        Changed?.Invoke();
        return other;
    }

    /// <summary>Whether the connection is the agent's present one and has said hello.</summary>
    public bool IsGreeted(string agent, string connection) =>
        _agents.GetValueOrDefault(agent) is { IsHere: true } known && known.Connection == connection;

    /// <summary>A line of an agent is so.</summary>
    public void Report(string agent, string connection, LineReport line) => Update(agent, connection, known =>
    {
        var moved = line.At is { } at ? line.Moved(time.GetUtcNow() - at) : line;
        return known with { Lines = known.Lines.SetItem((line.Hall, line.Name), moved),
            ClockAhead = line.At is { } clock ? clock - time.GetUtcNow() : known.ClockAhead };
    });

    /// <summary>An agent is so.</summary>
    public void Report(string agent, string connection, AgentReport report) => Update(agent, connection, known =>
    {
        var by = time.GetUtcNow() - report.At;
        return known with { Report = report with { Standing = [.. report.Standing.Select(work => work with { Since = work.Since + by })] },
            ClockAhead = -by };
    });

    /// <summary>Forgets rivals that have given up.</summary>
    public void ForgetRivals()
    {
        foreach (var agent in All.Where(agent => agent.Rival is { } rival && time.GetUtcNow() - rival.LastAt > RivalGoneAfter))
        {
            Update(agent.Agent, agent.Connection, known => known with { Rival = null });
        }
    }

    /// <summary>A connection has ended.</summary>
    public void Disconnect(string agent, string connection)
    {
        lock (_gate)
        {
            _enders.Remove(connection);
        }

        Update(agent, connection, known => known with { Connection = null, Since = time.GetUtcNow(), Rival = null });
    }

    /// <summary>Ends every connection of an agent, whether it has the place or waits for it.</summary>
    public void End(string agent)
    {
        (string, Action End)[] ended;
        lock (_gate)
        {
            ended = [.. _enders.Values.Where(one => one.Agent == agent)];
            foreach (var connection in _enders.Where(one => one.Value.Agent == agent).Select(one => one.Key).ToList())
            {
                _enders.Remove(connection);
            }
        }

        foreach (var (_, end) in ended)
        {
            end();
        }
    }

    /// <summary>The agents that have an open connection, with or without the place.</summary>
    public IReadOnlyList<string> Connected
    {
        get
        {
            lock (_gate)
            {
                return [.. _enders.Values.Select(one => one.Agent).Distinct()];
            }
        }
    }

    private static ImmutableDictionary<(string, string), LineReport> Nothing => ImmutableDictionary<(string, string), LineReport>.Empty;

    private void Update(string agent, string? connection, Func<AgentPresence, AgentPresence> change)
    {
        lock (_gate)
        {
            if (_agents.GetValueOrDefault(agent) is not { } known || known.Connection != connection)
            {
                return;
            }

            _agents = _agents.SetItem(agent, change(known));
        }

        Changed?.Invoke();
    }
}
