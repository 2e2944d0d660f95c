using Hall.Hub.Accounts;
using Hall.Storage.Audit;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Audit;

/// <summary>Compares the keys of programs with the audit: one that was put in by hand, has another role, or works again after it was taken
/// back.</summary>
internal static class KeysCheck
{
    private const string Prefix = "key/";

    /// <summary>What is wrong, each a sentence; nothing when all is well.</summary>
    /// <param name="people">The audit.</param>
    /// <param name="keys">The keys, those taken back included.</param>
    /// <param name="latest">When the last thing happened that any of the files knows of.</param>
    public static IEnumerable<string> Faults(PeopleDbContext people, IReadOnlyList<(ApiKey Key, string Hash)> keys, DateTimeOffset latest)
    {
        var rows = people.Audit.AsNoTracking().Where(row => row.Source != null && row.Source.StartsWith(Prefix)).AsEnumerable()
            .GroupBy(row => row.Source!.Split('@')[0]).ToDictionary(same => same.Key, same => same.Last());
        var limit = people.Audit.Any() ? latest - AuditFollower.Lag : DateTimeOffset.MinValue;
        foreach (var (key, hash) in keys)
        {
            if (!rows.TryGetValue(SourceOf(key.Name, Made), out var made))
            {
                if (key.CreatedAt < limit)
                {
                    yield return $"key {key.Name} stands in keys.db, and nothing tells of its making.";
                }

                continue;
            }

            if (made.Detail != key.Role || made.At != key.CreatedAt)
            {
                yield return $"key {key.Name} has the role {key.Role} since {DayOf(key.CreatedAt)}, and was made as {made.Detail} on "
                    + $"{DayOf(made.At)}.";
            }

            if (rows.TryGetValue(SourceOf(key.Name, Kept), out var kept) && kept.Detail != KeyStore.Described(key, hash))
            {
                yield return $"key {key.Name} is another one than was made, or may do its work at another place: it was changed in "
                    + "keys.db.";
            }

            var revoked = rows.GetValueOrDefault(SourceOf(key.Name, Revoked));
            if (revoked is not null && revoked.At != key.RevokedAt)
            {
                yield return $"key {key.Name} was taken back, and {(key.RevokedAt is null ? "works again" : "says so of another time")}.";
            }
            else if (revoked is null && key.RevokedAt < limit)
            {
                yield return $"key {key.Name} is taken back, and nothing tells of it.";
            }
        }

        foreach (var gone in rows.Values.Where(row => row.Kind == AuditKind.KeyCreated).Select(row => row.Subject)
            .Except(keys.Select(one => one.Key.Name)))
        {
            yield return $"key {gone} was made, and is not in keys.db: it was taken out, or keys.db was put back from an earlier time.";
        }
    }

    private static string DayOf(DateTimeOffset at) => DayText.Of(DateOnly.FromDateTime(at.UtcDateTime));

    /// <summary>What a key's row tells: that it was made.</summary>
    internal const string Made = "made";

    /// <summary>Which it is and where it works.</summary>
    internal const string Kept = "kept";

    /// <summary>That it was taken back.</summary>
    internal const string Revoked = "revoked";

    /// <summary>The source of a key's row in the audit.</summary>
    internal static string SourceOf(string name, string what) => $"{Prefix}{name}/{what}";
}
