using Hall.Core.Engine;
using Hall.Hub.Accounts;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Identity;

/// <summary>
/// Says in the audit who holds posts that should check each other, from before that was refused or in a small office: each of them once,
/// and not at each start. They keep their posts until somebody decides; the page of accounts names them as long as it is so.
/// </summary>
public sealed class HeldPosts(PeopleStore store) : IHostedService
{
    private const string Between = ", ";

    /// <inheritdoc />
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await store.ChangeAsync(NoteAsync);
        }
        catch (JournalUnavailableException)
        {
            // The next start says it.
        }
    }

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task<bool> NoteAsync(PeopleChange change)
    {
        var rows = await change.Context.Audit.AsNoTracking().Where(row => row.Kind == AuditKind.PostsTogether).Select(row => row.Detail)
            .ToListAsync();
        var named = rows.SelectMany(detail => detail.Split(Between)).ToHashSet(StringComparer.Ordinal);
        var people = await change.Context.Users.AsNoTracking().Where(person => person.DisabledAt == null)
            .Select(person => new { person.UserName, person.Roles }).ToListAsync();
        var holders = people.Where(person => Role.Excludes(person.Roles.Split(' '))).Select(person => person.UserName!)
            .Where(staff => !named.Contains(staff)).Order(StringComparer.Ordinal).ToList();
        if (holders.Count > 0)
        {
            await change.NoteAsync(AuditActor.Hub, AuditKind.PostsTogether, "accounts", string.Join(Between, holders));
        }

        return holders.Count > 0;
    }
}
