using System.IO.Pipelines;
using System.Text;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Devices.AsciiPads;

/// <summary>Settings of an ASCII pad.</summary>
/// <param name="Counter">The counter it stands at.</param>
public sealed record AsciiPadConfig(string Counter)
{
    /// <summary>What asks for a rating. It begins with SE; what follows differs by maker.</summary>
    public string Request { get; init; } = "SE10";

    /// <summary>Result → level; a result that is not here, such as that of a time-out, is no rating.</summary>
    public IReadOnlyDictionary<char, PadLevel> Levels { get; init; } = new Dictionary<char, PadLevel>
    {
        ['1'] = PadLevel.VerySatisfied, ['2'] = PadLevel.Satisfied, ['3'] = PadLevel.BasicallySatisfied, ['4'] = PadLevel.Dissatisfied,
        ['5'] = PadLevel.VeryDissatisfied,
    };
}

/// <summary>
/// One ASCII pad at a window, usually 9600 8N1: asked with SE…, it answers SE20 and the result. Emulated only: no pad was at hand.
/// </summary>
public sealed class AsciiPad : IDisposable
{
    private readonly AsciiPadConfig _config;
    private readonly PressForwarder _forwarder;
    private readonly TimeProvider _timeProvider;
    private readonly Action? _onAnswered;
    private readonly LineDriver<AsciiPadResult> _line;

    /// <param name="config">Settings.</param>
    /// <param name="forwarder">Carries the ratings; the host runs it.</param>
    /// <param name="timeProvider">The clock and the timers.</param>
    /// <param name="onAnswered">Told of each answer, before the next byte of the line is read.</param>
    public AsciiPad(AsciiPadConfig config, PressForwarder forwarder, TimeProvider timeProvider, Action? onAnswered = null)
    {
        _onAnswered = onAnswered;
        _config = config;
        _forwarder = forwarder;
        _timeProvider = timeProvider;
        _line = new LineDriver<AsciiPadResult>(fault => new AsciiPadReader(fault), OnResult, new LineTiming(), timeProvider);
    }

    /// <summary>What is known of the line.</summary>
    public ILineFigures Figures => _line;

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => _line.Counts;

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken) => _line.RunAsync(opened, cancellationToken);

    /// <summary>Asks for a rating; false when the line is down, for asking later would ask the wrong citizen.</summary>
    public Task<bool> AskAsync(CancellationToken cancellationToken = default) =>
        _line.SendAsync(Encoding.ASCII.GetBytes(_config.Request), cancellationToken);

    /// <summary>
    /// Asks for a rating as soon as the line can take it, as long as the question stands; once more when the line is back within that time.
    /// </summary>
    /// <param name="stands">Whether the question still stands: asking later would ask the wrong citizen.</param>
    public Task<bool> AskAsync(Func<bool> stands) => _line.ShowAsync(0, Encoding.ASCII.GetBytes(_config.Request), stands);

    public void Dispose() => _line.Dispose();

    private void OnResult(AsciiPadResult result)
    {
        _onAnswered?.Invoke();
        if (!_config.Levels.TryGetValue(result.Result, out var level))
        {
            _line.Log?.Add(isSent: false, [], "a result that is not configured");
        }
        else
        {
            _forwarder.Take(new RatingPressed(Guid.NewGuid(), _config.Counter, 0, _timeProvider.GetUtcNow(), (byte)result.Result, level));
        }
    }
}
