using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Ff68;

/// <summary>Has each press recorded, in the order of its address, and acknowledges it only then.</summary>
internal sealed partial class Ff68PressHandler(
    Ff68Timing timing, OnPressAsync onPress, LineDriver<Ff68Frame> line, TimeProvider timeProvider, ILogger logger)
    : IAsyncDisposable
{
    private const int MostInHand = 64;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Ff68PressDeduplicator _deduplicator = new(timing, timeProvider);
    private readonly Dictionary<byte, Task> _lanes = [];
    private int _inHand;
    private int _disposed;

    public void LineUp() => _deduplicator.LineUp();

    public void LineDown() => _deduplicator.LineDown();

    /// <summary>A pad is asked for a rating.</summary>
    public void Asked(byte address) => _deduplicator.Asked(address);

    /// <summary>Takes a press from the reading loop, which must not wait for it. Called by one thread at a time.</summary>
    /// <param name="frame">The press, as read.</param>
    /// <param name="report">Makes the report of it, given its identifier; null for a press that is refused here and now.</param>
    public void Take(Ff68Frame frame, Func<Guid, DevicePress>? report)
    {
        if (Volatile.Read(ref _inHand) >= MostInHand)
        {
            // Unacknowledged and not remembered, so the pad brings it again when there is room.
            line.Tally.Add(counts => counts with { NotRecorded = counts.NotRecorded + 1 });
            return;
        }

        var readAt = timeProvider.GetTimestamp();
        if (report is null)
        {
            Queue(frame.Address, () => AcknowledgeAsync(frame, readAt));
            return;
        }

        switch (_deduplicator.See(frame, out var id))
        {
            case Ff68PressDeduplicator.Sighting.Record:
                var press = report(id);
                Queue(frame.Address, () => RecordAsync(frame, press, readAt));
                break;
            case Ff68PressDeduplicator.Sighting.Safe:
                line.Tally.Add(counts => counts with { Retransmissions = counts.Retransmissions + 1 });
                Queue(frame.Address, () => AcknowledgeAsync(frame, readAt));
                break;
            default:
                line.Tally.Add(counts => counts with { Retransmissions = counts.Retransmissions + 1 });
                break;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _disposed, 1) == 1)
        {
            return;
        }

        await _stopping.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_lanes.Values).ConfigureAwait(false);
        _stopping.Dispose();
    }

    private void Queue(byte address, Func<Task> work)
    {
        Interlocked.Increment(ref _inHand);
        _lanes[address] = RunAfterAsync(_lanes.GetValueOrDefault(address, Task.CompletedTask), work);
    }

    private async Task RunAfterAsync(Task before, Func<Task> work)
    {
        try
        {
            // Forced off the reading loop, so that a callback which works before its first await holds nobody up.
            await before.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await work().ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _inHand);
        }
    }

    private async Task RecordAsync(Ff68Frame frame, DevicePress press, long readAt)
    {
        var outcome = PressOutcome.NotRecorded;
        try
        {
            line.Tally.Add(counts => counts with { Presses = counts.Presses + 1 });
            outcome = await onPress(press, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // The bus stops: the pad hears nothing and repeats to whoever comes next.
        }
        catch (Exception exception)
        {
            LogNotRecorded(exception, press.Id, press.Counter);
        }

        // Settled before it is acknowledged, so that a repeat read in between is answered and not lost.
        _deduplicator.Settle(frame, outcome != PressOutcome.NotRecorded);
        if (outcome == PressOutcome.NotRecorded)
        {
            line.Tally.Add(counts => counts with { NotRecorded = counts.NotRecorded + 1 });
            return;
        }

        await AcknowledgeAsync(frame, readAt).ConfigureAwait(false);
    }

    private async Task AcknowledgeAsync(Ff68Frame frame, long readAt)
    {
        if (await line.SendAsync(Ff68FrameWriter.ToBytes(Ff68FrameWriter.Acknowledgement(frame))).ConfigureAwait(false))
        {
            _deduplicator.Acknowledged(frame);
            var isSlow = timeProvider.GetElapsedTime(readAt) > timing.AcknowledgeWithin;
            line.Tally.Add(counts => counts with
            {
                Acknowledgements = counts.Acknowledgements + 1,
                SlowAcknowledgements = counts.SlowAcknowledgements + (isSlow ? 1 : 0),
            });
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Press {Press} at counter {Counter} was not recorded, so it is not acknowledged")]
    private partial void LogNotRecorded(Exception exception, Guid press, string counter);
}
