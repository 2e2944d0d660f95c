using System.IO.Pipelines;
using Hall.Devices.Agents;
using Hall.Devices.Ff68;
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
    /// <param name="text">What a board says.</param>
    /// <param name="courier">Carries the presses.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where refusals are written.</param>
    public QSystemDevice(QSystemConfig config, QSystemShows shows, string text, PressCourier courier, FrameLog log, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(config);
        (line, this.shows, places) = (new(config, courier, timeProvider, logger), shows, new(config.Counters, text));
        line.Figures.Log = log;
        line.Heard += address => places.Note(address, answered: true, timeProvider.GetUtcNow());
    }

    /// <inheritdoc/>
    public IReadOnlyList<Ff68PadStatus> Places => places.All;

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
            (DeviceTest.Beep, QSystemShows.Lamp) => places.Of(counter).Select(address => line.ShowAsync(address, QSystemLampMode.GreenAndBeep)),
            (DeviceTest.Text, _) => places.Take(counter, text, isCalling: true).Select(ShowAsync),
            _ => null,
        };
        return tried is null ? TestResult.NotOfThisDevice
            : (await Task.WhenAll(tried).WaitAsync(cancellationToken).ConfigureAwait(false)) is { Length: > 0 } done && done.All(isDone => isDone) ? TestResult.Done : TestResult.Failed;
    }

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private Task<bool> ShowAsync((byte Address, string Text, bool IsCalling) place) => shows switch
    {
        QSystemShows.Lamp => line.ShowAsync(place.Address, place.Text.Length == 0 ? QSystemLampMode.Off : place.IsCalling ? QSystemLampMode.BlinkRed : QSystemLampMode.Green),
        QSystemShows.Display => line.ShowNumberAsync(place.Address, place.Text, place.IsCalling),
        _ => line.ShowTextAsync(place.Address, place.Text),
    };
}
