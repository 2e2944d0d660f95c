using System.Collections.Concurrent;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Supervision;

namespace Hall.Hub.Demonstration;

/// <summary>The emulated pads that the demonstration's citizens press; none unless it has devices.</summary>
public sealed class DemonstrationPads(ILogger<DemonstrationPads> logger)
{
    private readonly ConcurrentDictionary<(HallId, CounterId), Func<FeedbackLevel, Task>> _pads = new();

    /// <summary>A counter has a pad.</summary>
    public void Add(HallId hall, CounterId counter, Func<FeedbackLevel, Task> press) => _pads[(hall, counter)] = press;

    /// <summary>Has a citizen press; false where there is no pad. Not awaited: a pad on a damaged line repeats for seconds.</summary>
    public bool TryPress(HallId hall, CounterId counter, FeedbackLevel level)
    {
        if (!_pads.TryGetValue((hall, counter), out var press))
        {
            return false;
        }

        press(level).GoOn(logger, $"A press on the pad of counter {counter}");
        return true;
    }
}
