using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.AspNetCore.Identity;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.People;

/// <summary>What one change of <c>people.db</c> works with.</summary>
/// <param name="Context">The database, inside a transaction.</param>
/// <param name="Users">Accounts on the same connection.</param>
/// <param name="Audit">Adds what was done to the audit, in the same transaction.</param>
public sealed record PeopleChange(PeopleDbContext Context, UserManager<Person> Users, AuditTrail Audit)
{
    /// <summary>Adds a row to the audit.</summary>
    public Task NoteAsync(string actor, string kind, string subject, string detail = "") => Audit.AddAsync(Context, actor, kind, subject, detail);
}

/// <summary>
/// The only writer of <c>people.db</c>: one change at a time, each a transaction with its row in the audit. Nothing is changed
/// when the change throws.
/// </summary>
public sealed class PeopleStore(IServiceScopeFactory scopes, AuditTrail audit, HubOptions options, StoreFaults faults)
    : SqliteStore(FileName, faults)
{
    private const string FileName = "people.db";

    /// <summary>The file.</summary>
    public string File { get; } = Path.Combine(options.DataFolder, FileName);

    /// <summary>Opens the texts that rows of the audit quote.</summary>
    public TextVault Texts { get; } = new(options.DataFolder);

    /// <summary>Creates or migrates the file; a copy is made first when a migration is pending on one that exists.</summary>
    /// <exception cref="HubStartException">It cannot be opened.</exception>
    public void Prepare()
    {
        Directory.CreateDirectory(options.DataFolder);
        using var scope = scopes.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleDbContext>();
        try
        {
            var old = RowSeals.SealOld<Person, Screen>(context, CopiedMigration.Apply(context, File));
            audit.SealAsync(context, old).GetAwaiter().GetResult();
        }
        catch (SqliteException fault)
        {
            throw new HubStartException($"The accounts in {File} cannot be opened: {fault.Message}. Put the file back from a backup.", fault);
        }
    }

    /// <summary>Carries a change out.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nothing has changed.</exception>
    public Task<T> ChangeAsync<T>(Func<PeopleChange, Task<T>> change) => WriteAsync(() => CommitAsync(change));

    private async Task<T> CommitAsync<T>(Func<PeopleChange, Task<T>> change)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleDbContext>();
        await using var transaction = await context.Database.BeginTransactionAsync();
        var result = await change(new(context, scope.ServiceProvider.GetRequiredService<UserManager<Person>>(), audit));
        await context.SaveChangesAsync();
        await transaction.CommitAsync();
        return result;
    }

    /// <summary>Reads without tracking, on the caller's thread.</summary>
    public T Read<T>(Func<PeopleDbContext, T> read)
    {
        using var scope = scopes.CreateScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleDbContext>();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return read(context);
    }

    /// <summary>Reads without tracking.</summary>
    public async Task<T> ReadAsync<T>(Func<PeopleDbContext, Task<T>> read)
    {
        await using var scope = scopes.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<PeopleDbContext>();
        context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return await read(context);
    }
}
