using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Texts;

namespace Hall.Devices.Lamps;

/// <summary>Settings of a line of window lamps.</summary>
public sealed record LampConfig
{
    /// <summary>What LEN counts; try the others when a lamp shows nothing or half.</summary>
    public LampLength Length { get; init; }

    /// <summary>The lamps' code page.</summary>
    public string CodePage { get; init; } = "GBK";

    /// <summary>A lamp answers within this; set <see cref="LineTiming.AnswerWithin"/> to null where the answers are not wired.</summary>
    public LineTiming Timing { get; init; } = new() { AnswerWithin = TimeSpan.FromMilliseconds(200) };
}

/// <summary>
/// Window lamps on one line, "A0 90". An answer carries no address: it is taken for that of the lamp written to last, which waits for
/// its answer before the next is written. By description and emulated only: no lamp and no example frame was at hand.
/// </summary>
public sealed class LampLine : IDisposable
{
    private readonly LampConfig _config;
    private readonly CodePageText _text;
    private readonly LineDriver<LampAnswer> _line;

    public LampLine(LampConfig config, TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(config);
        _config = config;
        _text = new CodePageText(config.CodePage);
        _line = new LineDriver<LampAnswer>(_ => new LampAnswerReader(), OnAnswer, config.Timing, timeProvider);
    }

    /// <summary>What is known of the line.</summary>
    public ILineFigures Figures => _line;

    /// <summary>What went over the line so far; an unanswered frame stands for a lamp that is off or has another address.</summary>
    public LineCounts Counts => _line.Counts;

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken) => _line.RunAsync(opened, cancellationToken);

    /// <summary>Shows a text, also after an outage. True when the lamp answered.</summary>
    public Task<bool> ShowAsync(byte address, string shown, LampColour colour) =>
        _line.ShowAsync(address, LampFrameWriter.Show(address, shown, colour, _config.Length, _text));

    /// <summary>Shows a text once more, to see whether the lamp is there; false when it did not answer.</summary>
    public Task<bool> ProbeAsync(byte address, string shown, LampColour colour, CancellationToken cancellationToken) =>
        _line.AskAsync(LampFrameWriter.Show(address, shown, colour, _config.Length, _text), cancellationToken);

    public void Dispose() => _line.Dispose();

    private void OnAnswer(LampAnswer answer) => _line.Answered();
}
