namespace Hall.Hub.Voice;

/// <content>Who holds the lease, and what sounds under it. Everything here is called under the lock.</content>
public sealed partial class Loudspeaker
{
    private void EndWhatIsOver()
    {
        if (_lease is { } held && !(IsThere(held.Player) && MayHold(held.Player)))
        {
            EndLease();
        }

        if (_sounding is { } endless && time.GetElapsedTime(endless.BeganAt) >= LongestSound)
        {
            End(_lease!.Value.Player, SoundAnswer.Silent);
        }

        foreach (var passed in _queue.TakePassed())
        {
            _unheard.Passed(passed);
        }
    }

    private void EndLease()
    {
        if (_sounding is { } unfinished)
        {
            _queue.PutBack(unfinished.Queued);
        }

        (_lease, _sounding) = (null, null);
    }

    private bool IsThere(VoicePlayer player) =>
        _players.Contains(player) && (!player.Confirms || (player.ConfirmedAt is { } at && time.GetElapsedTime(at) < HeldFor));

    private static bool MayHold(VoicePlayer player) => player.IsOwn || player.Answered == SoundAnswer.Played;

    // The own screen before any other; among equals one that sounds before one that does not, then whoever holds, then the first.
    private VoicePlayer? Best() => _players.Where(player => IsThere(player) && MayHold(player))
        .OrderByDescending(player => player.IsOwn)
        .ThenBy(player => player.IsBlocked || player.FailedAt is not null)
        .ThenByDescending(player => player == _lease?.Player)
        .FirstOrDefault();

    private List<Action> Begin()
    {
        if (_sounding is not null)
        {
            return [];
        }

        var best = Best();
        if (best != _lease?.Player)
        {
            _lease = best is null ? null : (Interlocked.Increment(ref _leases), best);
        }

        if (best is null || best.IsBlocked || _queue.First is not { } next
            || (best.FailedAt is { } failed && time.GetElapsedTime(failed) < RestAfterFailure))
        {
            return [];
        }

        _queue.Take();
        var spoken = new SpokenAnnouncement(next.Announcement, _queue.AgeOf(next) >= AnnouncementQueue.ShortAfter);
        _sounding = new(next, spoken, time.GetTimestamp());
        var (lease, sequence) = (_lease!.Value.Number, next.Announcement.Sequence);
        var url = FormattableString.Invariant($"/{hall}/voice/{name}/{sequence}.wav?lease={lease}");
        return [() => Push(best, new(url, lease, sequence, spoken))];
    }

    // Called outside of the lock. A place that cannot even be told is one that could not play: the next one gets the call.
    private void Push(VoicePlayer player, SoundOrder order)
    {
        try
        {
            player.Speak(order);
        }
        catch (Exception)
        {
            Report(player, order.Lease, order.Sequence, SoundAnswer.Silent);
        }
    }

    private static void Show(VoicePlayer player, PlayerView view)
    {
        try
        {
            player.Show!(view);
        }
        catch (Exception)
        {
            // What a page shows of its voice must not silence the others.
        }
    }

    // Only where nothing sounds does somebody have to touch a page; a second page that may not sound disturbs nobody.
    private VoicePlayer? ToBeTouched() => _lease is { Player.IsBlocked: false }
        ? null
        : _players.Where(player => IsThere(player) && player.IsBlocked)
            .OrderByDescending(player => player == _lease?.Player)
            .FirstOrDefault();

    private SilenceCause Cause()
    {
        if (ToBeTouched() is not null)
        {
            return SilenceCause.Refused;
        }

        return _lease is null ? SilenceCause.Nobody : SilenceCause.Failed;
    }

    private List<Action> Views()
    {
        var touched = ToBeTouched();
        var unheard = _lease is not { Player: { IsBlocked: false, FailedAt: null } };
        var told = new List<Action>();
        foreach (var player in _players.Where(player => player.Show is not null))
        {
            var view = new PlayerView(player == touched, unheard);
            if (view != player.View)
            {
                player.View = view;
                told.Add(() => Show(player, view));
            }
        }

        return told;
    }
}
