using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Cases;

/// <summary>The only writer of <c>care.db</c>: one change at a time, each a transaction. Nothing is changed when the change
/// throws.</summary>
public sealed class CaseStore(HubOptions options, StoreFaults faults) : SqliteStore(FileName, faults)
{
    /// <summary>Name of the file.</summary>
    public const string FileName = "care.db";

    /// <summary>Seals and opens the texts of cases and complaints.</summary>
    public TextVault Texts { get; } = new(options.DataFolder, stays: true);

    /// <summary>Seals its rows.</summary>
    internal RowSeals Seals { get; } = new(new(() => new HubSecret(options)));

    private readonly DbContextOptions<CaseDbContext> _tracked =
        new DbContextOptionsBuilder<CaseDbContext>().UseSqlite(ConnectionTo(options))
        .AddInterceptors(BoundedLog.OfEveryConnection, new RowSeals(new(() => new HubSecret(options)))).Options;

    /// <summary>Creates or migrates the file; a copy is made first when a migration is pending on one that exists.</summary>
    /// <exception cref="HubStartException">It cannot be opened.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(options.DataFolder);
        using var context = new CaseDbContext(_tracked);
        try
        {
            RowSeals.SealOld<CaseRow, ComplaintRow>(context, CopiedMigration.Apply(context, Path.Combine(options.DataFolder, FileName)));
        }
        catch (SqliteException fault)
        {
            throw new HubStartException(
                $"Cases and complaints in care.db cannot be opened: {fault.Message}. Put the file back from a backup.", fault);
        }
    }

    /// <summary>Carries a change out.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nothing has changed.</exception>
    public Task<T> ChangeAsync<T>(Func<CaseDbContext, Task<T>> change) => WriteAsync(() => CommitAsync(change));

    private async Task<T> CommitAsync<T>(Func<CaseDbContext, Task<T>> change)
    {
        await using var context = new CaseDbContext(_tracked);
        await context.Database.OpenConnectionAsync();

        // What is deleted or written over is wiped in the file: the time contact data may be kept is over for their cipher text too.
        await context.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON");
        await using var transaction = await context.Database.BeginTransactionAsync();
        var result = await change(context);
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>
    /// Empties the write-ahead log into the file, so that it does not keep what was erased. While somebody reads, the log is left for
    /// the next time.
    /// </summary>
    public Task EmptyLogAsync() => AloneAsync(async () =>
    {
        await using var context = new CaseDbContext(_tracked);
        return await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    });

    /// <summary>Reads without tracking.</summary>
    public async Task<T> ReadAsync<T>(Func<CaseDbContext, Task<T>> read)
    {
        await using var context = new CaseDbContext(_tracked);
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(context);
    }

    private static string ConnectionTo(HubOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(options.DataFolder, FileName), DefaultTimeout = options.StorePatienceSeconds,
    }.ToString();
}
