using Hall.Agent.Hub;
using Hall.Devices.Agents;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Hall.Agent.Outbox;

/// <summary>Takes kept presses to the hub, one after another in order, and forgets each only when the hub has answered it for good.</summary>
public sealed partial class Courier(PressOutbox outbox, HubLink hub, TimeProvider time, ILogger<Courier> logger) : BackgroundService
{
    private static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);

    /// <inheritdoc />
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var press = await outbox.NextAsync(stoppingToken);
            if (await ReportAsync(press, stoppingToken) is { Outcome: not ReportOutcome.Later } answer)
            {
                if (answer.Outcome == ReportOutcome.Refused)
                {
                    LogRefused(press.EventId, press.Counter, answer.Code, answer.Sentence);
                }

                outbox.Forget(press.EventId);
            }
            else
            {
                await Task.Delay(RetryAfter, time, stoppingToken);
            }
        }
    }

    private async Task<PressAnswer?> ReportAsync(KeptPress press, CancellationToken stopping)
    {
        await hub.ReadyAsync(stopping);
        try
        {
            return await hub.PressAsync(press.ToReport(time.GetUtcNow()), stopping);
        }
        catch (Exception fault) when (!stopping.IsCancellationRequested)
        {
            // Whether the hub has it is not known. It is reported again, and counts once by its event id.
            LogUnanswered(press.EventId, fault.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The hub refused press {Press} at counter {Counter} ({Code}): {Sentence}")]
    private partial void LogRefused(Guid press, string counter, string code, string sentence);

    [LoggerMessage(Level = LogLevel.Information, Message = "Press {Press} was not answered and is kept: {Reason}")]
    private partial void LogUnanswered(Guid press, string reason);
}
