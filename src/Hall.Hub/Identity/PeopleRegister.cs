using System.Collections.Immutable;
using System.Security.Claims;
using Hall.Devices.Supervision;
using Hall.Hub.Accounts;
using Hall.Hub.Registers;
using Hall.Storage.People;

namespace Hall.Hub.Identity;

/// <summary>A person as sign-in and pages need them.</summary>
/// <param name="Stamp">Changes with the password, the card and a disabling; sessions made under another stamp are over.</param>
public sealed record RegisteredPerson(
    string Id, string Staff, string Name, ImmutableArray<string> Roles, string Stamp, bool Disabled, bool MustChangePassword,
    bool HasPhoto);

/// <summary>
/// All accounts in memory: a session is checked at every request and
/// in every circuit without asking the database, so that a disabled account stops everywhere at once.
/// </summary>
public sealed class PeopleRegister(PeopleStore store, SessionRegister sessions, TimeProvider time, StandstillReport report,
    ILogger<PeopleRegister> logger)
    : StoreRegister<ImmutableDictionary<string, RegisteredPerson>>(
        "people-register", store, ImmutableDictionary<string, RegisteredPerson>.Empty, time, report, logger)
{
    private const string Accounts = "people.db/people";

    /// <summary>Everybody, by staff number.</summary>
    public IReadOnlyList<RegisteredPerson> All => [.. Current.Values.OrderBy(person => person.Staff, StringComparer.Ordinal)];

    /// <summary>Whether somebody can manage accounts; else the hub is still being set up.</summary>
    public bool HasAdministrator => Current.Values.Any(person => !person.Disabled && person.Roles.Contains(Role.Administrator));

    /// <summary>A person by staff number; null when there is none.</summary>
    public RegisteredPerson? FindStaff(string staff) => Current.Values.FirstOrDefault(person => person.Staff == staff);

    /// <summary>The person whose session this is, as they are now; null when the session is over.</summary>
    public RegisteredPerson? Of(ClaimsPrincipal principal) =>
        principal.Identities.FirstOrDefault(identity => identity.AuthenticationType == StaffSession.Scheme) is { } identity
        && identity.FindFirst(ClaimTypes.NameIdentifier) is { } id && Current.TryGetValue(id.Value, out var person)
        && !person.Disabled && identity.FindFirst(StaffSession.StampClaim)?.Value == person.Stamp
        && sessions.Find(identity.FindFirst(StaffSession.SessionClaim)?.Value)?.Person == person.Id
            ? person
            : null;

    /// <inheritdoc />
    protected override ImmutableDictionary<string, RegisteredPerson> Read(PeopleStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        var rows = store.Read(context => context.Users
            .Select(row =>
                new { row.Id, row.UserName, row.Name, row.Roles, row.SecurityStamp, row.DisabledAt, row.MustChangePassword,
                    HasPhoto = row.Photo != null })
            .ToList());
        store.Rows.Keep(Accounts, rows.Select(row => row.UserName ?? row.Id).ToHashSet());
        return store.Rows.Read(Accounts, rows, row => row.UserName ?? row.Id, row => new RegisteredPerson(
            row.Id, row.UserName ?? throw new InvalidDataException("It has no staff number."), row.Name,
            [.. row.Roles.Split(' ', StringSplitOptions.RemoveEmptyEntries)],
            row.SecurityStamp ?? "", row.DisabledAt is not null, row.MustChangePassword, row.HasPhoto))
            .ToImmutableDictionary(person => person.Id);
    }
}
