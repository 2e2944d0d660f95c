using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Snapshots;
using Hall.Hub.Engine;

namespace Hall.Web.Tests.Faults;

/// <summary>What a follower was handed: every entry once, and where it had to begin anew what lies between.</summary>
internal sealed class FollowersBook(IHall hall, Random random) : IHallReader
{
    private readonly Lock _gate = new();
    private readonly List<long> _taken = [];
    private readonly List<(long After, long UpTo)> _gaps = [];
    private long _level = -1;

    /// <summary>The last entry that it knows of.</summary>
    public long Level
    {
        get
        {
            lock (_gate)
            {
                return _level;
            }
        }
    }

    /// <summary>Where it began.</summary>
    public long Began { get; private set; }

    /// <summary>The entries that were handed over, in that order.</summary>
    public IReadOnlyList<long> Taken
    {
        get
        {
            lock (_gate)
            {
                return [.. _taken];
            }
        }
    }

    /// <summary>How many entries it had to learn of from a snapshot.</summary>
    public long Missed
    {
        get
        {
            lock (_gate)
            {
                return _gaps.Sum(gap => gap.UpTo - gap.After);
            }
        }
    }

    public Task BeginAsync(HallSnapshot snapshot, CancellationToken stop)
    {
        lock (_gate)
        {
            if (_level < 0)
            {
                (_level, Began) = (snapshot.Version, snapshot.Version);
            }
            else if (snapshot.Version > _level)
            {
                _gaps.Add((_level, snapshot.Version));
                _level = snapshot.Version;
            }
        }

        return Task.CompletedTask;
    }

    // It asks the hall of some entries, as a reader may, and so meets a state that is being read again.
    public async Task TakeAsync(JournalEntry entry, CancellationToken stop)
    {
        bool asks;
        lock (random)
        {
            asks = random.Next(10) == 0;
        }

        if (asks)
        {
            await hall.AskAsync(new TicketById(new(1)), stop);
        }

        lock (_gate)
        {
            _taken.Add(entry.Sequence);
            _level = entry.Sequence;
        }
    }
}
