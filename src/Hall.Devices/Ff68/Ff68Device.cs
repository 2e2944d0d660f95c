using System.IO.Pipelines;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Presses;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Ff68;

/// <summary>A bus of FF 68 pads. Safe for many threads.</summary>
public sealed class Ff68Device : ILineDevice
{
    private readonly Ff68BusConfig _config;
    private readonly Ff68PadDriver _driver;
    private readonly Dictionary<string, RatingQuestion> _questions;

    /// <param name="config">The pads and what their bytes mean.</param>
    /// <param name="onPress">Makes a press durable; the pad is acknowledged when it completes.</param>
    /// <param name="log">Where frames are noted; the bytes of a rating are not.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <param name="logger">Where refusals are written; never a rating.</param>
    public Ff68Device(Ff68BusConfig config, OnPressAsync onPress, FrameLog log, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(config);
        (_config, _driver) = (config, new(config, onPress, timeProvider, logger) { Log = log });
        _questions = config.Counters.Values.Distinct()
            .ToDictionary(counter => counter, _ => new RatingQuestion(timeProvider), StringComparer.Ordinal);
    }

    /// <inheritdoc/>
    public event Action? PlacesChanged
    {
        add => _driver.PadsChanged += value;
        remove => _driver.PadsChanged -= value;
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => _driver.Pads;

    /// <inheritdoc/>
    public LineCounts Counts => _driver.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _driver.LastFrameAt;

    /// <inheritdoc/>
    public bool? IsMute => _driver.Pads is { Count: > 0 } pads && pads.All(pad => pad.IsMute);

    /// <inheritdoc/>
    public string SilentReason => "No pad on this line answers.";

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _driver.RunAsync(line, cancellationToken);

    // A pad has no word for "ask no longer". What it should show is written whenever it changes, so also when a question ends.
    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);
        if (!_questions.TryGetValue(show.Counter, out var question))
        {
            return false;
        }

        var turn = question.Take(show);
        var display = new ShowTicket(show.Number, show.Waiting);
        var shown = AllAsync(show.Counter, address => _driver.ShowAsync(address, display));
        var asked = turn == RatingTurn.Ask ? AllAsync(show.Counter, address => _driver.AskAsync(address, () => question.Stands)) : shown;
        return (await Task.WhenAll(shown, asked).WaitAsync(cancellationToken).ConfigureAwait(false)).All(isWritten => isWritten);
    }

    /// <summary>A pad's display shows the trial's number until the next; a tone is over by itself.</summary>
    public bool IsTakenBack(DeviceTest test) => test == DeviceTest.Text;

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        Ff68Command? command = test switch
        {
            DeviceTest.Beep => new SoundBeep(),
            DeviceTest.Text => ShowTicket.Of(text, null),
            DeviceTest.Rating => new StartEvaluation(),
            _ => null,
        };
        if (command is null)
        {
            return TestResult.NotOfThisDevice;
        }

        return await SendAsync(counter, command, cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;
    }

    /// <summary>
    /// Tells the pads of a counter something. True when every one of them was written to; false when the line was down for too long
    /// (5 s by default), too much waited, or the counter has no pad here. It is not repeated, because its moment has passed.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The command has no frame, such as ten stars.</exception>
    public Task<bool> SendAsync(string counter, Ff68Command command, CancellationToken cancellationToken) =>
        AllAsync(counter, address => _driver.SendAsync(address, command, cancellationToken));

    /// <inheritdoc/>
    public ValueTask StopAsync() => _driver.StopAsync();

    /// <inheritdoc/>
    public void Dispose() => _driver.Dispose();

    private async Task<bool> AllAsync(string counter, Func<byte, Task<bool>> tell)
    {
        var pads = _config.Counters.Where(pad => pad.Value == counter).Select(pad => tell(pad.Key));
        var written = await Task.WhenAll(pads).ConfigureAwait(false);
        return written.Length > 0 && written.All(isWritten => isWritten);
    }
}
