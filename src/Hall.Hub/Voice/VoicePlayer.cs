using System.Security.Cryptography;

namespace Hall.Hub.Voice;

/// <summary>What a player says of a sound.</summary>
public enum SoundAnswer
{
    /// <summary>It was played to its end.</summary>
    Played,

    /// <summary>The browser lets nothing sound before somebody has touched the page.</summary>
    Blocked,

    /// <summary>It could not be played.</summary>
    Silent,
}

/// <summary>An announcement for a player to sound now.</summary>
/// <param name="Url">Where its sound is; asked for with the lease's number, and refused when that has ended.</param>
/// <param name="Lease">Number of the lease.</param>
/// <param name="Sequence">Which announcement.</param>
/// <param name="Spoken">What is said.</param>
public sealed record SoundOrder(string Url, long Lease, long Sequence, SpokenAnnouncement Spoken);

/// <summary>What a board's page shows of its voice.</summary>
/// <param name="MustBeTouched">Whether somebody has to touch it, because the calls sound nowhere else.</param>
/// <param name="IsUnheard">Whether the calls sound nowhere.</param>
public sealed record PlayerView(bool MustBeTouched, bool IsUnheard);

/// <summary>
/// A place that could sound a loudspeaker's announcements: a page of its board, or the line of a sound device. Its state belongs to the
/// <see cref="Loudspeaker"/> that it has joined. Callbacks come outside of locks and must return at once; one that throws counts as a sound
/// that could not be played.
/// </summary>
/// <param name="place">Where it is, <c>hall/board</c>, for people.</param>
/// <param name="isOwn">Whether it is the loudspeaker's own: the screen that is enrolled for its board, or its sound device.</param>
/// <param name="confirms">Whether it says every half second that it is there; a device is there as long as its connection.</param>
/// <param name="speak">Begins a sound.</param>
/// <param name="show">Shows how the voice is.</param>
public sealed class VoicePlayer(string place, bool isOwn, bool confirms, Action<SoundOrder> speak, Action<PlayerView>? show = null)
{
    private const int IdBytes = 16;

    /// <summary>Known to the page and the hub only; whoever has it speaks for the page.</summary>
    public string Id { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(IdBytes));

    /// <summary>Where it is, for people.</summary>
    public string Place => place;

    internal bool IsOwn => isOwn;

    internal bool Confirms => confirms;

    internal Action<SoundOrder> Speak => speak;

    internal Action<PlayerView>? Show => show;

    /// <summary>What it last answered to any sound; null before the first.</summary>
    internal SoundAnswer? Answered { get; set; }

    /// <summary>When it was last heard of; null before the first time.</summary>
    internal long? ConfirmedAt { get; set; }

    /// <summary>When its last sound failed; null when it did not.</summary>
    internal long? FailedAt { get; set; }

    /// <summary>What it was last shown.</summary>
    internal PlayerView View { get; set; } = new(false, false);

    internal bool IsBlocked => Answered == SoundAnswer.Blocked;
}
