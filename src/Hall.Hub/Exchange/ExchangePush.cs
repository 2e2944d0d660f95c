using System.Globalization;
using Hall.Core.Engine;
using Hall.Devices.Supervision;
using Hall.Storage.Alerts;

namespace Hall.Hub.Exchange;

/// <summary>Sends what the outbox holds, in order, and waits when the receiver does not answer.</summary>
public sealed partial class ExchangePush(
    ExchangeOutbox outbox, ExchangeLine line, ExchangeSettingsFile settings, IHallDirectory halls, HubAlerts alerts, TimeProvider time,
    StandstillReport report, ILogger<ExchangePush> logger)
    : Worker("exchange", time, report, logger)
{
    private static readonly TimeSpan TooLong = TimeSpan.FromHours(24);

    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromSeconds(15);

    // A receiver that takes its time over each of some hundred messages is slow, and does not hang.
    /// <inheritdoc />
    protected override TimeSpan? LookLimit => TimeSpan.FromMinutes(30);

    /// <summary>Fills the outbox of a hall and sends what is due.</summary>
    /// <returns>How many messages the receiver has now that it had not before.</returns>
    public async Task<int> PushAsync(IHall hall, ExchangeSettings current, CancellationToken cancel)
    {
        if (current.Address is not { } address)
        {
            alerts.Clear(AlertKind.ExchangeStuck, hall.Id.Value);
            alerts.Clear(AlertKind.ExchangeUnencrypted, hall.Id.Value);
            return 0;
        }

        await outbox.FillAsync(hall, current);
        if (current.IsOpenOnTheWay)
        {
            alerts.Raise(AlertKind.ExchangeUnencrypted, hall.Id.Value, address.Authority);
            await SayAsync(hall, faulty: false);
            return 0;
        }

        alerts.Clear(AlertKind.ExchangeUnencrypted, hall.Id.Value);
        var taken = 0;
        foreach (var row in await outbox.DueAsync(hall.Id.Value, hall.Now))
        {
            var (outcome, word) = await line.SendAsync(address, current.Receipt ?? new(), row, cancel);
            await outbox.NoteAsync(row, outcome, word, hall.Now);
            if (outcome == ExchangeOutcome.Later)
            {
                // Who did not take this one will not take the next either.
                LogLater(Logger, hall.Id.Value, row.Key, word ?? "");
                break;
            }

            taken += outcome == ExchangeOutcome.Taken ? 1 : 0;
        }

        await SayAsync(hall, faulty: false);
        return taken;
    }

    /// <summary>Raises the alert when something was refused, waits for more than a day, or cannot go for want of readable
    /// settings.</summary>
    private async Task SayAsync(IHall hall, bool faulty)
    {
        var (waiting, refused, since) = await outbox.StandingAsync(hall.Id.Value);
        if (faulty || refused > 0 || hall.Now - since > TooLong)
        {
            alerts.Raise(AlertKind.ExchangeStuck, hall.Id.Value, waiting.ToString(CultureInfo.InvariantCulture),
                refused.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            alerts.Clear(AlertKind.ExchangeStuck, hall.Id.Value);
        }
    }

    /// <summary>Pushes what every hall has; settings that cannot be read are said on the manager's page.</summary>
    public override async Task LookAsync(CancellationToken stop)
    {
        ExchangeSettings current;
        try
        {
            current = settings.Current;
        }
        catch (InvalidDataException)
        {
            await EachAsync(halls.All, hall => hall.Id.Value, (hall, _) => SayAsync(hall, faulty: true), stop);
            throw;
        }

        await EachAsync(halls.All, hall => hall.Id.Value, (hall, cancel) => PushAsync(hall, current, cancel), stop);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange does not take {Key} of {Hall} now: {Word}")]
    private static partial void LogLater(ILogger logger, string hall, string key, string word);
}
