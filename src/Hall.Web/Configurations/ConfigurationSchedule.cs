using System.Text.Json;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Web.Audit;
using Hall.Web.Engine;
using Hall.Web.Hub;

namespace Hall.Web.Configurations;

/// <summary>
/// Publishes at a given time: one order a hall, in a file of the data folder, so that it survives a restart; an order that fell due
/// while the hub was off is carried out when it comes back. What others published in between is kept; where both changed the same
/// thing nothing is published and a manager is told.
/// </summary>
public sealed partial class ConfigurationSchedule(
    HubOptions options, IHallDirectory halls, HubAlerts alerts, NoteOrderAsync note, TimeProvider time, ILogger<ConfigurationSchedule> logger) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<HallId, ScheduledPublication?> _known = [];

    /// <summary>The order of a hall; null when there is none.</summary>
    public ScheduledPublication? Find(HallId hall)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(hall, out var order))
            {
                _known[hall] = order = File.Exists(FileOf(hall)) ? JsonSerializer.Deserialize<ScheduledPublication>(File.ReadAllText(FileOf(hall))) : null;
            }

            return order;
        }
    }

    /// <summary>Orders a publication; an earlier order of the hall is replaced. The audit knows first, so that no order stands without its row.</summary>
    public async Task OrderAsync(HallId hall, ScheduledPublication order)
    {
        ArgumentNullException.ThrowIfNull(order);
        order = order with { Why = FreeText.Told(order.Why) };
        await note(order.By, AuditKind.PublicationOrdered, hall.Value, order.Story);
        Keep(hall, order);
    }

    /// <summary>Takes an order back; nothing happens when there is none.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="by">Staff number of who takes it back.</param>
    public async Task CancelAsync(HallId hall, string by)
    {
        if (Find(hall) is { } order)
        {
            await note(by, AuditKind.PublicationCancelled, hall.Value, order.Story);
            Forget(hall);
        }
    }

    /// <summary>Carries out what is due.</summary>
    public async Task PublishDueAsync()
    {
        foreach (var hall in halls.All)
        {
            if (Find(hall.Id) is { Failed: null } order && order.Due <= time.GetUtcNow())
            {
                await PublishAsync(hall, order);
            }
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryPublishDueAsync();
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The hub stops; what is due is published at the next start.
        }
    }

    private async Task TryPublishDueAsync()
    {
        try
        {
            await PublishDueAsync();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Stumbled(logger, fault);
        }
    }

    private async Task PublishAsync(IHall hall, ScheduledPublication order)
    {
        var live = HallConfigurationReader.Write(hall.Snapshot.Plan.Configuration);
        var text = ConfigurationMerge.Of(order.Before, order.Text, live, out var conflicts);
        if (conflicts.Count > 0 || HallConfigurationReader.Read(text).Configuration is not { } configuration)
        {
            Fail(hall.Id, order, "configuration.schedule.changed");
            return;
        }

        try
        {
            // A hub that ended between publishing and forgetting the order has published already; the rest is done again without harm.
            var outcome = HallConfigurationReader.Write(configuration) == live ? null : await hall.ExecuteAsync(new PublishConfiguration(configuration, new(order.By), order.Why) { Gone = [.. order.GoneServices] });
            if (outcome?.Rejection is { } rejection)
            {
                Fail(hall.Id, order, $"rejection.{rejection.Code}");
                return;
            }

            if (order.CloseCounters && HallConfigurationReader.Read(order.Before).Configuration is { } before)
            {
                await GoneCounters.CloseAsync(hall, GoneCounters.Of(before, configuration));
            }

            Forget(hall.Id);
            Published(logger, hall.Id.Value, order.By);
        }
        catch (JournalUnavailableException)
        {
            // Tried again a second later: an order is not lost because a disk was full at that moment.
        }
    }

    private void Keep(HallId hall, ScheduledPublication order)
    {
        lock (_gate)
        {
            Directory.CreateDirectory(Folder);
            var fresh = FileOf(hall) + ".new";
            File.WriteAllText(fresh, JsonSerializer.Serialize(order));
            File.Move(fresh, FileOf(hall), overwrite: true);
            _known[hall] = order;
        }

        alerts.Clear(AlertKind.PublicationFailed, hall.Value);
    }

    private void Forget(HallId hall)
    {
        lock (_gate)
        {
            File.Delete(FileOf(hall));
            _known[hall] = null;
        }

        alerts.Clear(AlertKind.PublicationFailed, hall.Value);
    }

    private void Fail(HallId hall, ScheduledPublication order, string why)
    {
        Keep(hall, order with { Failed = why });
        alerts.Raise(AlertKind.PublicationFailed, hall.Value);
    }

    private string Folder => Path.Combine(options.DataFolder, "drafts");

    private string FileOf(HallId hall) => Path.Combine(Folder, $"{hall.Value}.scheduled.json");

    [LoggerMessage(LogLevel.Information, "Hall {Hall}: the configuration that {By} ordered for now is in force.")]
    private static partial void Published(ILogger logger, string hall, string by);

    [LoggerMessage(LogLevel.Error, "A publication that is due could not be looked at; it is tried again.")]
    private static partial void Stumbled(ILogger logger, Exception fault);
}
