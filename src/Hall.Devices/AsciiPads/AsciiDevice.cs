using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Devices.AsciiPads;

/// <summary>An ASCII pad at a window.</summary>
public sealed class AsciiDevice : ILineDevice
{
    private readonly AsciiPad pad;
    private readonly string counter;
    private readonly RatingQuestion question;

    /// <param name="config">Settings.</param>
    /// <param name="forwarder">Carries the ratings.</param>
    /// <param name="log">Where frames are noted; a rating's result is not.</param>
    /// <param name="timeProvider">The clock.</param>
    public AsciiDevice(AsciiPadConfig config, PressForwarder forwarder, FrameLog log, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        (counter, question) = (config.Counter, new(timeProvider));
        pad = new(config, forwarder, timeProvider, question.Answered);
        pad.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [new(1, counter, LastFrameAt, 0, false)];

    /// <inheritdoc/>
    public LineCounts Counts => pad.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => pad.Figures.LastFrameAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => pad.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);

        // The pad has no word for "ask no longer": its own time runs out, and what is pressed then is judged by the hub.
        return show.Counter == counter && question.Take(show) == RatingTurn.Ask
            ? pad.AskAsync(() => question.Stands) : Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Rating
            ? TestResult.NotOfThisDevice
            : await pad.AskAsync(cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => pad.Dispose();
}
