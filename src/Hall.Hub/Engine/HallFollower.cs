using System.Threading.Channels;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Devices.Supervision;
using Microsoft.Data.Sqlite;

namespace Hall.Hub.Engine;

/// <summary>
/// The one way to listen to a hall: subscribes, hands the entries over, subscribes again after an overrun or after the hall's state was
/// read anew, and catches everything but the stop. A fault is logged once and reported, and the same entry is handed over again; an entry
/// that fails every time for a reason of its own is set aside, so that the ones behind it are not held up for ever.
/// </summary>
/// <param name="hall">The hall.</param>
/// <param name="reader">What listens.</param>
/// <param name="standstills">Logs and reports what stands still.</param>
/// <param name="time">The clock of the pauses.</param>
/// <param name="logger">Where overruns and entries set aside are written.</param>
public sealed partial class HallFollower(IHall hall, IHallReader reader, Standstills standstills, TimeProvider time, ILogger logger)
{
    /// <summary>How often an entry is handed over before it is set aside, unless the machine is the reason.</summary>
    public const int Tries = 4;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private string Part => hall.Id.Value;

    /// <summary>Follows until cancelled; returns then and never throws.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await FollowAsync(stop);

                // The hall hands nothing out any more; when it is there again it is followed again.
                await Task.Delay(LookAgain, time, stop);
            }
            catch (Exception fault) when (IsOverrun(fault))
            {
                LogBehind(standstills.Work, hall.Id.Value);
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                await PauseAsync(standstills.Fail(Part, fault), stop);
            }
            catch (Exception)
            {
                // Whatever the stop caused on the way out.
                return;
            }
        }
    }

    private static bool IsOverrun(Exception fault) =>
        fault is SubscriptionOverrunException or ChannelClosedException { InnerException: SubscriptionOverrunException };

    private static bool IsOfTheMachine(Exception fault) =>
        fault is JournalUnavailableException or OperationCanceledException or SqliteException or IOException or UnauthorizedAccessException;

    private async Task FollowAsync(CancellationToken stop)
    {
        using var subscription = hall.Subscribe();
        await reader.BeginAsync(subscription.Snapshot, stop);
        standstills.Succeed(Part);
        await reader.CaughtUpAsync(stop);
        while (await subscription.Entries.WaitToReadAsync(stop))
        {
            while (subscription.Entries.TryRead(out var entry))
            {
                await TakeAsync(entry, subscription, stop);
            }

            await reader.CaughtUpAsync(stop);
        }
    }

    private async Task TakeAsync(JournalEntry entry, IHallSubscription subscription, CancellationToken stop)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await reader.TakeAsync(entry, stop);
                standstills.Succeed(Part);
                return;
            }
            catch (Exception fault) when (!stop.IsCancellationRequested)
            {
                var pause = standstills.Fail(Part, fault);
                if (attempt == Tries && !IsOfTheMachine(fault))
                {
                    LogSetAside(fault, standstills.Work, hall.Id.Value, entry.Sequence, entry.Event.GetType().Name);
                    return;
                }

                // The first pauses are short: a state that is being read again is there in a moment, and a call must be heard soon.
                var shorter = FirstPause * Math.Pow(2, Math.Min(attempt, 20));
                await PauseAsync(shorter < pause ? shorter : pause, stop);
                if (subscription.IsOver)
                {
                    throw new SubscriptionOverrunException();
                }
            }
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken stop)
    {
        try
        {
            await Task.Delay(pause, time, stop);
        }
        catch (OperationCanceledException)
        {
            // The loop sees the stop.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Work} of hall {Hall} fell behind or the hall was read anew; it goes on from what is true now")]
    private partial void LogBehind(string work, string hall);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Work} of hall {Hall} cannot take entry {Sequence} ({Event}); it is set aside and the next one is taken")]
    private partial void LogSetAside(Exception fault, string work, string hall, long sequence, string @event);
}
