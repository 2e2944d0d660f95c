using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.QSystem;

/// <summary>What stands at the addresses of a QSystem line beside buttons.</summary>
public enum QSystemShows
{
    /// <summary>Lamps: red while called, green while served.</summary>
    Lamp,

    /// <summary>Mini displays: the number, blinking while called.</summary>
    Display,

    /// <summary>Boards: a text.</summary>
    Board,
}

/// <summary>QSystem buttons with their lamps, mini displays or boards. They answer nothing.</summary>
public sealed class QSystemDevice : ILineDevice
{
    private readonly QSystemLine line;
    private readonly QSystemShows shows;
    private readonly DisplayPlaces places;

    /// <param name="config">The line.</param>
    /// <param name="shows">What shows.</param>
    /// <param name="texts">What a board says; a lamp and a mini display say only the number.</param>
    /// <param name="forwarder">Carries the presses.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where refusals are written.</param>
    public QSystemDevice(QSystemConfig config, QSystemShows shows, DisplayTexts texts, PressForwarder forwarder, FrameLog log,
        TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(config);
        (this.shows, places) = (shows, new(config.Counters, shows == QSystemShows.Board ? texts : new("{ticket}")));
        line = new(config, forwarder, timeProvider, logger, address => places.Note(address, answered: true, timeProvider.GetUtcNow()));
        line.Figures.Log = log;
        line.Heard += address => places.Note(address, answered: true, timeProvider.GetUtcNow());
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => places.All;

    /// <inheritdoc/>
    public LineCounts Counts => line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => line.Figures.LastFrameAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => this.line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken) =>
        (await Task.WhenAll(places.Take(show).Select(ShowAsync)).ConfigureAwait(false)).All(isShown => isShown);

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        var tried = (test, shows) switch
        {
            (DeviceTest.Beep, QSystemShows.Lamp) =>
                places.Of(counter).Select(address => line.ShowAsync(address, QSystemLampMode.GreenAndBeep)),
            (DeviceTest.Text, _) => places.Take(counter, new(text, DisplayTone.Called)).Select(ShowAsync),
            _ => null,
        };
        return tried is null ? TestResult.NotOfThisDevice
            : (await Task.WhenAll(tried).WaitAsync(cancellationToken).ConfigureAwait(false)) is { Length: > 0 } done
                && done.All(isDone => isDone) ? TestResult.Done : TestResult.Failed;
    }

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private Task<bool> ShowAsync((byte Address, DisplayLook Look) place) => shows switch
    {
        QSystemShows.Lamp => line.ShowAsync(place.Address, place.Look.Tone switch
        {
            DisplayTone.Called => QSystemLampMode.BlinkRed,
            DisplayTone.Served => QSystemLampMode.Green,
            _ => QSystemLampMode.Off,
        }),
        QSystemShows.Display => line.ShowNumberAsync(place.Address, place.Look.Text, place.Look.Tone == DisplayTone.Called),
        _ => line.ShowTextAsync(place.Address, place.Look.Text),
    };
}
