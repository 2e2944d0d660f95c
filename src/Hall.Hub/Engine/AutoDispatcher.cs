using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Counters;
using Hall.Core.Engine;
using Hall.Devices.Supervision;

namespace Hall.Hub.Engine;

/// <summary>
/// Gives free counters their next ticket in halls that give them. It only asks; which counter and which ticket is the rules' to say, in the
/// hall's one loop, so that a teller who presses at the same moment gets either the same or nothing. It looks again after a quarter of
/// a second, because counters rest and held back work comes free without any event.
/// </summary>
public sealed class AutoDispatcher(IHallDirectory halls, TimeProvider time, StandstillReport report, ILogger<AutoDispatcher> logger)
    : Worker("giving-tickets", time, report, logger)
{
    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMilliseconds(250);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, GiveAsync, stop);

    private static async Task GiveAsync(IHall hall, CancellationToken stop)
    {
        var snapshot = hall.Snapshot;
        if (snapshot.Plan.Rules.DispatchMode != DispatchMode.HallGives
            || !snapshot.Counters.Any(view => view.Counter.State == CounterState.Idle))
        {
            return;
        }

        while ((await hall.ExecuteAsync(new AssignNext(), null, stop)).Events.Count > 0)
        {
        }
    }
}
