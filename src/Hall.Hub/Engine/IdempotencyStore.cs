using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Storage.Events;

namespace Hall.Hub.Engine;

/// <summary>The outcomes of the last 24 h under their idempotency keys, as the journal holds them.</summary>
internal sealed class IdempotencyStore
{
    /// <summary>How long an outcome is kept.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromHours(24);

    private readonly Dictionary<(string Scope, string Key), IdempotentOutcome> _outcomes = [];
    private readonly Queue<(DateTimeOffset At, (string Scope, string Key) Key)> _order = [];

    public IdempotencyStore(IEnumerable<IdempotentOutcome> kept)
    {
        foreach (var one in kept)
        {
            Add(one, one.Outcome.At);
        }
    }

    /// <summary>The first outcome under this key; null when there is none.</summary>
    /// <exception cref="IdempotencyConflictException">The key was used with another body.</exception>
    public HallOutcome? Find(Idempotency idempotency)
    {
        if (!_outcomes.TryGetValue((idempotency.Scope, idempotency.Key), out var found))
        {
            return null;
        }

        return found.Idempotency.BodyHash == idempotency.BodyHash ? found.Outcome : throw new IdempotencyConflictException();
    }

    public void Add(IdempotentOutcome kept, DateTimeOffset now)
    {
        var key = (kept.Idempotency.Scope, kept.Idempotency.Key);
        _outcomes[key] = kept;
        _order.Enqueue((now, key));
        while (_order.TryPeek(out var oldest) && now - oldest.At > KeptFor)
        {
            _outcomes.Remove(_order.Dequeue().Key);
        }
    }
}
