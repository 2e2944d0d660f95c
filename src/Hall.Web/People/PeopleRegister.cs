using System.Collections.Immutable;
using System.Security.Claims;

namespace Hall.Web.People;

/// <summary>A person as sign-in and pages need them.</summary>
/// <param name="Stamp">Changes with the password, the card and a disabling; sessions made under another stamp are over.</param>
public sealed record RegisteredPerson(
    string Id, string Staff, string Name, ImmutableArray<string> Roles, string Stamp, bool Disabled, bool MustChangePassword, bool HasPhoto);

/// <summary>
/// All accounts in memory, renewed with every change before the change is answered: a session is checked at every request and
/// in every circuit without asking the database, so that a disabled account stops everywhere at once.
/// </summary>
public sealed class PeopleRegister : IHostedLifecycleService
{
    private readonly PeopleStore _store;
    private volatile ImmutableDictionary<string, RegisteredPerson> _people = ImmutableDictionary<string, RegisteredPerson>.Empty;

    /// <summary>Follows a store.</summary>
    public PeopleRegister(PeopleStore store)
    {
        _store = store;
        store.Changed += Reload;
    }

    /// <summary>Raised after somebody changed.</summary>
    public event Action? Changed;

    /// <summary>Everybody, by staff number.</summary>
    public IReadOnlyList<RegisteredPerson> All => [.. _people.Values.OrderBy(person => person.Staff, StringComparer.Ordinal)];

    /// <summary>Whether somebody can manage accounts; else the hub is still being set up.</summary>
    public bool HasAdministrator => _people.Values.Any(person => !person.Disabled && person.Roles.Contains(Role.Administrator));

    /// <summary>A person by staff number; null when there is none.</summary>
    public RegisteredPerson? FindStaff(string staff) => _people.Values.FirstOrDefault(person => person.Staff == staff);

    /// <summary>The person whose session this is, as they are now; null when the session is over.</summary>
    public RegisteredPerson? Of(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity.AuthenticationType == StaffSession.Scheme) is { } identity
        && identity.FindFirst(ClaimTypes.NameIdentifier) is { } id && _people.TryGetValue(id.Value, out var person)
        && !person.Disabled && identity.FindFirst(StaffSession.StampClaim)?.Value == person.Stamp
            ? person
            : null;

    /// <inheritdoc />
    public Task StartingAsync(CancellationToken cancellationToken)
    {
        _store.Prepare();
        Reload();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc />
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private void Reload()
    {
        var rows = _store.Read(context => context.Users
            .Select(row => new { row.Id, row.UserName, row.Name, row.Roles, row.SecurityStamp, row.DisabledAt, row.MustChangePassword, HasPhoto = row.Photo != null })
            .ToList());
        _people = rows.ToImmutableDictionary(row => row.Id, row => new RegisteredPerson(row.Id, row.UserName!, row.Name,
            [.. row.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries)], row.SecurityStamp ?? "", row.DisabledAt is not null, row.MustChangePassword, row.HasPhoto));
        foreach (var listener in Changed?.GetInvocationList().Cast<Action>() ?? [])
        {
            listener();
        }
    }
}
