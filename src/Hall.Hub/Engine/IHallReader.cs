using Hall.Core.Events;
using Hall.Core.Snapshots;

namespace Hall.Hub.Engine;

/// <summary>
/// Reads what a hall has committed, handed over by a <see cref="HallFollower"/>. What throws is called again with the same entry, so
/// that reading an entry twice must do no harm.
/// </summary>
public interface IHallReader
{
    /// <summary>
    /// The reader begins, or begins anew after it fell behind or the hall's state was read again: what it keeps or shows is set from the
    /// snapshot, since entries in between were not handed over.
    /// </summary>
    /// <param name="snapshot">The hall before the first entry that follows.</param>
    /// <param name="stop">Following ends.</param>
    Task BeginAsync(HallSnapshot snapshot, CancellationToken stop);

    /// <summary>The next entry, in order.</summary>
    Task TakeAsync(JournalEntry entry, CancellationToken stop);

    /// <summary>All entries that were there have been taken.</summary>
    Task CaughtUpAsync(CancellationToken stop) => Task.CompletedTask;
}
