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
    private readonly QSystemLine _line;
    private readonly QSystemShows _shows;
    private readonly DisplayPlaces _places;

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
        (_shows, _places) = (shows, new(config.Counters, shows == QSystemShows.Board ? texts : new("{ticket}")));
        _line = new(config, forwarder, timeProvider, logger, address => _places.Note(address, answered: true, timeProvider.GetUtcNow()));
        _line.Figures.Log = log;
        _line.Heard += address => _places.Note(address, answered: true, timeProvider.GetUtcNow());
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
        (await Task.WhenAll(_places.Take(show).Select(ShowAsync)).ConfigureAwait(false)).All(isShown => isShown);

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        var tried = (test, _shows) switch
        {
            (DeviceTest.Beep, QSystemShows.Lamp) =>
                _places.Of(counter).Select(address => _line.ShowAsync(address, QSystemLampMode.GreenAndBeep)),
            (DeviceTest.Text, _) => _places.Take(counter, new(text, DisplayTone.Called)).Select(ShowAsync),
            _ => null,
        };
        return tried is null ? TestResult.NotOfThisDevice
            : (await Task.WhenAll(tried).WaitAsync(cancellationToken).ConfigureAwait(false)) is { Length: > 0 } done
                && done.All(isDone => isDone) ? TestResult.Done : TestResult.Failed;
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private Task<bool> ShowAsync((byte Address, DisplayLook Look) place) => _shows switch
    {
        QSystemShows.Lamp => _line.ShowAsync(place.Address, place.Look.Tone switch
        {
            DisplayTone.Called => QSystemLampMode.BlinkRed,
            DisplayTone.Served => QSystemLampMode.Green,
            _ => QSystemLampMode.Off,
        }),
        QSystemShows.Display => _line.ShowNumberAsync(place.Address, place.Look.Text, place.Look.Tone == DisplayTone.Called),
        _ => _line.ShowTextAsync(place.Address, place.Look.Text),
    };
}
