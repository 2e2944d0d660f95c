using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.Cases;

/// <summary>The only writer of <c>care.db</c>: one change at a time, each a transaction. Nothing is changed when the change
/// throws.</summary>
public sealed class CaseStore(StorageOptions options, StoreFaults faults)
    : SqliteStore<CaseDbContext>(options.DataFolder, FileName, $"Cases and complaints in {FileName}", faults)
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

    /// <summary>Carries a change out.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nothing has changed.</exception>
    public Task<T> ChangeAsync<T>(Func<CaseDbContext, Task<T>> change) => WriteAsync(lease => change(lease.Context));

    /// <summary>
    /// Empties the write-ahead log into the file, so that it does not keep what was erased. While somebody reads, the log is left for
    /// the next time.
    /// </summary>
    public Task EmptyLogAsync() => AloneAsync(async () =>
    {
        await using var context = new CaseDbContext(_tracked);
        return await context.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)");
    });

    /// <inheritdoc />
    protected override ContextLease<CaseDbContext> Lease() => new(new CaseDbContext(_tracked));

    /// <inheritdoc />
    protected override void Prepared(CaseDbContext context, IReadOnlyList<string> migrations) =>
        RowSeals.SealOld<CaseRow, ComplaintRow>(context, migrations);

    /// <inheritdoc />
    protected override async Task BeginAsync(CaseDbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        await context.Database.OpenConnectionAsync();

        // What is deleted or written over is wiped in the file: the time contact data may be kept is over for their cipher text too.
        await context.Database.ExecuteSqlRawAsync("PRAGMA secure_delete=ON");
    }

    private static string ConnectionTo(StorageOptions options) => new SqliteConnectionStringBuilder
    {
        DataSource = Path.Combine(options.DataFolder, FileName), DefaultTimeout = options.StorePatienceSeconds,
    }.ToString();
}
