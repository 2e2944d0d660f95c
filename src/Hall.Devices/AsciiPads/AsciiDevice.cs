using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Devices.AsciiPads;

/// <summary>An ASCII pad at a window.</summary>
public sealed class AsciiDevice : ILineDevice
{
    private readonly AsciiPad _pad;
    private readonly string _counter;
    private readonly RatingQuestion _question;

    /// <param name="config">Settings.</param>
    /// <param name="forwarder">Carries the ratings.</param>
    /// <param name="log">Where frames are noted; a rating's result is not.</param>
    /// <param name="timeProvider">The clock.</param>
    public AsciiDevice(AsciiPadConfig config, PressForwarder forwarder, FrameLog log, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_counter, _question) = (config.Counter, new(timeProvider));
        _pad = new(config, forwarder, timeProvider, _question.Answered);
        _pad.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [new(1, _counter, LastFrameAt, 0, false)];

    /// <inheritdoc/>
    public LineCounts Counts => _pad.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _pad.Figures.LastFrameAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _pad.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);

        // The pad has no word for "ask no longer": its own time runs out, and what is pressed then is judged by the hub.
        return show.Counter == _counter && _question.Take(show) == RatingTurn.Ask
            ? _pad.AskAsync(() => _question.Stands) : Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Rating
            ? TestResult.NotOfThisDevice
            : await _pad.AskAsync(cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => _pad.Dispose();
}
