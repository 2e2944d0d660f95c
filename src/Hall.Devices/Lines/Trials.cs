using System.Collections.Concurrent;
using Hall.Devices.Displays;
using Hall.Devices.Supervision;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Lines;

/// <summary>
/// Ends what a trial shows: a lamp that goes on showing the trial's number sends a citizen to a window that did not call. Knows what each
/// counter's devices should show, and has it shown again a little later. Safe for many threads.
/// </summary>
/// <param name="show">Shows.</param>
/// <param name="timeProvider">The timers.</param>
/// <param name="logger">Where a fault is written.</param>
internal sealed partial class Trials(Func<PadShow, CancellationToken, ValueTask<bool>> show, TimeProvider timeProvider, ILogger logger)
    : IDisposable
{
    /// <summary>How long a trial can be looked at.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromSeconds(10);

    private readonly ConcurrentDictionary<string, PadShow> _latest = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int> _running = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stopping = new();

    /// <summary>What the devices of a counter should show from now on.</summary>
    public void Keep(PadShow shown) => _latest[shown.Counter] = shown;

    /// <summary>A trial showed something at a counter.</summary>
    public void Began(string counter)
    {
        var number = _running.AddOrUpdate(counter, 1, (_, before) => before + 1);
        EndAsync(counter, number).GoOn(logger, $"The trial at counter {counter}");
    }

    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    private async Task EndAsync(string counter, int number)
    {
        try
        {
            await Task.Delay(Lasts, timeProvider, _stopping.Token).ConfigureAwait(false);
            if (_running[counter] == number)
            {
                await show(_latest.GetValueOrDefault(counter) ?? new PadShow("", counter, false, null, null), _stopping.Token)
                    .ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException)
        {
            // The line closes.
        }
        catch (Exception exception)
        {
            LogNotEnded(exception, counter);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What a trial showed at counter {Counter} could not be taken back")]
    private partial void LogNotEnded(Exception exception, string counter);
}
