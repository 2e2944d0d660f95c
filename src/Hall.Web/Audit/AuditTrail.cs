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
    /// <returns>False when this source was copied before.</returns>
    public async Task<bool> AddAsync(
        PeopleDbContext context, string actor, string kind, string subject, string detail, string? source = null, DateTimeOffset? at = null)
    {
        if (source is not null && await context.Audit.AsNoTracking().AnyAsync(row => row.Source == source))
        {
            return false;
        }

        var last = context.Audit.Local.MaxBy(row => row.Sequence) ?? await context.Audit.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync();
        var entry = new AuditEntry
        {
            Sequence = (last?.Sequence ?? 0) + 1,
            At = DateTimeOffset.FromUnixTimeMilliseconds((at ?? time.GetUtcNow()).ToUnixTimeMilliseconds()),
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
