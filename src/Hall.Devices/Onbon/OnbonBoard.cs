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
    private readonly OnbonCard card;
    private readonly CodePageText text = new("GBK");
    private readonly LineDriver<OnbonAnswer> line;

    public OnbonBoard(OnbonCard card, TimeProvider timeProvider)
    {
        this.card = card;
        line = new LineDriver<OnbonAnswer>(
            fault => new OnbonAnswerReader(fault), OnAnswer, new LineTiming { AnswerWithin = TimeSpan.FromMilliseconds(500) },
                timeProvider);
    }

    /// <summary>What is known of the line.</summary>
    public ILineFigures Figures => line;

    /// <summary>What went over the line so far.</summary>
    public LineCounts Counts => line.Counts;

    /// <summary>The error the card last gave; 0 for none. Its manual names them.</summary>
    public ushort LastError { get; private set; }

    /// <summary>Talks over an open line until it ends or breaks, or until cancelled.</summary>
    public Task RunAsync(IDuplexPipe opened, CancellationToken cancellationToken) => line.RunAsync(opened, cancellationToken);

    /// <summary>Shows a picture in an area; true when the card took it.</summary>
    /// <param name="area">Where.</param>
    /// <param name="lit">One bit a dot, 1 is lit, each row padded to a byte.</param>
    public Task<bool> ShowAsync(OnbonArea area, ReadOnlySpan<byte> lit) => line.ShowAsync(area.Id, OnbonFrameWriter.Show(card, area, lit));

    /// <summary>Speaks after what waits already, once; false when the card did not answer or has no speech.</summary>
    public async Task<bool> SpeakAsync(string spoken, int volume, CancellationToken cancellationToken = default) =>
        card == OnbonCard.Bx6E
            && await line.AskOnceAsync(OnbonFrameWriter.Speak(spoken, volume, text), cancellationToken).ConfigureAwait(false);

    /// <summary>Asks whether the card is there.</summary>
    public Task<bool> PingAsync(CancellationToken cancellationToken) => line.AskAsync(OnbonFrameWriter.Ping(), cancellationToken);

    public void Dispose() => line.Dispose();

    private void OnAnswer(OnbonAnswer answer)
    {
        LastError = answer.Error;
        if (answer.IsDone)
        {
            line.Answered();
        }
    }
}
