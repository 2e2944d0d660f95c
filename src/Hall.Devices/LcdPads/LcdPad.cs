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
    private readonly IReadOnlyDictionary<byte, PadLevel> levels;
    private readonly string counter;
    private readonly int timeoutSeconds;
    private readonly PressForwarder forwarder;
    private readonly TimeProvider timeProvider;
    private readonly LineDriver<LcdAnswer> line;
    private readonly RatingQuestion question;

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
        (this.counter, this.timeoutSeconds, this.levels, this.forwarder, this.timeProvider) =
            (counter, timeoutSeconds, levels, forwarder, timeProvider);
        question = new(timeProvider);
        line = new(fault => new LcdAnswerReader(fault), OnAnswer, new LineTiming(), timeProvider) { Log = log };
    }

    /// <inheritdoc/>
    public IReadOnlyList<DeviceStatus> Places => [new(1, counter, LastFrameAt, 0, false)];

    /// <inheritdoc/>
    public LineCounts Counts => line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => line.LastFrameAt;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => this.line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);

        // The pad has no word for "ask no longer": it is told for how long, and what is pressed afterwards is judged by the hub.
        return show.Counter == counter && question.Take(show) == RatingTurn.Ask
            ? line.ShowAsync(0, Question(Math.Clamp((int)Math.Ceiling(question.Left.TotalSeconds), 1, timeoutSeconds)),
                () => question.Stands)
            : Task.FromResult(true);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) =>
        test != DeviceTest.Rating
            ? TestResult.NotOfThisDevice
            : await AskAsync(cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private Task<bool> AskAsync(CancellationToken cancellationToken) => line.SendAsync(Question(timeoutSeconds), cancellationToken);

    // The teller's name stays in the hub: the pad gets the counter, which stands over the window anyway.
    private byte[] Question(int seconds) =>
        JsonSerializer.SerializeToUtf8Bytes(new { type = 10, TellerName = "", TellerNo = counter, Timeout = seconds }, Json);

    private void OnAnswer(LcdAnswer answer)
    {
        question.Answered();
        if (answer is { Result: 0, Level: >= byte.MinValue and <= byte.MaxValue } && levels.TryGetValue((byte)answer.Level, out var level))
        {
            forwarder.Take(new RatingPressed(Guid.NewGuid(), counter, 0, timeProvider.GetUtcNow(), (byte)answer.Level, level));
        }
        else if (answer.Result == 0)
        {
            line.Log?.Add(isSent: false, [], "a result that is not configured");
        }
    }
}
