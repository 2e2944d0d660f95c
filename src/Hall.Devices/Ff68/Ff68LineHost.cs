using Hall.Devices.Displays;
using Hall.Devices.Lines;
using Hall.Devices.Slips;
using Microsoft.Extensions.Logging;

namespace Hall.Devices.Ff68;

/// <summary>A bus of FF 68 pads as one line among others.</summary>
public sealed class Ff68LineHost : ILineHost
{
    private readonly Ff68BusHost bus;
    private readonly FrameLog log;
    private readonly Trials trials;
    private readonly Dictionary<string, RatingQuestion> questions;

    /// <param name="bus">The bus.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="logger">Where faults are written.</param>
    public Ff68LineHost(Ff68BusHost bus, TimeProvider timeProvider, ILogger logger)
    {
        ArgumentNullException.ThrowIfNull(bus);
        this.bus = bus;
        trials = new(ShowNowAsync, timeProvider, logger);
        questions = bus.Config.Counters.Values.Distinct().ToDictionary(counter => counter, _ => new RatingQuestion(timeProvider), StringComparer.Ordinal);
        log = new FrameLog(timeProvider);
        bus.Log = log;
        bus.StatusChanged += _ => Changed?.Invoke();
    }

    /// <inheritdoc/>
    public event Action? Changed;

    /// <inheritdoc/>
    public LineCondition Condition
    {
        get
        {
            var status = bus.Status;
            return new(status.Link, status.LastFrameAt, null, status.Pads, status.Counts);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<FrameNote> Frames => log.Last;

    /// <inheritdoc/>
    public Task RunAsync(CancellationToken cancellationToken) => bus.RunAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<bool> ShowAsync(PadShow show, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(show);
        trials.Keep(show);
        return ShowNowAsync(show, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken)
    {
        Ff68Command? command = test switch
        {
            DeviceTest.Beep => new Beep(),
            DeviceTest.Text => ShowTicket.Of(text, null),
            DeviceTest.Rating => new StartEvaluation(),
            _ => null,
        };
        if (test == DeviceTest.Text)
        {
            trials.Began(counter);
        }

        return command is null ? TestResult.NotOfThisDevice
            : await bus.SendAsync(counter, command, cancellationToken).ConfigureAwait(false) ? TestResult.Done : TestResult.Failed;
    }

    /// <inheritdoc/>
    public Task<PrintResult> PrintAsync(Slip slip, CancellationToken cancellationToken) =>
        Task.FromResult(new PrintResult(PrintOutcome.NotPrinted, 0, "This line has no printer.", []));

    /// <inheritdoc/>
    public Task<bool> PlayAsync(ReadOnlyMemory<byte> wave, CancellationToken cancellationToken) => Task.FromResult(false);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        trials.Dispose();
        return bus.DisposeAsync();
    }

    // A pad has no word for "ask no longer". What it should show is written whenever it changes, so also when a question ends.
    private async ValueTask<bool> ShowNowAsync(PadShow show, CancellationToken cancellationToken)
    {
        if (!questions.TryGetValue(show.Counter, out var question))
        {
            return false;
        }

        var turn = question.Take(show);
        var shown = bus.ShowAsync(show.Counter, new(show.Number, show.Waiting));
        var asked = turn == RatingTurn.Ask ? bus.AskAsync(show.Counter, () => question.Stands) : shown;
        return (await Task.WhenAll(shown, asked).WaitAsync(cancellationToken).ConfigureAwait(false)).All(isWritten => isWritten);
    }
}
