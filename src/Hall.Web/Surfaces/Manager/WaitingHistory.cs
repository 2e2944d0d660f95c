using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Identifiers;

namespace Hall.Web.Surfaces.Manager;

/// <summary>How many waited in each zone at one moment.</summary>
public sealed record WaitingSample(DateTimeOffset At, IReadOnlyDictionary<ZoneCode, int> Waiting);

/// <summary>The last hour of waiting in memory, for the live chart. A restart begins it anew; reports have the rest.</summary>
public sealed class WaitingHistory(IHallDirectory halls, TimeProvider time) : BackgroundService
{
    private const int Kept = 240;

    /// <summary>How often a sample is taken.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<HallId, WaitingSample[]> _samples = new();

    /// <summary>The samples of a hall, oldest first; at most an hour.</summary>
    public IReadOnlyList<WaitingSample> Of(HallId hall) => _samples.GetValueOrDefault(hall, []);

    /// <summary>Takes a sample of every hall.</summary>
    public void Sample()
    {
        foreach (var hall in halls.All)
        {
            var snapshot = hall.Snapshot;
            var sample = new WaitingSample(hall.Now, snapshot.Zones.ToDictionary(zone => zone.Zone, zone => zone.Waiting));
            _samples.AddOrUpdate(hall.Id, [sample], (_, before) => [.. before.TakeLast(Kept - 1), sample]);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            do
            {
                Sample();
            }
            while (await timer.WaitForNextTickAsync(stoppingToken));
        }
        catch (OperationCanceledException)
        {
            // The hub stops.
        }
    }
}
