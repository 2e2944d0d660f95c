using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Presses;

/// <summary>
/// Carries presses of devices that are not acknowledged, and so never repeat, to where they are made durable: in order, and again under
/// the same id while that fails.
/// </summary>
/// <param name="onPress">Makes a press durable.</param>
/// <param name="timeProvider">The timers.</param>
/// <param name="logger">Where losses are written; never what was pressed.</param>
public sealed partial class PressForwarder(OnPressAsync onPress, TimeProvider timeProvider, ILogger logger)
{
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromSeconds(1);

    /// <summary>
    /// More presses waiting than a hall of 60 windows makes in minutes: then something is broken, and the newest are turned away.
    /// </summary>
    private const int MostWaiting = 256;

    /// <summary>A press older than this would act on another visit.</summary>
    private const int MostTries = 30;

    private readonly Channel<DevicePress> _waiting = Channel.CreateBounded<DevicePress>(
        new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait });

    private long _lost;

    /// <summary>Presses that could not be made durable in time.</summary>
    public long Lost => Interlocked.Read(ref _lost);

    /// <summary>Takes a press; false when too many wait already.</summary>
    public bool Take(DevicePress press)
    {
        var isTaken = _waiting.Writer.TryWrite(press);
        if (!isTaken)
        {
            Lose(press);
        }

        return isTaken;
    }

    /// <summary>
    /// Carries until cancelled, then ends without an exception; run it for as long as the driver lives, not for one line.
    /// </summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var press in _waiting.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
            {
                await CarryAsync(press, cancellationToken).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Stopped.
        }
    }

    private async Task CarryAsync(DevicePress press, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            try
            {
                if (await onPress(press, cancellationToken).ConfigureAwait(false) != PressOutcome.NotRecorded)
                {
                    return;
                }
            }
            catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                LogFailed(exception, press.Counter);
            }

            await Task.Delay(TryAgainAfter, timeProvider, cancellationToken).ConfigureAwait(false);
        }

        Lose(press);
    }

    private void Lose(DevicePress press)
    {
        Interlocked.Increment(ref _lost);
        LogLost(press.Counter);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A press at counter {Counter} could not be recorded yet")]
    private partial void LogFailed(Exception exception, string counter);

    [LoggerMessage(Level = LogLevel.Error, Message = "A press at counter {Counter} was lost: it could not be recorded in time")]
    private partial void LogLost(string counter);
}
