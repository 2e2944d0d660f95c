using System.Globalization;
using Hall.Core.Engine;
using Hall.Web.Engine;

namespace Hall.Web.Exchange;

/// <summary>Sends what the outbox holds, in order, and waits when the receiver does not answer.</summary>
public sealed partial class ExchangePush(
    ExchangeOutbox outbox, ExchangeLine line, ExchangeSettingsFile settings, IHallDirectory halls, HubAlerts alerts, TimeProvider time, ILogger<ExchangePush> logger)
    : BackgroundService
{
    /// <summary>How often it looks.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(15);

    private static readonly TimeSpan TooLong = TimeSpan.FromHours(24);

    /// <summary>Fills the outbox of a hall and sends what is due.</summary>
    /// <returns>How many messages the receiver has now that it had not before.</returns>
    public async Task<int> PushAsync(IHall hall, ExchangeSettings current, CancellationToken cancel)
    {
        if (current.Address is not { } address)
        {
            alerts.Clear(AlertKind.ExchangeStuck, hall.Id.Value);
            return 0;
        }

        await outbox.FillAsync(hall, current);
        var taken = 0;
        foreach (var row in await outbox.DueAsync(hall.Id.Value, hall.Now))
        {
            var (outcome, word) = await line.SendAsync(address, row, cancel);
            await outbox.NoteAsync(row, outcome, word, hall.Now);
            if (outcome == ExchangeOutcome.Later)
            {
                // Who did not take this one will not take the next either.
                LogLater(hall.Id.Value, row.Key, word ?? "");
                break;
            }

            taken += outcome == ExchangeOutcome.Taken ? 1 : 0;
        }

        await SayAsync(hall, faulty: false);
        return taken;
    }

    /// <summary>Raises the alert when something was refused, waits for more than a day, or cannot go for want of readable settings.</summary>
    private async Task SayAsync(IHall hall, bool faulty)
    {
        var (waiting, refused, since) = await outbox.StandingAsync(hall.Id.Value);
        if (faulty || refused > 0 || hall.Now - since > TooLong)
        {
            alerts.Raise(AlertKind.ExchangeStuck, hall.Id.Value, waiting.ToString(CultureInfo.InvariantCulture), refused.ToString(CultureInfo.InvariantCulture));
        }
        else
        {
            alerts.Clear(AlertKind.ExchangeStuck, hall.Id.Value);
        }
    }

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        using var timer = new PeriodicTimer(Every, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await LookAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The hub stops; what is not sent waits in the outbox.
        }
    }

    /// <summary>Pushes what every hall has; settings that cannot be read are said on the manager's page.</summary>
    internal async Task LookAsync(CancellationToken cancel)
    {
        try
        {
            var current = settings.Current;
            foreach (var hall in halls.All)
            {
                await PushAsync(hall, current, cancel);
            }
        }
        catch (InvalidDataException fault)
        {
            LogFailed(fault);
            foreach (var hall in halls.All)
            {
                await SayAsync(hall, faulty: true);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // Whatever the exchange runs into, the hall goes on serving.
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The exchange does not take {Key} of {Hall} now: {Word}")]
    private partial void LogLater(string hall, string key, string word);

    [LoggerMessage(Level = LogLevel.Error, Message = "Ratings could not be exchanged; the next attempt is in a moment")]
    private partial void LogFailed(Exception fault);
}
