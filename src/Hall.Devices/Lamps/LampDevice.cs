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
    private readonly LampLine _line;
    private readonly DisplayPlaces _places;
    private readonly TimeProvider _timeProvider;
    private readonly bool _answers;

    /// <param name="config">Settings.</param>
    /// <param name="counters">Address → counter.</param>
    /// <param name="texts">What a lamp says.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    public LampDevice(LampConfig config, IReadOnlyDictionary<byte, string> counters, DisplayTexts texts, FrameLog log,
        TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_line, _places, _timeProvider, _answers) =
            (new(config, timeProvider), new(counters, texts), timeProvider, config.Timing.AnswerWithin is not null);
        _line.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => _places.All;

    /// <inheritdoc/>
    public LineCounts Counts => _line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _line.Figures.LastFrameAt;

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => _line.Figures.RoundTrip;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public TimeSpan ProbeEvery => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken) => _answers ? AskAllAsync(cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken) =>
        await ShowAsync(_places.Take(show)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Text
            ? TestResult.NotOfThisDevice
            : await ShowAsync(_places.Take(counter, new(text, DisplayTone.Called)))
                .WaitAsync(TimeSpan.FromSeconds(5), _timeProvider, cancellationToken).ConfigureAwait(false)
                ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

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
        var answered = await _line.ShowAsync(address, look.Text, ColourOf(look.Tone)).ConfigureAwait(false);
        if (answered && _answers)
        {
            _places.Note(address, answered: true, _timeProvider.GetUtcNow());
        }

        return answered;
    }

    // What a lamp should show is sent once more: an answer says that it is there, and one that lost its power shows it again.
    private async Task<bool> AskAllAsync(CancellationToken cancellationToken)
    {
        var all = _places.Shown;
        var answered = 0;
        foreach (var (address, look) in all)
        {
            var isThere = await _line.ProbeAsync(address, look.Text, ColourOf(look.Tone), cancellationToken).ConfigureAwait(false);
            _places.Note(address, isThere, _timeProvider.GetUtcNow());
            answered += isThere ? 1 : 0;
        }

        return all.Count == 0 || answered > 0;
    }
}
