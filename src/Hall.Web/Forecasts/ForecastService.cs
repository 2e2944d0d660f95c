using Hall.Core.Engine;
using Hall.Core.Forecast.Live;
using Hall.Core.Identifiers;
using Hall.Web.Engine;

namespace Hall.Web.Forecasts;

/// <summary>
/// Forecasts every hall off its loop: listens to its events, copies what it needs between two batches, rolls it forward on a
/// thread of its own and hands the outlook back. A hall that stands still is forecast again only as its people grow older, and
/// one whose line is so long that rolling it takes long is forecast less often: a forecast never takes more than a twentieth of
/// a processor from those who press keys.
/// </summary>
public sealed partial class ForecastService(HallDirectory halls, TimeProvider time, ILogger<ForecastService> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan EveryQuiet = TimeSpan.FromSeconds(10);
    private const int RestPerWork = 19;
    private readonly Dictionary<HallId, Watched> _watched = [];

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var engine in halls.Engines)
                {
                    await RefreshAsync(engine, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; the next start learns on from the hall's means.
        }
        finally
        {
            foreach (var watched in _watched.Values)
            {
                watched.Subscription.Dispose();
            }
        }
    }

    private async Task RefreshAsync(HallEngine engine, CancellationToken stopping)
    {
        if (!_watched.TryGetValue(engine.Id, out var watched))
        {
            _watched[engine.Id] = watched = new(engine.Subscribe());
        }

        var heard = Hear(engine, watched);
        watched.Heard |= heard;
        if (time.GetTimestamp() < watched.RestsUntil)
        {
            return;
        }

        if (!watched.Heard && time.GetElapsedTime(watched.RefreshedAt) < EveryQuiet && watched.RefreshedAt != 0)
        {
            return;
        }

        try
        {
            var began = time.GetTimestamp();
            var outline = await engine.AskAsync(new OutlineOfHall(), stopping);
            engine.Show(watched.Forecaster.Forecast(outline));
            watched.RefreshedAt = time.GetTimestamp();
            watched.RestsUntil = watched.RefreshedAt + ((watched.RefreshedAt - began) * RestPerWork);
            watched.Heard = false;
        }
        catch (JournalUnavailableException)
        {
            // The hall says so itself; the formula stands in until it is back.
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A forecast is a courtesy: without one the hall goes on by the formula.
            LogFailed(fault, engine.Id);
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "Hall {Hall} could not be forecast; a formula stands in")]
    private partial void LogFailed(Exception fault, HallId hall);

    private sealed class Watched(IHallSubscription subscription)
    {
        public IHallSubscription Subscription { get; set; } = subscription;

        public HallForecaster Forecaster { get; } = new();

        public bool Heard { get; set; }

        public long RefreshedAt { get; set; }

        public long RestsUntil { get; set; }
    }
}
