using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Core.Snapshots;
using Hall.Devices.Displays;

namespace Hall.Hub.Devices;

/// <summary>
/// Tells the devices of some counters what they should show: at each look what has changed since it was told last, and everything to
/// devices that are new. Looks may be asked for by any thread; one that finds another on its way leaves it at that.
/// </summary>
/// <param name="hall">The hall.</param>
/// <param name="tell">Tells the devices of a counter.</param>
public sealed class DisplayFeed(IHall hall, Func<PadShow, CancellationToken, Task> tell)
{
    private readonly Dictionary<CounterId, CounterDisplay> _told = [];
    private HallSnapshot? _seen;
    private int _looking;
    private int _forgotten;

    /// <summary>Looks at the hall as it stands. What could not be told is told at the next look.</summary>
    /// <param name="counters">The counters that have devices here.</param>
    /// <param name="everything">Whether what was told already is told again, such as to devices that were just connected.</param>
    /// <param name="stop">Gives up.</param>
    public async Task LookAsync(IEnumerable<CounterId> counters, bool everything, CancellationToken stop)
    {
        ArgumentNullException.ThrowIfNull(counters);
        if (everything)
        {
            Volatile.Write(ref _forgotten, 1);
        }

        if (Interlocked.Exchange(ref _looking, 1) == 1)
        {
            return;
        }

        try
        {
            await TellAsync(counters, stop);
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }

    private async Task TellAsync(IEnumerable<CounterId> counters, CancellationToken stop)
    {
        if (Interlocked.Exchange(ref _forgotten, 0) == 1)
        {
            _told.Clear();
        }

        var (snapshot, now) = (hall.Snapshot, hall.Now);
        if (ReferenceEquals(snapshot, _seen) && _told.Count > 0 && !_told.Values.Any(told => told.Question is not null))
        {
            // Nothing but the end of a question comes by itself.
            return;
        }

        foreach (var counter in counters)
        {
            var wanted = CounterDisplay.Of(snapshot, counter, now);
            if (_told.GetValueOrDefault(counter) != wanted)
            {
                await tell(wanted.ToShow(now), stop);
                _told[counter] = wanted;
            }
        }

        _seen = snapshot;
    }
}
