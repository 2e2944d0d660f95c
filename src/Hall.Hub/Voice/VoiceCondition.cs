namespace Hall.Hub.Voice;

/// <summary>Why calls pass unheard.</summary>
public enum SilenceCause
{
    /// <summary>Nothing that could sound is there.</summary>
    Nobody,

    /// <summary>The browser of the board lets nothing sound.</summary>
    Refused,

    /// <summary>What is there could not play it.</summary>
    Failed,
}

/// <summary>How a loudspeaker's voice is, for alerts.</summary>
/// <param name="RefusedAt">The place of the player that has to be touched; null when none has to.</param>
/// <param name="IsSilent">Whether calls have passed unheard for a minute, none heard since.</param>
/// <param name="Cause">Why, as it is now.</param>
/// <param name="Missed">How many calls have passed unheard since the last that was heard.</param>
/// <param name="Numbers">Their numbers, the last ones, each once, oldest first.</param>
public sealed record VoiceCondition(string? RefusedAt, bool IsSilent, SilenceCause Cause, int Missed, IReadOnlyList<string> Numbers);

/// <summary>The calls of one loudspeaker that nobody heard since the last that somebody did.</summary>
internal sealed class UnheardCalls(TimeProvider time)
{
    private const int NamedAtMost = 12;
    private static readonly TimeSpan SilentAfter = TimeSpan.FromSeconds(60);
    private readonly List<string> _numbers = [];
    private long _firstAt;
    private TimeSpan _ageThen;

    public int Count { get; private set; }

    public IReadOnlyList<string> Numbers => [.. _numbers];

    /// <summary>Whether the first of them was called a minute ago.</summary>
    public bool AreMany => Count > 0 && _ageThen + time.GetElapsedTime(_firstAt) >= SilentAfter;

    public void Heard()
    {
        Count = 0;
        _numbers.Clear();
    }

    public void Passed(QueuedAnnouncement call)
    {
        if (Count++ == 0)
        {
            (_firstAt, _ageThen) = (call.QueuedAt, call.AgeThen);
        }

        _numbers.Remove(call.Announcement.Number);
        _numbers.Add(call.Announcement.Number);
        if (_numbers.Count > NamedAtMost)
        {
            _numbers.RemoveAt(0);
        }
    }
}
