using System.IO.Pipelines;
using Hall.Devices.Agents;
using Hall.Devices.Ff68;
using Hall.Devices.Lines;

namespace Hall.Devices.Lamps;

/// <summary>Window lamps: red with the ticket's number while it is called, green while it is served, blank otherwise.</summary>
public sealed class LampDevice : ILineDevice
{
    private readonly LampLine line;
    private readonly DisplayPlaces places;
    private readonly TimeProvider timeProvider;
    private readonly bool answers;

    /// <param name="config">Settings.</param>
    /// <param name="counters">Address → counter.</param>
    /// <param name="text">What a lamp says, with <c>{ticket}</c> and <c>{counter}</c>.</param>
    /// <param name="log">Where frames are noted.</param>
    /// <param name="timeProvider">The clock.</param>
    public LampDevice(LampConfig config, IReadOnlyDictionary<byte, string> counters, string text, FrameLog log, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        (line, places, this.timeProvider, answers) = (new(config, timeProvider), new(counters, text), timeProvider, config.Timing.AnswerWithin is not null);
        line.Figures.Log = log;
    }

    /// <inheritdoc/>
    public IReadOnlyList<Ff68PadStatus> Places => places.All;

    /// <inheritdoc/>
    public LineCounts Counts => line.Counts;

    /// <inheritdoc/>
    public DateTimeOffset? LastFrameAt => line.Figures.LastFrameAt;

    /// <inheritdoc/>
    public TimeSpan? RoundTrip => line.Figures.RoundTrip;

    /// <inheritdoc/>
    public Task TalkAsync(IDuplexPipe line, CancellationToken cancellationToken) => this.line.RunAsync(line, cancellationToken);

    /// <inheritdoc/>
    public TimeSpan ProbeEvery => TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public Task<bool>? ProbeAsync(CancellationToken cancellationToken) => answers ? AskAllAsync(cancellationToken) : null;

    /// <inheritdoc/>
    public async Task<bool> ShowAsync(PadShow show, CancellationToken cancellationToken) => await ShowAsync(places.Take(show)).ConfigureAwait(false);

    /// <inheritdoc/>
    public async Task<TestResult> TestAsync(string counter, DeviceTest test, string text, CancellationToken cancellationToken) => test != DeviceTest.Text
        ? TestResult.NotOfThisDevice
        : await ShowAsync(places.Take(counter, text, isCalling: true)).WaitAsync(TimeSpan.FromSeconds(5), timeProvider, cancellationToken).ConfigureAwait(false)
            ? TestResult.Done : TestResult.Failed;

    /// <inheritdoc/>
    public void Dispose() => line.Dispose();

    private static LampColour ColourOf(bool isCalling) => isCalling ? LampColour.Red : LampColour.Green;

    private async Task<bool> ShowAsync(IReadOnlyList<(byte Address, string Text, bool IsCalling)> wanted)
    {
        var isShown = wanted.Count > 0;
        foreach (var (address, text, isCalling) in wanted)
        {
            var answered = await line.ShowAsync(address, text, ColourOf(isCalling)).ConfigureAwait(false);
            isShown &= answered;
            if (answered && answers)
            {
                places.Note(address, answered: true, timeProvider.GetUtcNow());
            }
        }

        return isShown;
    }

    // What a lamp should show is sent once more: an answer says that it is there, and one that lost its power shows it again.
    private async Task<bool> AskAllAsync(CancellationToken cancellationToken)
    {
        var all = places.Shown;
        var answered = 0;
        foreach (var (address, text, isCalling) in all)
        {
            var isThere = await line.ProbeAsync(address, text, ColourOf(isCalling), cancellationToken).ConfigureAwait(false);
            places.Note(address, isThere, timeProvider.GetUtcNow());
            answered += isThere ? 1 : 0;
        }

        return all.Count == 0 || answered > 0;
    }
}
