using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;

namespace Hall.Web.Surfaces.Manager;

/// <summary>How many waited in each zone at one moment, and how long.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Waiting">How many.</param>
/// <param name="Typical">The usual wait of whoever took a number then, seconds; null where nobody served.</param>
public sealed record WaitingSample(
    DateTimeOffset At, IReadOnlyDictionary<ZoneCode, int> Waiting, IReadOnlyDictionary<ZoneCode, double?> Typical);

/// <summary>The last hour of waiting in memory, for the live chart. A restart begins it anew; reports have the rest.</summary>
public sealed class WaitingHistory(IHallDirectory halls, TimeProvider time, StandstillReport report, ILogger<WaitingHistory> logger)
    : Worker("waiting-history", time, report, logger)
{
    private const int Kept = 240;

    private readonly ConcurrentDictionary<HallId, WaitingSample[]> _samples = new();

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(15);

    /// <inheritdoc />
    protected override TimeSpan FirstAfter => TimeSpan.Zero;

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop)
    {
        Sample();
        return Task.CompletedTask;
    }

    /// <summary>The samples of a hall, oldest first; at most an hour.</summary>
    public IReadOnlyList<WaitingSample> Of(HallId hall) => _samples.GetValueOrDefault(hall, []);

    /// <summary>Takes a sample of every hall.</summary>
    public void Sample()
    {
        foreach (var hall in halls.All)
        {
            var snapshot = hall.Snapshot;
            var sample = new WaitingSample(hall.Now, snapshot.Zones.ToDictionary(zone => zone.Zone, zone => zone.Waiting),
                snapshot.Zones.ToDictionary(zone => zone.Zone, zone => (double?)zone.Estimate?.P50Seconds));
            _samples.AddOrUpdate(hall.Id, [sample], (_, before) => [.. before.TakeLast(Kept - 1), sample]);
        }
    }
}
