using Hall.Storage.Alerts;
using Hall.Storage.Hosting;
using Hall.Storage.Sqlite;
using Hall.Storage.Texts;
using Microsoft.AspNetCore.Identity;

namespace Hall.Storage.People;

/// <summary>What one change of <c>people.db</c> works with.</summary>
/// <param name="Context">The database, inside a transaction.</param>
/// <param name="Users">Accounts on the same connection.</param>
/// <param name="Audit">Adds what was done to the audit, in the same transaction.</param>
public sealed record PeopleChange(PeopleDbContext Context, UserManager<Person> Users, AuditTrail Audit)
{
    /// <summary>Adds a row to the audit.</summary>
    public Task NoteAsync(string actor, string kind, string subject, string detail = "") =>
        Audit.AddAsync(Context, actor, kind, subject, detail);
}

/// <summary>
/// The only writer of <c>people.db</c>: one change at a time, each a transaction with its row in the audit. Nothing is changed
/// when the change throws.
/// </summary>
public sealed class PeopleStore(IServiceScopeFactory scopes, AuditTrail audit, StorageOptions options, StoreFaults faults)
    : SqliteStore<PeopleDbContext>(options.DataFolder, FileName, $"The accounts in {Path.Combine(options.DataFolder, FileName)}", faults)
{
    private const string FileName = "people.db";

    /// <summary>Opens the texts that rows of the audit quote.</summary>
    public TextVault Texts { get; } = new(options.DataFolder);

    /// <summary>Carries a change out.</summary>
    /// <exception cref="JournalUnavailableException">The file cannot be written; nothing has changed.</exception>
    public Task<T> ChangeAsync<T>(Func<PeopleChange, Task<T>> change) => WriteAsync(lease =>
        change(new(lease.Context, lease.Scope!.Value.ServiceProvider.GetRequiredService<UserManager<Person>>(), audit)));

    /// <inheritdoc />
    protected override ContextLease<PeopleDbContext> Lease()
    {
        var scope = scopes.CreateAsyncScope();
        return new(scope.ServiceProvider.GetRequiredService<PeopleDbContext>(), scope);
    }

    /// <inheritdoc />
    protected override void Prepared(PeopleDbContext context, IReadOnlyList<string> migrations) =>
        audit.SealAsync(context, RowSeals.SealOld<Person, Screen>(context, migrations)).GetAwaiter().GetResult();
}
