using System.Text;
using System.Text.Json;
using Hall.Web.People;
using Hall.Web.Tokens;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Audit;

/// <summary>
/// Adds to the audit and checks it. Each row's hash covers the row before, under the hub's secret, which stands outside the
/// database: rows can neither be changed nor cut out unnoticed by somebody who has the database only.
/// </summary>
public sealed class AuditTrail(HubSecret secret, TimeProvider time)
{
    private const string Beginning = "hall-audit";

    /// <summary>Adds a row to a context whose transaction the caller has begun and will commit.</summary>
    /// <returns>False when this source of this instant was copied before.</returns>
    public async Task<bool> AddAsync(
        PeopleDbContext context, string actor, string kind, string subject, string detail, string? source = null, DateTimeOffset? at = null)
    {
        var instant = DateTimeOffset.FromUnixTimeMilliseconds((at ?? time.GetUtcNow()).ToUnixTimeMilliseconds());
        if (source is not null && await context.Audit.AsNoTracking().AnyAsync(row => row.Source == source))
        {
            // After a journal was put back from a backup its numbers come a second time, for other deeds.
            var again = $"{source}@{instant.ToUnixTimeMilliseconds()}";
            if (at is null || await context.Audit.AsNoTracking().AnyAsync(row => (row.Source == source && row.At == instant) || row.Source == again))
            {
                return false;
            }

            source = again;
        }

        var last = context.Audit.Local.MaxBy(row => row.Sequence) ?? await context.Audit.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync();
        var entry = new AuditEntry
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = instant,
            Actor = actor,
            Kind = kind,
            Subject = subject,
            Detail = detail,
            Source = source,
            Hash = "",
        };
        context.Audit.Add(entry with { Hash = HashOf(last?.Hash ?? Beginning, entry) });
        return true;
    }

    /// <summary>The first row that does not fit the chain; null when the whole audit is as it was written.</summary>
    public async Task<long?> FirstFaultAsync(PeopleDbContext context, CancellationToken cancel = default)
    {
        var (before, expected) = (Beginning, 1L);
        await foreach (var row in context.Audit.AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (row.Sequence != expected++ || row.Hash != HashOf(before, row))
            {
                return row.Sequence;
            }

            before = row.Hash;
        }

        return null;
    }

    private string HashOf(string before, AuditEntry row) => Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new object?[] { before, row.Sequence, row.At.ToUnixTimeMilliseconds(), row.Actor, row.Kind, row.Subject, row.Detail, row.Source }))));
}
