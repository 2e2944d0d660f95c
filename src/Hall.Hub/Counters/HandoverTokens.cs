using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace Hall.Hub.Counters;

/// <summary>
/// A circuit cannot take a cookie away, so the console's hand-over leads to an address that can: once, within half a minute,
/// and only for the session that asked.
/// </summary>
public sealed class HandoverTokens(TimeProvider time)
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);
    private readonly ConcurrentDictionary<string, (string Staff, DateTimeOffset Until)> _open = new();

    /// <summary>Makes a one-time word for a teller who leaves.</summary>
    public string Make(string staff)
    {
        var now = time.GetUtcNow();
        foreach (var (old, made) in _open)
        {
            if (made.Until < now)
            {
                _open.TryRemove(old, out _);
            }
        }

        var word = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _open[word] = (staff, now + Lasts);
        return word;
    }

    /// <summary>Uses it up; false when it is unknown, late or another's.</summary>
    public bool Use(string word, string? staff) =>
        _open.TryRemove(word, out var made) && made.Staff == staff && made.Until >= time.GetUtcNow();
}
