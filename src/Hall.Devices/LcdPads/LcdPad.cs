using System.IO.Pipelines;
using System.Text.Encodings.Web;
using System.Text.Json;
using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Presses;

namespace Hall.Devices.LcdPads;

/// <summary>An LCD pad that the window PC tells by WebSocket to ask for a rating. Emulated only: no pad was at hand.</summary>
public sealed class LcdPad : ILineDevice
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private readonly IReadOnlyDictionary<byte, PadLevel> _levels;
    private readonly string _counter;
    private readonly int _timeoutSeconds;
    private readonly PressForwarder _forwarder;
    private readonly TimeProvider _timeProvider;
    private readonly LineDriver<LcdAnswer> _line;
    private readonly RatingQuestion _question;

    /// <summary>EvaluatorLevel → level, as the published messages have it.</summary>
    public static IReadOnlyDictionary<byte, PadLevel> UsualLevels { get; } = new Dictionary<byte, PadLevel>
    {
        [1] = PadLevel.VerySatisfied, [2] = PadLevel.Satisfied, [3] = PadLevel.Dissatisfied, [4] = PadLevel.VeryDissatisfied,
    };

    /// <param name="counter">The counter it stands at.</param>
    /// <param name="timeoutSeconds">How long it asks at most.</param>
    /// <param name="levels">EvaluatorLevel → level; a value that is not here is no rating.</param>
    /// <param name="forwarder">Carries the ratings.</param>
    /// <param name="log">Where messages are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    public LcdPad(string counter, int timeoutSeconds, IReadOnlyDictionary<byte, PadLevel> levels, PressForwarder forwarder, FrameLog log,
        TimeProvider timeProvider)
    {
        (_counter, _timeoutSeconds, _levels, _forwarder, _timeProvider) =
            (counter, timeoutSeconds, levels, forwarder, timeProvider);
        _question = new(timeProvider);
        _line = new(fault => new LcdAnswerReader(fault), OnAnswer, new LineTiming(), timeProvider) { Log = log };
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [new(1, _counter, LastFrameAt, 0, false)];

    /// <inheritdoc/>
    public LineCounts Counts => _line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => _line.LastFrameAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => _line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);

        // The pad has no word for "ask no longer": it is told for how long, and what is pressed afterwards is judged by the hub.
        return show.Counter == _counter && _question.Take(show) == RatingTurn.Ask
            ? _line.ShowAsync(0, Question(Math.Clamp((int)Math.Ceiling(_question.Left.TotalSeconds), 1, _timeoutSeconds)),
                () => _question.Stands)
            : Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Rating
            ? TestResult.NotOfThisDevice
            : await AskAsync(cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private Task<bool> AskAsync(CancellationToken cancellationToken) => _line.SendAsync(Question(_timeoutSeconds), cancellationToken);

    // The teller's name stays in the hub: the pad gets the counter, which stands over the window anyway.
    private byte[] Question(int seconds) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type = 10, TellerName = "", TellerNo = _counter, Timeout = seconds }, Json);

    private void OnAnswer(LcdAnswer answer)
    {
        _question.Answered();
        if (answer is { Result: 0, Level: >= byte.MinValue and <= byte.MaxValue } && _levels.TryGetValue((byte)answer.Level, out var level))
        {
            _forwarder.Take(new RatingPressed(Guid.NewGuid(), _counter, 0, _timeProvider.GetUtcNow(), (byte)answer.Level, level));
        }
        else if (answer.Result == 0)
        {
            _line.Log?.Add(isSent: false, [], "a result that is not configured");
        }
    }
}
