using Hall.Devices.Lines;

namespace Hall.Devices.Ff68;

/// <summary>What the pads of a line should show and ask: only the latest of each is written, and all of it again when the line is back, and now and then.</summary>
internal sealed class Ff68Displays(Ff68Transmitter transmitter, TimeSpan refreshEvery, TimeProvider timeProvider)
{
    /// <summary>The places of questions lie above those of displays, which are the addresses.</summary>
    private const int Questions = 256;

    private readonly ShowList<Ff68Frame> shown = new();

    /// <summary>Raised with the address of each pad that was asked.</summary>
    public event Action<byte>? Asked;

    /// <summary>Shows a ticket; true when it was written, false when something newer took its place.</summary>
    public Task<bool> ShowAsync(byte address, ShowTicket show) => shown.Want(address, Ff68FrameWriter.Command(address, show));

    /// <summary>Asks for a rating as long as the question stands.</summary>
    public Task<bool> AskAsync(byte address, Func<bool> stands) => shown.Want(Questions + address, Ff68FrameWriter.Command(address, new StartEvaluation()), stands);

    /// <summary>Has everything that is shown written once more every so often, until cancelled.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await Task.Delay(refreshEvery, timeProvider, cancellationToken).ConfigureAwait(false);
            shown.Refresh();
        }
    }

    /// <summary>Writes what there is to show until cancelled.</summary>
    public async Task WriteAsync(CancellationToken cancellationToken)
    {
        shown.WantAll();
        while (true)
        {
            var (place, frame, order) = await shown.NextAsync(cancellationToken).ConfigureAwait(false);
            var isWritten = await transmitter.WriteAsync(frame).ConfigureAwait(false);
            shown.Done(place, order, isWritten);
            if (isWritten && place >= Questions)
            {
                Asked?.Invoke((byte)(place - Questions));
            }
        }
    }
}
