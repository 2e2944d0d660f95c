using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Storage.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Verification;

/// <summary>
/// Compares accounts and screens with the audit, which tells who made them, gave which roles, disabled, moved and shut out: whoever makes
/// himself an administrator in the file is on no record.
/// </summary>
internal static class AccountsCheck
{
    private const string RolesWord = "roles: ";
    private const string Arrow = " -> ";
    private const string At = " at ";
    private const string Demonstration = "demonstration";
    private static readonly TimeSpan Together = TimeSpan.FromMinutes(5);

    /// <summary>What is wrong, each a sentence; nothing when all is well.</summary>
    /// <param name="people">Accounts, screens and the audit at one moment.</param>
    /// <param name="seals">Knows whether a row is as the hub wrote it.</param>
    public static IEnumerable<string> Faults(PeopleDbContext people, RowSeals seals)
    {
        var rows = people.Audit.AsNoTracking().Where(row => row.Kind == AuditKind.AccountCreated || row.Kind == AuditKind.RolesChanged
            || row.Kind == AuditKind.AccountDisabled
            || row.Kind == AuditKind.AccountEnabled || row.Kind == AuditKind.ScreenEnrolled || row.Kind == AuditKind.ScreenChanged
                || row.Kind == AuditKind.ScreenShutOut).OrderBy(row => row.Sequence).ToList();
        return
        [
            .. Accounts(people, rows), .. Screens(people, rows),
            .. people.Users.AsNoTracking().AsEnumerable().Where(person => !seals.IsWhole(person))
                .Select(person =>
                    $"account {person.UserName} is not as the hub wrote it: its password, card, roles or name were changed in people.db."),
            .. people.Screens.AsNoTracking().AsEnumerable().Where(screen => !seals.IsWhole(screen))
                .Select(screen => $"screen {screen.Name} is not as the hub wrote it: its secret or its place was changed in people.db."),
        ];
    }

    private static IEnumerable<string> Accounts(PeopleDbContext people, List<AuditEntry> rows)
    {
        var told = new Dictionary<string, (string Roles, DateTimeOffset? DisabledAt)>(StringComparer.Ordinal);
        DateTimeOffset? demonstration = null;
        foreach (var row in rows)
        {
            var known = told.GetValueOrDefault(row.Subject);
            switch (row.Kind)
            {
                case AuditKind.AccountCreated when row is { Actor: AuditActor.Hub, Subject: Demonstration }: demonstration = row.At; break;
                case AuditKind.AccountCreated: told[row.Subject] = (row.Detail.StartsWith(RolesWord, StringComparison.Ordinal)
                    ? row.Detail[RolesWord.Length..] : row.Detail, null); break;
                case AuditKind.RolesChanged when row.Detail.IndexOf(Arrow,
                    StringComparison.Ordinal) is >= 0 and var arrow: told[row.Subject] = (row.Detail[(arrow + Arrow.Length)..],
                        known.DisabledAt); break;
                case AuditKind.AccountDisabled: told[row.Subject] = (known.Roles ?? "", known.DisabledAt ?? row.At); break;
                case AuditKind.AccountEnabled: told[row.Subject] = (known.Roles ?? "", null); break;
            }
        }

        var accounts = people.Users.AsNoTracking().Select(person => new { Staff = person.UserName ?? "", person.Roles, person.DisabledAt,
            person.CreatedAt }).ToList();
        foreach (var person in accounts)
        {
            if (!told.TryGetValue(person.Staff, out var record) || record.Roles is null or "")
            {
                // The demonstration makes all of its people at once.
                if (demonstration is null || (person.CreatedAt - demonstration.Value).Duration() > Together)
                {
                    yield return $"account {person.Staff} stands in people.db, and nothing tells who made it.";
                }

                continue;
            }

            if (record.Roles != person.Roles)
            {
                yield return $"account {person.Staff} has the roles \"{person.Roles}\", and was given \"{record.Roles}\".";
            }

            if (record.DisabledAt is null != person.DisabledAt is null)
            {
                yield return $"account {person.Staff} is {(person.DisabledAt is null ? "at work, and was disabled" : "disabled, and "
                    + "nobody did that")}.";
            }
        }

        foreach (var staff in told.Keys.Except(accounts.Select(person => person.Staff)))
        {
            yield return $"account {staff} was made, and is not in people.db.";
        }
    }

    // Names of screens may come twice: each name at a place is counted.
    private static IEnumerable<string> Screens(PeopleDbContext people, List<AuditEntry> rows)
    {
        var count = new Dictionary<(string Name, string Path), int>();
        var isClear = true;
        foreach (var row in rows)
        {
            switch (row.Kind)
            {
                case AuditKind.ScreenEnrolled when row.Detail.LastIndexOf(", ",
                    StringComparison.Ordinal) is >= 0 and var comma: Add(row.Subject, row.Detail[..comma], 1); break;
                case AuditKind.ScreenShutOut: Add(row.Subject, row.Detail, -1); break;
                case AuditKind.ScreenChanged:
                    var both = row.Detail.Split(Arrow);
                    isClear &= both.Length == 2;
                    foreach (var (one, by) in both.Length == 2 ? [(both[0], -1), (both[1], 1)] : Array.Empty<(string, int)>())
                    {
                        var at = one.LastIndexOf(At, StringComparison.Ordinal);
                        Add(at < 0 ? one : one[..at], at < 0 ? "" : one[(at + At.Length)..], by);
                    }

                    break;
            }
        }

        foreach (var screen in people.Screens.AsNoTracking().Where(screen => screen.ShutOutAt == null).AsEnumerable())
        {
            Add(screen.Name, screen.Path, -1);
        }

        // A name with an arrow in it tells its moves in no clear way.
        foreach (var ((name, path), left) in isClear ? count.Where(one => one.Value != 0) : [])
        {
            yield return left < 0 ? $"screen {name} is let in at {path}, and nobody enrolled it there or it was shut out."
                : $"screen {name} was enrolled at {path}, and is not in people.db as it was.";
        }

        void Add(string name, string path, int by) => count[(name, path)] = count.GetValueOrDefault((name, path)) + by;
    }
}
