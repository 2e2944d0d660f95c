using System.IO.Pipelines;
using Hall.Devices.Links;
using Hall.Devices.Supervision;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Connections;

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
    // A session that reads sees the end of its line by itself, after what was read before it; one that does not is ended after this.
    private static readonly TimeSpan EndWithin = TimeSpan.FromSeconds(1);

    // A line that its other end closes after each job is opened again at once and is no outage; one that does so more often is.
    private static readonly TimeSpan ClosesAtMostEvery = TimeSpan.FromSeconds(1);

    private readonly Lock _gate = new();
    private readonly BackOff _backOff = backOff ?? new BackOff();
    private TaskCompletionSource _hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private LinkStatus _status = new(LinkState.Opening, timeProvider.GetUtcNow(), "", 0, 0);

    /// <summary>
    /// Raised after the state or its reason changed, from whichever thread changed it. An exception in a handler is logged.
    /// </summary>
    public event Action<LinkStatus>? Changed;

    /// <summary>How the link is now.</summary>
    public LinkStatus Status
    {
        get
        {
            lock (_gate)
            {
                return _status;
            }
        }
    }

    /// <summary>Runs until cancelled, then ends without an exception.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var failuresInARow = 0;
        long? closedAt = null;
        while (!cancellationToken.IsCancellationRequested)
        {
            var startedAt = timeProvider.GetTimestamp();
            var (reason, isGoodBye) = await OpenOnceAsync(cancellationToken).ConfigureAwait(false);
            if (cancellationToken.IsCancellationRequested)
            {
                return;
            }

            if (isGoodBye && (closedAt is not { } last || timeProvider.GetElapsedTime(last) >= ClosesAtMostEvery))
            {
                closedAt = timeProvider.GetTimestamp();
                continue;
            }

            failuresInARow = timeProvider.GetElapsedTime(startedAt) >= _backOff.SteadyAfter ? 0 : failuresInARow;
            Move(now => now with
            {
                State = LinkState.Failed, Reason = reason, Failures = now.Failures + (now.State == LinkState.Failed ? 0 : 1),
                Attempts = now.Attempts + 1,
            });
            var isPluggedIn = await PauseAsync(_backOff.After(failuresInARow++, jitter()), cancellationToken).ConfigureAwait(false);
            failuresInARow = isPluggedIn ? 0 : failuresInARow;
        }
    }

    /// <summary>Somebody waits for the line: if it is down, it is tried now and not only after the pause.</summary>
    public void Hurry()
    {
        lock (_gate)
        {
            if (_status.State == LinkState.Failed)
            {
                _hurry.TrySetResult();
            }
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

    /// <summary>
    /// Waits, but no longer than until a port that was missing is plugged in, or somebody is in a hurry; true when it was plugged in.
    /// </summary>
    private async Task<bool> PauseAsync(TimeSpan pause, CancellationToken cancellationToken)
    {
        var since = timeProvider.GetTimestamp();
        var wasMissing = link.IsThere == false;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task hurried;
        lock (_gate)
        {
            _hurry = _hurry.Task.IsCompleted ? new(TaskCreationOptions.RunContinuationsAsynchronously) : _hurry;
            hurried = _hurry.Task;
        }

        while (!cancellationToken.IsCancellationRequested && !hurried.IsCompleted && timeProvider.GetElapsedTime(since) is var waited
            && waited < pause)
        {
            var step = wasMissing && pause - waited > _backOff.LookEvery ? _backOff.LookEvery : pause - waited;
            await Task.WhenAny(hurried, Task.Delay(TimerSpan.Until(step), timeProvider, over.Token)).ConfigureAwait(false);
            if (wasMissing && link.IsThere == true)
            {
                await over.CancelAsync().ConfigureAwait(false);
                return true;
            }
        }

        await over.CancelAsync().ConfigureAwait(false);
        return false;
    }

    /// <summary>
    /// Opens the link and stays until it ends; the result is why it did, and whether the other end only said good-bye after its job.
    /// </summary>
    private async Task<(string Reason, bool IsGoodBye)> OpenOnceAsync(CancellationToken cancellationToken)
    {
        try
        {
            var connection = await link.OpenAsync(cancellationToken).ConfigureAwait(false);
            var line = new WatchedLine(connection, timeProvider);
            await using (line.ConfigureAwait(false))
            {
                Move(now => now with { State = LinkState.Up, Reason = "", Opened = now.Opened + 1 });
                await TalkAsync(line, cancellationToken).ConfigureAwait(false);
                return ($"{link.Name} was closed.", line.IsClosedInOrder && line.WasUsed);
            }
        }
        catch (Exception exception)
        {
            // Whatever it is, the next attempt may go better, and a hall must not lose its pads over it.
            return (exception is LinkException ? exception.Message : $"{link.Name}: {exception.Message}", false);
        }
    }

    /// <summary>Ends with the session or with the line, whichever ends first; throws what ended it, when something did.</summary>
    private async Task TalkAsync(WatchedLine line, CancellationToken cancellationToken)
    {
        using var opening = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var talking = session(line, opening.Token);
        await Task.WhenAny(talking, line.Over).ConfigureAwait(false);
        if (!talking.IsCompleted && !line.IsWriteBroken)
        {
            await Task.WhenAny(talking, Task.Delay(EndWithin, timeProvider, opening.Token)).ConfigureAwait(false);
        }

        var isEndedByLine = !talking.IsCompleted;
        await opening.CancelAsync().ConfigureAwait(false);
        await talking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (line.Over.IsFaulted)
        {
            await line.Over.ConfigureAwait(false);
        }

        if (!isEndedByLine)
        {
            await talking.ConfigureAwait(false);
        }
    }

    private void Move(Func<LinkStatus, LinkStatus> change)
    {
        LinkStatus after;
        lock (_gate)
        {
            var before = _status;
            after = change(before);
            var isNews = after.State != before.State || after.Reason != before.Reason;
            _status = isNews ? after with { Since = timeProvider.GetUtcNow() } : after;
            after = _status;
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
