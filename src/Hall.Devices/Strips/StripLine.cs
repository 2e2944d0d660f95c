using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Texts;

namespace Hall.Devices.Strips;

/// <summary>Strips on one line, "AA … BB 51 54", 100 ms between frames. They answer nothing. Emulated only: no strip was at hand.</summary>
public sealed class StripLine(StripParameters parameters, TimeProvider timeProvider) : IDisposable
{
    private readonly CodePageText _text = new("GBK");
    private readonly LineDriver<StripFrame> _line = new(
        fault => new StripFrameReader(fault), _ => { }, new LineTiming { Gap = TimeSpan.FromMilliseconds(100) }, timeProvider);

    /// <summary>What is known of the line.</summary>
    public ILineFigures Figures => _line;

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => _line.Counts;

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken) => _line.RunAsync(opened, cancellationToken);

    /// <summary>Shows a text, also after an outage. True when it was written: whether it is shown cannot be known.</summary>
    public Task<bool> ShowAsync(byte address, string shown) =>
        _line.ShowAsync(address, StripFrameWriter.Show(address, shown, parameters, _text));

    public void Dispose() => _line.Dispose();
}
