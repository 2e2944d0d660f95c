using System.Collections.Immutable;
using Hall.Devices.Agents;
using Hall.Devices.Supervision;

namespace Hall.Agent.State;

/// <summary>What of the agent's work stands still now: for its page, and for the hub when that is connected.</summary>
public sealed class AgentStandstills
{
    private ImmutableDictionary<(string Work, string Part), Standstill> _standing = ImmutableDictionary<(string, string), Standstill>.Empty;

    /// <summary>Raised when some work stands still or goes on.</summary>
    public event Action? Changed;

    /// <summary>The work that stands still, by the agent's clock.</summary>
    public IReadOnlyList<StandingWork> Now =>
        [.. _standing.Values.OrderBy(one => one.Since).DistinctBy(one => one.Work)
            .Select(one => new StandingWork(one.Work, one.Since!.Value, one.Reason))];

    /// <summary>Takes a report of a <see cref="Worker"/>.</summary>
    public void Take(Standstill standstill)
    {
        ArgumentNullException.ThrowIfNull(standstill);
        var key = (standstill.Work, standstill.Part);
        ImmutableInterlocked.Update(
            ref _standing, standing => standstill.Since is null ? standing.Remove(key) : standing.SetItem(key, standstill));
        Changed?.Invoke();
    }
}
