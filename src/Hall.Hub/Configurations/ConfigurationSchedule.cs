using System.Text.Json.Nodes;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Privacy;
using Hall.Devices.Supervision;
using Hall.Hub.Engine;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;

namespace Hall.Hub.Configurations;

/// <summary>
/// Publishes at a given time: one order a hall, in a file of the data folder, so that it survives a restart; an order that fell due
/// while the hub was off is carried out when it comes back. What others published in between is kept; where both changed the same
/// thing nothing is published and a manager is told.
/// </summary>
public sealed partial class ConfigurationSchedule(
    HubOptions options, IHallDirectory halls, HubAlerts alerts, NoteOrderAsync note, TimeProvider time, StandstillReport report,
    ILogger<ConfigurationSchedule> logger) : Worker("schedule", time, report, logger)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<HallId, ScheduledPublication?> _known = [];

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(1);

    /// <summary>The order of a hall; null when there is none, or the disk does not give it at the moment.</summary>
    public ScheduledPublication? Find(HallId hall)
    {
        try
        {
            return Read(hall);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            // The next look reports it.
            return null;
        }
    }

    /// <summary>Name of the file of an order that could not be read and was set aside; null when there is none.</summary>
    public string? SetAside(HallId hall) => DocumentOf(hall).SetAside;

    /// <summary>Somebody has read that an order was set aside.</summary>
    public void Acknowledge(HallId hall)
    {
        DocumentOf(hall).Acknowledge();
        alerts.Clear(AlertKind.DocumentUnreadable, SubjectOf(hall));
    }

    /// <summary>Orders a publication; an earlier order of the hall is replaced. The audit knows first, so that no order stands without its
    /// row.</summary>
    public async Task OrderAsync(HallId hall, ScheduledPublication order)
    {
        ArgumentNullException.ThrowIfNull(order);
        order = order with { Why = FreeText.RedactedButOffices(order.Why) };
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
            Forget(hall, order);
        }
    }

    /// <summary>Carries out what is due by each hall's own time.</summary>
    public override Task LookAsync(CancellationToken stop) => EachAsync(halls.All, hall => hall.Id.Value, PublishDueAsync, stop);

    private async Task PublishDueAsync(IHall hall, CancellationToken stop)
    {
        if (Read(hall.Id) is { Failed: null } order && order.Due <= hall.Now)
        {
            await PublishAsync(hall, order);
        }
    }

    private ScheduledPublication? Read(HallId hall)
    {
        lock (_gate)
        {
            if (!_known.TryGetValue(hall, out var order))
            {
                var document = DocumentOf(hall);
                _known[hall] = order = document.Read();
                if (document.SetAside is { } aside)
                {
                    LogSetAside(hall.Value, aside);
                    alerts.Raise(AlertKind.DocumentUnreadable, SubjectOf(hall), "schedule");
                }

                // What failed before a restart is still to be decided after it.
                if (order?.Failed is not null)
                {
                    alerts.Raise(AlertKind.PublicationFailed, hall.Value);
                }
            }

            return order;
        }
    }

    private async Task PublishAsync(IHall hall, ScheduledPublication order)
    {
        if (HallConfigurationReader.Read(order.Before).Configuration is not { } before
            || HallConfigurationReader.Read(order.Text).Configuration is not { } wanted)
        {
            Fail(hall.Id, order, "configuration.schedule.faulty");
            return;
        }

        // A hub that ended between publishing and forgetting the order has published already; the rest is done again without harm.
        var answer =
            await ConfigurationPublisher.PublishAsync(hall,
                new(before, wanted) { By = new(order.By), Why = order.Why, Gone = [.. order.GoneServices] });
        if (!answer.Succeeded)
        {
            Fail(hall.Id, order, answer.Conflicts.Count > 0 ? "configuration.schedule.changed" : $"rejection.{answer.Rejection!.Code}");
            return;
        }

        if (order.CloseCounters)
        {
            await GoneCounters.CloseAsync(hall, GoneCounters.Of(before, answer.Configuration));
        }

        Forget(hall.Id, order);
        LogPublished(hall.Id.Value, order.By);
    }

    private void Keep(HallId hall, ScheduledPublication order)
    {
        lock (_gate)
        {
            DocumentOf(hall).Write(order);
            _known[hall] = order;
        }

        alerts.Clear(AlertKind.PublicationFailed, hall.Value);
    }

    // Whoever ordered another one while this one was carried out finds theirs untouched.
    private bool IsStill(HallId hall, ScheduledPublication order) => ReferenceEquals(_known.GetValueOrDefault(hall), order);

    private void Forget(HallId hall, ScheduledPublication order)
    {
        lock (_gate)
        {
            if (!IsStill(hall, order))
            {
                return;
            }

            DocumentOf(hall).Delete();
            _known[hall] = null;
        }

        alerts.Clear(AlertKind.PublicationFailed, hall.Value);
    }

    private void Fail(HallId hall, ScheduledPublication order, string why)
    {
        lock (_gate)
        {
            if (!IsStill(hall, order))
            {
                return;
            }

            Keep(hall, order with { Failed = why });
        }

        alerts.Raise(AlertKind.PublicationFailed, hall.Value);
    }

    private static string SubjectOf(HallId hall) => $"{hall.Value}/schedule";

    private KeptDocument<ScheduledPublication> DocumentOf(HallId hall) => new(
        Path.Combine(options.DataFolder, "drafts", $"{hall.Value}.scheduled.json"),
        order => JsonNode.Parse(order.Before) is JsonObject && JsonNode.Parse(order.Text) is JsonObject);

    [LoggerMessage(LogLevel.Information, "Hall {Hall}: the configuration that {By} ordered for now is in force.")]
    private partial void LogPublished(string hall, string by);

    [LoggerMessage(LogLevel.Error, "Hall {Hall}: the ordered publication could not be read; it is set aside as {File}.")]
    private partial void LogSetAside(string hall, string file);
}
