using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;

namespace Hall.Hub.Engine;

/// <summary>Work that follows every hall of the hub, also one that is founded later.</summary>
/// <param name="work">The stable word of the work, see <see cref="Standstill.Work"/>.</param>
/// <param name="halls">The halls.</param>
/// <param name="time">The clock.</param>
/// <param name="report">Is told what stands still.</param>
/// <param name="logger">Where faults are written.</param>
public abstract class HallFollowerService(string work, IHallDirectory halls, TimeProvider time, StandstillReport report, ILogger logger)
    : Worker(work, time, report, logger)
{
    private readonly Dictionary<HallId, Task> _followed = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <summary>Begins to follow the halls that are new.</summary>
    public override Task LookAsync(CancellationToken stop)
    {
        foreach (var hall in halls.All.Where(hall => !_followed.TryGetValue(hall.Id, out var following) || following.IsCompleted))
        {
            _followed[hall.Id] = new HallFollower(hall, ReaderOf(hall), Standstills, Time, Logger).RunAsync(stop);
        }

        return Task.CompletedTask;
    }

    /// <summary>What listens to a hall.</summary>
    protected abstract IHallReader ReaderOf(IHall hall);

    /// <inheritdoc />
    protected override Task EndAsync() => Task.WhenAll(_followed.Values);
}
