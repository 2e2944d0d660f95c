using System.Collections.Concurrent;
using Hall.Core.Identifiers;

namespace Hall.Hub.Kiosks;

/// <summary>How much a kiosk may have made into speech: what was said before comes from the cache and is not counted.</summary>
public sealed class SpeechPace(TimeProvider time)
{
    /// <summary>Texts that one kiosk may have made anew within a second.</summary>
    public const int MostASecond = 4;

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);
    private readonly ConcurrentDictionary<(HallId, string), Queue<DateTimeOffset>> _made = new();

    /// <summary>Asks whether a text may be made anew now, and counts it.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="kiosk">A kiosk that the hall has.</param>
    public bool TryMake(HallId hall, string kiosk)
    {
        var (made, now) = (_made.GetOrAdd((hall, kiosk), _ => new()), time.GetUtcNow());
        lock (made)
        {
            while (made.TryPeek(out var at) && (now - at >= Window || at > now))
            {
                made.Dequeue();
            }

            if (made.Count >= MostASecond)
            {
                return false;
            }

            made.Enqueue(now);
            return true;
        }
    }
}
