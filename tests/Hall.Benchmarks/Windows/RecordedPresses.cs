using System.Collections.Concurrent;
using Hall.Core.Engine;
using Hall.Core.Identifiers;

namespace Hall.Benchmarks.Windows;

/// <summary>Presses as the journal has them after the commit, ratings and strays alike.</summary>
internal sealed class RecordedPresses
{
    private readonly ConcurrentDictionary<CounterId, TaskCompletionSource<long>> _next = new();
    private readonly ConcurrentDictionary<string, bool> _presses = new();

    public RecordedPresses(IHall hall, CancellationToken stop) => _ = FollowAsync(hall, stop);

    /// <summary>Different presses so far.</summary>
    public int Count => _presses.Count;

    /// <summary>When the next rating of a counter is recorded.</summary>
    public Task<long> Next(CounterId counter) => (_next[counter] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    private async Task FollowAsync(IHall hall, CancellationToken stop)
    {
        using var subscription = hall.Subscribe();
        await foreach (var entry in subscription.Entries.ReadAllAsync(stop))
        {
            switch (entry.Event)
            {
                case FeedbackGiven given:
                    _presses[given.PressId] = true;
                    if (_next.TryRemove(given.Counter, out var waiting))
                    {
                        waiting.TrySetResult(TimeProvider.System.GetTimestamp());
                    }

                    break;
                case StrayPressCounted stray:
                    _presses[stray.PressId] = true;
                    break;
            }
        }
    }
}
