using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Identifiers;
using Hall.Core.Matters;
using Hall.Core.State;

namespace Hall.Core.Engine;

/// <summary>
/// Peers are drawn by the hall among the tellers who sit at an open counter of the zone that may serve the service. Who is drawn follows
/// from the matter's number and the step, so that nobody chooses and a replay draws the same.
/// </summary>
internal static class PeerDraw
{
    /// <summary>The peer for a step; null where the step needs none, or nobody can be drawn now.</summary>
    /// <param name="state">The hall.</param>
    /// <param name="matter">The matter, with the parts that people have in it by then.</param>
    /// <param name="place">The place of the step in its route.</param>
    public static StaffNumber? Of(HallState state, Matter matter, int place)
    {
        if (place >= matter.Route.Length || matter.Route[place] != RouteStep.Peer)
        {
            return null;
        }

        var able = Able(state, matter.Service).Where(teller => StepLines.MayLook(matter, RouteStep.Peer, teller))
            .Where(teller => !state.Matters.IsAway(teller, state.BusinessDay))
            .OrderBy(teller => teller.Value, StringComparer.Ordinal).ToList();
        return able.Count == 0 ? null : able[(int)(Dice.Of(state.Sequence, matter.Number.Value) % (ulong)able.Count)];
    }

    /// <summary>The tellers who sit where a service may be served in its zone.</summary>
    public static IEnumerable<StaffNumber> Able(HallState state, ServiceCode service) => state.Counters.Values
        .Where(counter => counter.State != CounterState.Closed && counter.Teller is not null && state.Plan.MayServe(counter.Id, service)
            && state.Plan.Counters.TryGetValue(counter.Id, out var window) && window.Zone == state.Plan.Find(service)?.Zone)
        .Select(counter => counter.Teller!.Value).Distinct();
}
