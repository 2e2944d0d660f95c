using System.Diagnostics.CodeAnalysis;

namespace Hall.Web.Voice;

/// <summary>The announcements of one loudspeaker in order, one at a time. Safe for several threads.</summary>
public sealed class LoudspeakerQueue
{
    /// <summary>Announcements that may wait; beyond it the oldest is dropped, which is shown all the same.</summary>
    public const int Most = 64;

    private static readonly TimeSpan ShortAfter = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(30);

    // A board that is switched off in mid-sentence never reports an end.
    private static readonly TimeSpan LongestSound = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly LinkedList<Announcement> _waiting = new();
    private SpokenAnnouncement? _current;
    private DateTimeOffset _startedAt;
    private long _last = long.MinValue;

    /// <summary>Appends an announcement; one that came before, by its sequence, is ignored.</summary>
    public void Enqueue(Announcement announcement)
    {
        lock (_lock)
        {
            if (announcement.Sequence <= _last)
            {
                return;
            }

            _last = announcement.Sequence;
            _waiting.AddLast(announcement);
            if (_waiting.Count > Most)
            {
                _waiting.RemoveFirst();
            }
        }
    }

    /// <summary>The next to sound; false while one sounds or nothing waits. From 15 s late it is short, from 30 s it is skipped.</summary>
    public bool TryNext(DateTimeOffset now, [NotNullWhen(true)] out SpokenAnnouncement? spoken)
    {
        lock (_lock)
        {
            spoken = null;
            if (_current is not null && now - _startedAt < LongestSound)
            {
                return false;
            }

            _current = null;
            while (spoken is null && _waiting.First is { Value: var next })
            {
                _waiting.RemoveFirst();
                var late = now - next.CalledAt;
                spoken = late >= SilentAfter ? null : new SpokenAnnouncement(next, late >= ShortAfter);
            }

            _current = spoken;
            _startedAt = now;
            return spoken is not null;
        }
    }

    /// <summary>The one that sounds, when it has this sequence.</summary>
    public SpokenAnnouncement? Current(long sequence)
    {
        lock (_lock)
        {
            return _current?.Announcement.Sequence == sequence ? _current : null;
        }
    }

    /// <summary>The board's browser refused it: it is the next again, and sounds unless it is too late by then.</summary>
    public void Refused(long sequence)
    {
        lock (_lock)
        {
            if (_current?.Announcement is { } announcement && announcement.Sequence == sequence)
            {
                _waiting.AddFirst(announcement);
                _current = null;
            }
        }
    }

    /// <summary>The board has played it; another sequence than the current one is ignored.</summary>
    public void Finished(long sequence)
    {
        lock (_lock)
        {
            _current = _current?.Announcement.Sequence == sequence ? null : _current;
        }
    }
}
