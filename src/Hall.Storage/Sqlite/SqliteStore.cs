using System.Threading.Channels;
using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Sqlite;

/// <summary>
/// The only writer of a database beside the journal: one change at a time, each a transaction, all of it or nothing. What listens is told
/// while the next change still waits, so that whoever reads the file anew can never put an older state over a newer one.
/// </summary>
/// <typeparam name="TContext">The tables of the file.</typeparam>
/// <param name="folder">The data folder.</param>
/// <param name="file">Name of the file, such as <c>care.db</c>.</param>
/// <param name="contents">What a person finds in it, for the sentence that says that it cannot be opened.</param>
/// <param name="faults">Tells when the file cannot be written.</param>
public abstract class SqliteStore<TContext>(string folder, string file, string contents, StoreFaults faults)
    where TContext : DbContext
{
    // A channel of one token instead of a semaphore: there is nothing to dispose under a change that outlives the hub's stop.
    private readonly Channel<bool> _turn = OneTurn();

    /// <summary>Raised after a change was committed, before the next one begins. A listener reads; it never waits for a change of this
    /// store.</summary>
    public event Action? Changed;

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(folder, file);

    /// <summary>Reads rows one by one, so that one that cannot be read harms no other.</summary>
    public RowGuard Rows => faults.Rows;

    /// <summary>Creates or migrates the file; a copy is made first when a migration is pending on one that exists.</summary>
    /// <exception cref="HubStartException">It cannot be opened.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(folder);
        using var lease = Lease();
        try
        {
            Prepared(lease.Context, CopiedMigration.Apply(lease.Context, File));
        }
        catch (SqliteException fault)
        {
            throw new HubStartException($"{contents} cannot be opened: {fault.Message}. Put the file back from a backup.", fault);
        }
    }

    /// <summary>Reads without tracking, on the caller's thread.</summary>
    public T Read<T>(Func<TContext, T> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        using var lease = Lease();
        lease.Context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return read(lease.Context);
    }

    /// <summary>Reads without tracking.</summary>
    public async Task<T> ReadAsync<T>(Func<TContext, Task<T>> read)
    {
        ArgumentNullException.ThrowIfNull(read);
        await using var lease = Lease();
        lease.Context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(lease.Context);
    }

    /// <summary>Carries a change out.</summary>
    /// <param name="change">Makes it, inside a transaction; nothing has changed when it throws.</param>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nothing has changed.</exception>
    protected Task<T> WriteAsync<T>(Func<ContextLease<TContext>, Task<T>> change) => AloneAsync(async () =>
    {
        var result = await faults.GuardAsync(file, () => CommitAsync(change));
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

    /// <summary>Opens the tables for one reading or one change.</summary>
    protected abstract ContextLease<TContext> Lease();

    /// <summary>Sees to what the migrations that were just carried out leave to do.</summary>
    protected abstract void Prepared(TContext context, IReadOnlyList<string> migrations);

    /// <summary>Says what a change's connection is to do before its transaction begins.</summary>
    protected virtual Task BeginAsync(TContext context) => Task.CompletedTask;

    private async Task<T> CommitAsync<T>(Func<ContextLease<TContext>, Task<T>> change)
    {
        await using var lease = Lease();
        await BeginAsync(lease.Context);
        await using var transaction = await lease.Context.Database.BeginTransactionAsync();
        var result = await change(lease);
        await lease.Context.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }

    private static Channel<bool> OneTurn()
    {
        var turn = Channel.CreateBounded<bool>(1);
        turn.Writer.TryWrite(true);
        return turn;
    }
}
