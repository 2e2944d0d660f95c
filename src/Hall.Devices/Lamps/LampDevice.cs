using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;

namespace Hall.Devices.Lamps;

/// <summary>
/// Window lamps: red with the ticket's number while it is called, green while it is served, else what the line's settings say of a window
/// that is paused or closed.
/// </summary>
public sealed class LampDevice : ILineDevice
{
    private readonly LampLine line;
    private readonly DisplayPlaces places;
    private readonly TimeProvider timeProvider;
    private readonly bool answers;

    /// <param name="config">Settings.</param>
    /// <param name="counters">Address → counter.</param>
    /// <param name="texts">What a lamp says.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    public LampDevice(LampConfig config, IReadOnlyDictionary<byte, string> counters, DisplayTexts texts, FrameLog log,
        TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        (line, places, this.timeProvider, answers) =
            (new(config, timeProvider), new(counters, texts), timeProvider, config.Timing.AnswerWithin is not null);
        line.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => places.All;

    /// <inheritdoc/>
    public LineCounts Counts => line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => line.Figures.LastFrameAt;

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => line.Figures.RoundTrip;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => this.line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public TimeSpan ProbeEvery => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken) => answers ? AskAllAsync(cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken) =>
        await ShowAsync(places.Take(show)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Text
            ? TestResult.NotOfThisDevice
            : await ShowAsync(places.Take(counter, new(text, DisplayTone.Called)))
                .WaitAsync(TimeSpan.FromSeconds(5), timeProvider, cancellationToken).ConfigureAwait(false)
                ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private static LampColour ColourOf(DisplayTone tone) => tone switch
    {
        DisplayTone.Called => LampColour.Red,
        DisplayTone.Served => LampColour.Green,
        _ => LampColour.Yellow,
    };

    // All are wished for at once: one that waits must not leave the next with what was so before.
    private async Task<bool> ShowAsync(IReadOnlyList<(byte Address, DisplayLook Look)> wanted) =>
        (await Task.WhenAll(wanted.Select(place => ShowAsync(place.Address, place.Look))).ConfigureAwait(false)) is { Length: > 0 } shown
            && shown.All(isShown => isShown);

    private async Task<bool> ShowAsync(byte address, DisplayLook look)
    {
        var answered = await line.ShowAsync(address, look.Text, ColourOf(look.Tone)).ConfigureAwait(false);
        if (answered && answers)
        {
            places.Note(address, answered: true, timeProvider.GetUtcNow());
        }

        return answered;
    }

    // What a lamp should show is sent once more: an answer says that it is there, and one that lost its power shows it again.
    private async Task<bool> AskAllAsync(CancellationToken cancellationToken)
    {
        var all = places.Shown;
        var answered = 0;
        foreach (var (address, look) in all)
        {
            var isThere = await line.ProbeAsync(address, look.Text, ColourOf(look.Tone), cancellationToken).ConfigureAwait(false);
            places.Note(address, isThere, timeProvider.GetUtcNow());
            answered += isThere ? 1 : 0;
        }

        return all.Count == 0 || answered > 0;
    }
}
