using Microsoft.Extensions.Logging;

namespace Hall.Devices.Supervision;

/// <summary>What is begun and not waited for. Nothing else throws a task away: its fault would be lost.</summary>
public static partial class Unawaited
{
    /// <summary>
    /// Lets a task go on by itself; what it ends in, other than the end of the program or of a page, is written in the log.
    /// </summary>
    /// <param name="task">What was begun.</param>
    /// <param name="logger">Where a fault is written.</param>
    /// <param name="what">What was begun, for whoever reads the log; without personal data.</param>
    public static void GoOn(this Task task, ILogger logger, string what)
    {
        ArgumentNullException.ThrowIfNull(task);
        _ = WatchAsync(task, logger, what);
    }

    private static async Task WatchAsync(Task task, ILogger logger, string what)
    {
        try
        {
            await task.ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is OperationCanceledException or ObjectDisposedException)
        {
            // Over.
        }
        catch (Exception fault)
        {
            LogFault(logger, fault, what);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{What} did not come to its end")]
    private static partial void LogFault(ILogger logger, Exception fault, string what);
}
