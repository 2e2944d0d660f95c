using System.IO.Pipelines;
using Hall.Devices.Links;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Supervision;

/// <summary>Keeps one link open for as long as it runs: opens it, hands it to a session, and opens it again when it breaks.</summary>
/// <param name="link">What to open.</param>
/// <param name="session">Talks over the open link until that breaks; however it ends, the link is opened again.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="jitter">From 0 to below 1.</param>
/// <param name="logger">Where changes are written.</param>
/// <param name="backOff">How long to wait in between.</param>
public sealed partial class DeviceSupervisor(
    IDeviceLink link, Func<IDuplexPipe, CancellationToken, Task> session, TimeProvider timeProvider, Func<double> jitter,
    ILogger logger, BackOff? backOff = null)
{
    private readonly Lock gate = new();
    private readonly BackOff backOff = backOff ?? new BackOff();
    private LinkStatus status = new(LinkState.Opening, timeProvider.GetUtcNow(), "", 0, 0);

    /// <summary>Raised after the state or its reason changed, from whichever thread changed it. An exception in a handler is logged.</summary>
    public event Action<LinkStatus>? Changed;

    /// <summary>How the link is now.</summary>
    public LinkStatus Status
    {
        get
        {
            lock (gate)
            {
                return status;
            }
        }
    }

    /// <summary>Runs until cancelled, then ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failuresInARow = 0;
        while (!cancellationToken.IsCancellationRequested)
        {
            var startedAt = timeProvider.GetTimestamp();
            var reason = await OpenOnceAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            failuresInARow = timeProvider.GetElapsedTime(startedAt) >= backOff.SteadyAfter ? 0 : failuresInARow;
            Move(now => now with { State = LinkState.Failed, Reason = reason, Failures = now.Failures + 1 });
            var isPluggedIn = await PauseAsync(backOff.After(failuresInARow++, jitter()), cancellationToken).ConfigureAwait(false);
            failuresInARow = isPluggedIn ? 0 : failuresInARow;
        }
    }

    /// <summary>Says that the devices on the open link are mute, or no longer.</summary>
    public void SetSilent(bool silent, string reason)
    {
        Move(now => (now.State, silent) switch
        {
            (LinkState.Up, true) => now with { State = LinkState.Silent, Reason = reason },
            (LinkState.Silent, false) => now with { State = LinkState.Up, Reason = "" },
            _ => now,
        });
    }

    /// <summary>Waits, but no longer than until a port that was missing is plugged in; true when it was.</summary>
    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        var wasMissing = link.IsThere == false;
        while (!cancellationToken.IsCancellationRequested && timeProvider.GetElapsedTime(since) is var waited && waited < pause)
        {
            var step = wasMissing && pause - waited > backOff.LookEvery ? backOff.LookEvery : pause - waited;
            await Task.Delay(step, timeProvider, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (wasMissing && link.IsThere == true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Opens the link and stays until it breaks; the result is why it did.</summary>
    private async Task<string> OpenOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await link.OpenAsync(cancellationToken).ConfigureAwait(false);
            await using (connection.ConfigureAwait(false))
            {
                Move(now => now with { State = LinkState.Up, Reason = "", Opened = now.Opened + 1 });
                await session(connection, cancellationToken).ConfigureAwait(false);
                return $"{link.Name} was closed.";
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, the next attempt may go better, and a hall must not lose its pads over it.
            return exception is LinkException ? exception.Message : $"{link.Name}: {exception.Message}";
        }
    }

    private void Move(Func<LinkStatus, LinkStatus> change)
    {
        LinkStatus after;
        lock (gate)
        {
            var before = status;
            after = change(before);
            var isNews = after.State != before.State || after.Reason != before.Reason;
            status = isNews ? after with { Since = timeProvider.GetUtcNow() } : after;
            after = status;
            if (!isNews)
            {
                return;
            }
        }

        LogChanged(link.Name, after.State, after.Reason);
        try
        {
            Changed?.Invoke(after);
        }
        catch (Exception exception)
        {
            LogHandlerFailed(exception, link.Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Link {Link} is {State}. {Reason}")]
    private partial void LogChanged(string link, LinkState state, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener to the state of link {Link} failed")]
    private partial void LogHandlerFailed(Exception exception, string link);
}
