using System.Threading.Channels;
using Hall.Storage.Alerts;

namespace Hall.Storage.Sqlite;

/// <summary>
/// The only writer of a database beside the journal: one change at a time, all of it or nothing. What listens is told while the next change
/// still waits, so that whoever reads the file anew can never put an older state over a newer one.
/// </summary>
/// <param name="file">Name of the file, such as <c>care.db</c>.</param>
/// <param name="faults">Tells when the file cannot be written.</param>
public abstract class SqliteStore(string file, StoreFaults faults)
{
    // A channel of one token instead of a semaphore: there is nothing to dispose under a change that outlives the hub's stop.
    private readonly Channel<bool> _turn = OneTurn();

    /// <summary>Raised after a change was committed, before the next one begins. A listener reads; it never waits for a change of this store.</summary>
    public event Action? Changed;

    /// <summary>Reads rows one by one, so that one that cannot be read harms no other.</summary>
    public RowGuard Rows => faults.Rows;

    /// <summary>Carries a change out.</summary>
    /// <param name="commit">Makes it, whole or not at all.</param>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nothing has changed.</exception>
    protected Task<T> WriteAsync<T>(Func<Task<T>> commit) => AloneAsync(async () =>
    {
        var result = await faults.GuardAsync(file, commit);
        Changed?.Invoke();
        return result;
    });

    /// <summary>Does something between two changes.</summary>
    protected async Task<T> AloneAsync<T>(Func<Task<T>> act)
    {
        ArgumentNullException.ThrowIfNull(act);
        await _turn.Reader.ReadAsync();
        try
        {
            return await act();
        }
        finally
        {
            _turn.Writer.TryWrite(true);
        }
    }

    private static Channel<bool> OneTurn()
    {
        var turn = Channel.CreateBounded<bool>(1);
        turn.Writer.TryWrite(true);
        return turn;
    }
}
