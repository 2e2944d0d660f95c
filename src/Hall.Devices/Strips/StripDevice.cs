using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;

namespace Hall.Devices.Strips;

/// <summary>Strips over windows. They answer nothing, so only their line can be watched.</summary>
public sealed class StripDevice : ILineDevice
{
    private readonly StripLine _line;
    private readonly DisplayPlaces _places;

    /// <param name="counters">Address → counter.</param>
    /// <param name="texts">What a strip says.</param>
    /// <param name="parameters">How it says it.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    public StripDevice(IReadOnlyDictionary<byte, string> counters, DisplayTexts texts, StripParameters parameters, FrameLog log,
        TimeProvider timeProvider)
    {
        (_line, _places) = (new(parameters, timeProvider), new(counters, texts));
        _line.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => _places.All;

    /// <inheritdoc/>
    public LineCounts Counts => _line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _line.Figures.LastFrameAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken) =>
        (await Task.WhenAll(_places.Take(show).Select(place => _line.ShowAsync(place.Address, place.Look.Text))).ConfigureAwait(false))
            .All(isShown => isShown);

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Text
            ? TestResult.NotOfThisDevice
            : (await Task.WhenAll(_places.Take(counter, new(text, DisplayTone.Called))
                .Select(place => _line.ShowAsync(place.Address, text)))
                .WaitAsync(cancellationToken).ConfigureAwait(false)) is { Length: > 0 } shown
                && shown.All(isShown => isShown) ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();
}
