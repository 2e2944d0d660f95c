using System.IO.Pipelines;
using Hall.Devices.Lines;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.IdCards;

/// <summary>A reader of identity cards as the device of a line.</summary>
/// <param name="place">The kiosk or desk where it stands.</param>
/// <param name="key">The hall's card key; empty while it is not known.</param>
/// <param name="onCard">Gets what is said of each card.</param>
/// <param name="log">The last frames.</param>
/// <param name="timeProvider">The clock and the timers.</param>
/// <param name="logger">Where the reader's troubles are written.</param>
public sealed class IdCardDevice(
    string place, ReadOnlyMemory<byte> key, Action<CardReading> onCard, FrameLog log, TimeProvider timeProvider, ILogger logger)
        : ILineDevice
{
    // With the probe every second and a half, a reader that has gone is known within five seconds.
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(2.5);
    private readonly IdCardPoller _poller =
        new(new IdCardPollerConfig(place) { AnswerWithin = AnswerWithin }, key, onCard, timeProvider, logger, log);

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places =>
        [new(1, place, _poller.LastFrameAt, 0, _poller.State == IdCardReaderState.Silent && _poller.Counts.Unanswered > 0)];

    /// <inheritdoc/>
    public LineCounts Counts => _poller.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _poller.LastFrameAt;

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => _poller.RoundTrip;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _poller.RunAsync(line, cancellationToken);

    /// <summary>It is asked for cards all the time; whether it answered is known.</summary>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken) =>
        _poller.State == IdCardReaderState.Silent && _poller.Counts.Unanswered == 0
            ? null : Task.FromResult(_poller.State != IdCardReaderState.Silent);

    /// <inheritdoc/>
    public Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        Task.FromResult(TestResult.NotOfThisDevice);

    /// <inheritdoc/>
    public void Dispose()
    {
        // It holds nothing that outlives its line.
    }
}
