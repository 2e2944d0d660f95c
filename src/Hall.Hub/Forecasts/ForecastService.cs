using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;
using Hall.Forecasting.Live;
using Hall.Hub.Engine;

namespace Hall.Hub.Forecasts;

/// <summary>
/// Forecasts every hall off its loop: listens to its events, copies what it needs between two batches, rolls it forward on a
/// thread of its own and hands the outlook back. A hall that stands still is forecast again only as its people grow older, and
/// one whose line is so long that rolling it takes long is forecast less often: a forecast never takes more than a twentieth of
/// a processor from those who press keys.
/// </summary>
public sealed class ForecastService(HallDirectory halls, TimeProvider time, StandstillReport report, ILogger<ForecastService> logger)
    : Worker("forecasts", time, report, logger)
{
    private static readonly TimeSpan EveryQuiet = TimeSpan.FromSeconds(10);
    private const int RestPerWork = 19;
    private readonly Dictionary<HallId, Watched> _watched = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.Engines, engine => engine.Id.Value, RefreshAsync, stop);

    /// <inheritdoc />
    protected override Task EndAsync()
    {
        foreach (var watched in _watched.Values)
        {
            watched.Subscription.Dispose();
        }

        return Task.CompletedTask;
    }

    private async Task RefreshAsync(HallEngine engine, CancellationToken stopping)
    {
        if (!_watched.TryGetValue(engine.Id, out var watched))
        {
            _watched[engine.Id] = watched = new(engine.Subscribe());
        }

        var heard = Hear(engine, watched);
        watched.Heard |= heard;
        if (Time.GetTimestamp() < watched.RestsUntil)
        {
            return;
        }

        if (!watched.Heard && Time.GetElapsedTime(watched.RefreshedAt) < EveryQuiet && watched.RefreshedAt != 0)
        {
            return;
        }

        // What it throws is a fault of the work: a formula stands in until a forecast succeeds again.
        var began = Time.GetTimestamp();
        var outline = await engine.AskAsync(new OutlineOfHall(), stopping);
        engine.Show(watched.Forecaster.Forecast(outline));
        watched.RefreshedAt = Time.GetTimestamp();
        watched.RestsUntil = watched.RefreshedAt + ((watched.RefreshedAt - began) * RestPerWork);
        watched.Heard = false;
    }

    private static bool Hear(HallEngine engine, Watched watched)
    {
        var heard = false;
        while (watched.Subscription.Entries.TryRead(out var entry))
        {
            watched.Forecaster.Hear(entry);
            heard = true;
        }

        // It fell behind or the hall was read anew: what was learned stays, what was missed is missed.
        if (watched.Subscription.Entries.Completion.IsCompleted)
        {
            watched.Subscription.Dispose();
            watched.Subscription = engine.Subscribe();
        }

        return heard;
    }

    private sealed class Watched(IHallSubscription subscription)
    {
        public IHallSubscription Subscription { get; set; } = subscription;

        public HallForecaster Forecaster { get; } = new();

        public bool Heard { get; set; }

        public long RefreshedAt { get; set; }

        public long RestsUntil { get; set; }
    }
}
