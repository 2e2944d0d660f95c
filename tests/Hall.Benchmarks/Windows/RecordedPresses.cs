using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Identifiers;

namespace Hall.Benchmarks.Windows;

/// <summary>Presses as the journal has them after the commit, ratings and strays alike.</summary>
internal sealed class RecordedPresses
{
    private readonly ConcurrentDictionary<CounterId, TaskCompletionSource<long>> _next = new();
    private readonly ConcurrentDictionary<string, bool> _presses = new();
    private readonly ConcurrentDictionary<CounterId, int> _counts = new();

    public RecordedPresses(IHall hall, CancellationToken stop) => _ = FollowAsync(hall, stop);

    /// <summary>Different presses so far.</summary>
    public int Count => _presses.Count;

    /// <summary>Different presses of one counter so far.</summary>
    public int CountOf(CounterId counter) => _counts.GetValueOrDefault(counter);

    /// <summary>When the next rating of a counter is recorded.</summary>
    public Task<long> Next(CounterId counter) => (_next[counter] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private void Note(CounterId counter, string press)
    {
        if (_presses.TryAdd(press, true))
        {
            _counts.AddOrUpdate(counter, 1, (_, before) => before + 1);
        }
    }

    private async Task FollowAsync(IHall hall, CancellationToken stop)
    {
        using var subscription = hall.Subscribe();
        await foreach (var entry in subscription.Entries.ReadAllAsync(stop))
        {
            switch (entry.Event)
            {
                case FeedbackGiven given:
                    Note(given.Counter, given.PressId);
                    if (_next.TryRemove(given.Counter, out var waiting))
                    {
                        waiting.TrySetResult(TimeProvider.System.GetTimestamp());
                    }

                    break;
                case UnmatchedPressCounted stray:
                    Note(stray.Counter, stray.PressId);
                    break;
            }
        }
    }
}
