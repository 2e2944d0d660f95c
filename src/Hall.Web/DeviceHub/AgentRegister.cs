using System.Collections.Immutable;
using Hall.Devices.Agents;

namespace Hall.Web.DeviceHub;

/// <summary>The agents that are or were connected since the hub's start. One agent a key: a later connection ends the earlier.</summary>
public sealed class AgentRegister(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Action> _enders = [];
    private readonly DateTimeOffset _startedAt = time.GetUtcNow();
    private ImmutableDictionary<string, AgentPresence> _agents = ImmutableDictionary<string, AgentPresence>.Empty;

    /// <summary>Raised after an agent came, went or reported a line.</summary>
    public event Action? Changed;

    /// <summary>Everything known of the agents.</summary>
    public IEnumerable<AgentPresence> All => _agents.Values;

    /// <summary>An agent; one that never came is away since the hub's start.</summary>
    public AgentPresence Of(string agent) => _agents.GetValueOrDefault(agent) ?? new(agent, null, "", _startedAt, Nothing);

    /// <summary>An agent has connected.</summary>
    /// <param name="agent">Name of its key.</param>
    /// <param name="connection">The connection.</param>
    /// <param name="end">Ends the connection.</param>
    public void Connect(string agent, string connection, Action end)
    {
        Action? earlier = null;
        lock (_gate)
        {
            if (_agents.GetValueOrDefault(agent)?.Connection is { } old)
            {
                _enders.Remove(old, out earlier);
            }

            _enders[connection] = end;
            _agents = _agents.SetItem(agent, new(agent, connection, "", time.GetUtcNow(), Nothing));
        }

        earlier?.Invoke();
        Changed?.Invoke();
    }

    /// <summary>An agent has said who it is; only then is it listened to.</summary>
    public void Greet(string agent, string connection, string software) => Update(agent, connection, known => known with { Software = software });

    /// <summary>Whether the connection is the agent's present one and has said hello.</summary>
    public bool IsGreeted(string agent, string connection) =>
        _agents.GetValueOrDefault(agent) is { Software.Length: > 0 } known && known.Connection == connection;

    /// <summary>A line of an agent is so.</summary>
    public void Report(string agent, string connection, LineReport line) =>
        Update(agent, connection, known => known with { Lines = known.Lines.SetItem((line.Hall, line.Name), line) });

    /// <summary>A connection has ended.</summary>
    public void Disconnect(string agent, string connection)
    {
        lock (_gate)
        {
            _enders.Remove(connection);
        }

        Update(agent, connection, known => known with { Connection = null, Since = time.GetUtcNow() });
    }

    /// <summary>Ends the connection of an agent.</summary>
    public void End(string agent)
    {
        Action? end = null;
        lock (_gate)
        {
            if (_agents.GetValueOrDefault(agent)?.Connection is { } connection)
            {
                _enders.Remove(connection, out end);
            }
        }

        end?.Invoke();
    }

    private static ImmutableDictionary<(string, string), LineReport> Nothing => ImmutableDictionary<(string, string), LineReport>.Empty;

    private void Update(string agent, string connection, Func<AgentPresence, AgentPresence> change)
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
