using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Hub.Voice;
using Hall.Web.Voice;

namespace Hall.Web.Surfaces.Board;

/// <summary>What a page's script is given to sound.</summary>
/// <param name="Url">The sound, with the lease's number.</param>
/// <param name="Lease">That number.</param>
/// <param name="Sequence">Which announcement.</param>
/// <param name="Lines">Its words, for the browser's own voice where the hub has none.</param>
internal sealed record SoundMessage(string Url, long Lease, long Sequence, IReadOnlyList<SpokenLine> Lines)
{
    public static SoundMessage Of(SoundOrder order, VoiceSettings settings) =>
        new(order.Url, order.Lease, order.Sequence, PhraseBook.Lines(settings, order.Spoken));
}

/// <summary>
/// The voice of one board's page, with a circuit or plain: joined to its board's loudspeaker for as long as the way to the page stands and
/// the board has one. What it is to do reaches the page by the callbacks, which must return at once.
/// </summary>
/// <param name="hall">The hall.</param>
/// <param name="board">The board.</param>
/// <param name="isOwn">Whether the page is the screen that is enrolled for the board.</param>
/// <param name="loudspeakers">The loudspeakers.</param>
/// <param name="join">The page shall confirm at this address.</param>
/// <param name="speak">The page shall sound this.</param>
/// <param name="show">The page shall show how its voice is.</param>
internal sealed class BoardVoice(
    IHall hall, string board, bool isOwn, LoudspeakerDirectory loudspeakers,
    Action<string> join, Action<SoundMessage> speak, Action<PlayerView> show) : IDisposable
{
    private static readonly PlayerView Nothing = new(false, false);
    private Loudspeaker? _joined;
    private VoicePlayer? _page;

    /// <summary>Joins, or leaves, as the way to the page and the configuration are now.</summary>
    public void Follow(bool isUp)
    {
        var wanted = isUp ? loudspeakers.At(hall, board) : null;
        if (wanted == _joined)
        {
            return;
        }

        Dispose();
        if (wanted is not null)
        {
            _page = new($"{hall.Id}/{board}", isOwn, confirms: true, Speak, show);
            _joined = wanted;
            loudspeakers.Join(wanted, _page);
            join(VoiceEndpoints.AddressOf(hall.Id, _page));
        }
    }

    /// <summary>The page could not be reached with a sound.</summary>
    public void Failed(SoundMessage sound) => _joined?.Report(_page!, sound.Lease, sound.Sequence, SoundAnswer.Silent);

    private void Speak(SoundOrder order) => speak(SoundMessage.Of(order, hall.Snapshot.Plan.Configuration.Voice));

    /// <inheritdoc />
    public void Dispose()
    {
        if (_page is { } page)
        {
            (_joined, _page) = (null, null);
            loudspeakers.Leave(page);
            show(Nothing);
        }
    }
}
