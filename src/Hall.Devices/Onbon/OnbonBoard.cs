using System.IO.Pipelines;
using Hall.Devices.Lines;
using Hall.Devices.Texts;

namespace Hall.Devices.Onbon;

/// <summary>
/// One BX-5E or BX-6E card, over TCP 5005 or, a BX-5E, over a serial line. Each area shows the latest picture, again after an outage; a
/// card's answer confirms it. Emulated only: no card was at hand.
/// </summary>
public sealed class OnbonBoard : IDisposable
{
    private readonly OnbonCard _card;
    private readonly CodePageText _text = new("GBK");
    private readonly LineDriver<OnbonAnswer> _line;

    public OnbonBoard(OnbonCard card, TimeProvider timeProvider)
    {
        _card = card;
        _line = new LineDriver<OnbonAnswer>(
            fault => new OnbonAnswerReader(fault), OnAnswer, new LineTiming { AnswerWithin = TimeSpan.FromMilliseconds(500) },
                timeProvider);
    }

    /// <summary>What is known of the line.</summary>
    public ILineFigures Figures => _line;

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => _line.Counts;

    /// <summary>The error the card last gave; 0 for none. Its manual names them.</summary>
    public ushort LastError { get; private set; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken) => _line.RunAsync(opened, cancellationToken);

    /// <summary>Shows a picture in an area; true when the card took it.</summary>
    /// <param name="area">Where.</param>
    /// <param name="lit">One bit a dot, 1 is lit, each row padded to a byte.</param>
    public Task<bool> ShowAsync(OnbonArea area, ReadOnlySpan<byte> lit) =>
        _line.ShowAsync(area.Id, OnbonFrameWriter.Show(_card, area, lit));

    /// <summary>Speaks after what waits already, once; false when the card did not answer or has no speech.</summary>
    public async Task<bool> SpeakAsync(string spoken, int volume, CancellationToken cancellationToken = default) =>
        _card == OnbonCard.Bx6E
            && await _line.AskOnceAsync(OnbonFrameWriter.Speak(spoken, volume, _text), cancellationToken).ConfigureAwait(false);

    /// <summary>Asks whether the card is there.</summary>
    public Task<bool> PingAsync(CancellationToken cancellationToken) => _line.AskAsync(OnbonFrameWriter.Ping(), cancellationToken);

    public void Dispose() => _line.Dispose();

    private void OnAnswer(OnbonAnswer answer)
    {
        LastError = answer.Error;
        if (answer.IsDone)
        {
            _line.Answered();
        }
    }
}
