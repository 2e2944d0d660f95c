using System.Collections.Concurrent;
using Hall.Core.Identifiers;

namespace Hall.Web.Audit;

/// <summary>Who caused an event that does not say so itself, until the audit has taken it over. Events carry tellers, not managers.</summary>
public sealed class AuditActors
{
    private const int Most = 10_000;
    private readonly ConcurrentDictionary<(HallId, long), string> _actors = new();

    /// <summary>A person caused the event with this sequence.</summary>
    public void Remember(HallId hall, long sequence, string staff)
    {
        if (sequence > 0 && _actors.Count < Most)
        {
            _actors[(hall, sequence)] = staff;
        }
    }

    /// <summary>Who caused it; null when nobody said so.</summary>
    public string? Take(HallId hall, long sequence) => _actors.TryRemove((hall, sequence), out var staff) ? staff : null;
}
