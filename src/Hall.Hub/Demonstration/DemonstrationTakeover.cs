using System.Collections.Concurrent;
using Hall.Core.Identifiers;

namespace Hall.Hub.Demonstration;

/// <summary>Lets a visitor take a counter over from the demonstration's crowd of tellers.</summary>
public interface IDemonstrationTakeover
{
    /// <summary>Takes a counter over after its current ticket; the crowd has it back when the result is disposed.</summary>
    IDisposable Take(HallId hall, CounterId counter);

    /// <summary>Whether a visitor has the counter.</summary>
    bool IsTaken(HallId hall, CounterId counter);
}

/// <summary>Counts the visitors at each counter, because the same page can be open twice.</summary>
public sealed class DemonstrationTakeover : IDemonstrationTakeover
{
    private readonly ConcurrentDictionary<(HallId, CounterId), int> _visitors = new();

    /// <inheritdoc />
    public IDisposable Take(HallId hall, CounterId counter)
    {
        _visitors.AddOrUpdate((hall, counter), 1, (_, visitors) => visitors + 1);
        return new Visit(this, (hall, counter));
    }

    /// <inheritdoc />
    public bool IsTaken(HallId hall, CounterId counter) => _visitors.TryGetValue((hall, counter), out var visitors) && visitors > 0;

    private void Leave((HallId, CounterId) place) => _visitors.AddOrUpdate(place, 0, (_, visitors) => Math.Max(0, visitors - 1));

    private sealed class Visit(DemonstrationTakeover takeover, (HallId, CounterId) place) : IDisposable
    {
        private int _left;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _left, 1) == 0)
            {
                takeover.Leave(place);
            }
        }
    }
}
