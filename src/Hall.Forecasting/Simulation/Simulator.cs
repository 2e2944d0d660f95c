using Hall.Core.Configuration;
using Hall.Core.Dispatch.Policies;

namespace Hall.Forecasting.Simulation;

/// <summary>Plays a scenario's days, each with its own visitors, through the real rules.</summary>
public static class Simulator
{
    /// <summary>
    /// Plays the days. The same seed gives the same visitors whatever the policy, so that policies are compared on the same days.
    /// </summary>
    /// <param name="scenario">Who comes and when counters are staffed.</param>
    /// <param name="hall">The hall it plays in.</param>
    /// <param name="policy">A policy's name, see <see cref="DispatchPolicies"/>.</param>
    /// <param name="seed">Seed of all chance.</param>
    /// <param name="replications">How many days, 1 or more.</param>
    /// <exception cref="ArgumentException">No policy has this name.</exception>
    public static SimulationFigures Run(Scenario scenario, HallConfiguration hall, string policy, long seed, int replications)
    {
        var shifts = scenario.ShiftsOf(hall);
        var days = new List<DayFigures>(replications);
        var visitors = new List<int>(replications);
        for (var replication = 0; replication < replications; replication++)
        {
            var coming = scenario.VisitorsOf(seed, replication);
            var virtualHall = VirtualHall.Empty(
                hall, DispatchPolicies.Create(policy) ?? throw new ArgumentException($"There is no policy {policy}.", nameof(policy)));
            days.Add(DayFigures.Of(new VirtualDay(virtualHall).Run(coming, shifts), virtualHall.State.Plan));
            visitors.Add(coming.Count);
        }

        return SimulationFigures.Of(days, visitors);
    }
}
