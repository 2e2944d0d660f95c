using System.Security.Cryptography;
using Hall.Core.Identifiers;

namespace Hall.Hub.Voice;

/// <summary>
/// One loudspeaker: its queue, and the lease of the one place where it sounds. Each announcement is pushed to the lease's holder and counts
/// as heard when the holder has reported the end of its sound under that lease; otherwise it is the next again. Safe for several threads.
/// </summary>
/// <remarks>
/// The holder is the screen that is enrolled for the loudspeaker's board (or its sound device) if one is there, else the first page of the
/// board whose browser has played a sound. The lease ends when the page leaves, or has not confirmed for <see cref="HeldFor"/>.
/// </remarks>
public sealed partial class Loudspeaker(HallId hall, string name, TimeProvider time)
{
    /// <summary>A holder that has not confirmed for this long holds nothing any more.</summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromSeconds(2);

    /// <summary>How often it is looked at for what ends by time alone.</summary>
    public static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(250);

    /// <summary>A player that could not play is left alone for this long.</summary>
    private static readonly TimeSpan RestAfterFailure = TimeSpan.FromSeconds(2);

    // A browser that lost its sound card in mid-sentence never reports an end.
    private static readonly TimeSpan LongestSound = TimeSpan.FromSeconds(30);

    // A hub that did not look for this long stood still itself, and what pages said meanwhile is still on its way in.
    private static readonly TimeSpan StoodStillAfter = TimeSpan.FromSeconds(1);

    // Random beginnings: a page that outlived a restart of the hub must not hold a lease of the new one by chance.
    private static long _leases = RandomNumberGenerator.GetInt32(1, int.MaxValue) * 1024L;

    private readonly Lock _lock = new();
    private readonly AnnouncementQueue _queue = new(time);
    private readonly UnheardCalls _unheard = new(time);
    private readonly List<VoicePlayer> _players = [];
    private (long Number, VoicePlayer Player)? _lease;
    private Sounding? _sounding;
    private long? _lookedAt;

    /// <summary>Its name.</summary>
    public string Name => name;

    /// <summary>How many announcements wait for their turn.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _queue.Count;
            }
        }
    }

    /// <summary>How its voice is.</summary>
    public VoiceCondition Condition
    {
        get
        {
            lock (_lock)
            {
                return new(ToBeTouched()?.Place, _unheard.AreMany, Cause(), _unheard.Count, _unheard.Numbers);
            }
        }
    }

    /// <summary>Appends an announcement; one that came before, by its sequence, is ignored.</summary>
    /// <param name="announcement">What is announced.</param>
    /// <param name="age">How long ago it was called.</param>
    public void Enqueue(Announcement announcement, TimeSpan age) => Change(() => _queue.Add(announcement, age));

    /// <summary>Takes out what waits and is no longer to be said.</summary>
    public void Withdraw(Func<Announcement, bool> isWithdrawn) => Change(() => _queue.Withdraw(isWithdrawn));

    /// <summary>A player is there and may become the holder.</summary>
    public void Join(VoicePlayer player) => Change(() =>
    {
        ArgumentNullException.ThrowIfNull(player);
        _players.Remove(player);
        _players.Add(player);
    });

    /// <summary>A player has gone; what it was sounding was not heard.</summary>
    public void Leave(VoicePlayer player) => Change(() => _players.Remove(player));

    /// <summary>A player says that it is there.</summary>
    /// <param name="player">The player.</param>
    /// <param name="lease">The lease that it believes to hold; null for none.</param>
    /// <returns>Whether it still holds that lease; a page that does not must be silent.</returns>
    public bool Confirm(VoicePlayer player, long? lease)
    {
        var holds = true;
        Change(() =>
        {
            // What it believed is judged before it is heard of: a page that thaws comes back, and its lease does not.
            EndWhatIsOver();
            holds = lease is not { } number || Holds(player, number);
            Hear(player);
        });
        return holds;
    }

    /// <summary>A player has tried whether it may sound at all.</summary>
    public void Answer(VoicePlayer player, SoundAnswer answer) => Change(() =>
    {
        Hear(player);
        player.Answered = answer;
        player.FailedAt = answer == SoundAnswer.Silent ? time.GetTimestamp() : null;
    });

    /// <summary>A player says what became of an announcement.</summary>
    /// <returns>False when the lease has ended or something else sounds: then it is ignored.</returns>
    public bool Report(VoicePlayer player, long lease, long sequence, SoundAnswer answer)
    {
        var taken = false;
        Change(() =>
        {
            EndWhatIsOver();
            taken = Holds(player, lease) && _sounding?.Queued.Announcement.Sequence == sequence;
            if (taken)
            {
                Hear(player);
                End(player, answer);
            }
        });
        return taken;
    }

    /// <summary>What sounds under a lease; null when the lease is not held or something else sounds.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="sequence">Which announcement.</param>
    /// <param name="isHeld">Whether the lease is held.</param>
    public SpokenAnnouncement? Find(long? lease, long sequence, out bool isHeld)
    {
        SpokenAnnouncement? found = null;
        var held = false;
        Change(() =>
        {
            EndWhatIsOver();
            held = lease is not null && _lease?.Number == lease;
            if (held)
            {
                Hear(_lease!.Value.Player);
            }

            found = _sounding?.Queued.Announcement.Sequence == sequence ? _sounding.Spoken : null;
        });
        isHeld = held;
        return found;
    }

    /// <summary>Ends what has come to its end by time alone. To be called each <see cref="LookEvery"/>.</summary>
    public void Look() => Change(() => _lookedAt = time.GetTimestamp());

    private void Change(Action change)
    {
        List<Action> told;
        lock (_lock)
        {
            Forgive();
            change();
            EndWhatIsOver();
            told = [.. Begin(), .. Views()];
        }

        told.ForEach(tell => tell());
    }

    // While the hub itself stood still no page could be heard; that time is nobody's silence.
    private void Forgive()
    {
        if (_lookedAt is { } before && time.GetElapsedTime(before) is var apart && apart > StoodStillAfter)
        {
            var stood = (long)((apart - LookEvery).TotalSeconds * time.TimestampFrequency);
            _players.ForEach(player => player.ConfirmedAt += stood);
            _lookedAt = time.GetTimestamp();
        }
    }

    private bool Holds(VoicePlayer player, long lease) => _lease is { } held && held.Player == player && held.Number == lease;

    private void Hear(VoicePlayer player) => player.ConfirmedAt = time.GetTimestamp();

    private void End(VoicePlayer player, SoundAnswer answer)
    {
        var queued = _sounding!.Queued;
        _sounding = null;
        player.Answered = answer == SoundAnswer.Silent ? player.Answered : answer;
        player.FailedAt = answer == SoundAnswer.Silent ? time.GetTimestamp() : null;
        if (answer == SoundAnswer.Played)
        {
            _unheard.Heard();
        }
        else
        {
            _queue.PutBack(queued);
        }
    }

    private sealed record Sounding(QueuedAnnouncement Queued, SpokenAnnouncement Spoken, long BeganAt);
}
