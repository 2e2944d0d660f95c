using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Hall.Storage.Audit;
using Hall.Storage.Hosting;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Storage.People;

/// <summary>Something that somebody did.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who.</param>
/// <param name="Kind">What, one of <see cref="AuditKind"/>.</param>
/// <param name="Subject">To whom or what.</param>
/// <param name="Detail">More of it.</param>
/// <param name="Source">Where it was copied from; null when it was noted where it was done.</param>
public sealed record AuditDeed(DateTimeOffset At, string Actor, string Kind, string Subject, string Detail, string? Source = null);

/// <summary>
/// Adds to the audit and checks it. Each row's hash covers the row before, under the hub's secret, which stands outside the
/// database: rows can neither be changed nor cut out unnoticed by somebody who has the database only.
/// </summary>
public sealed class AuditTrail(HubSecret secret, TimeProvider time)
{
    internal const string Beginning = "hall-audit";

    /// <summary>Adds a row to a context whose transaction the caller has begun and will commit.</summary>
    /// <returns>False when this source of this instant was copied before.</returns>
    public async Task<bool> AddAsync(
        PeopleDbContext context, string actor, string kind, string subject, string detail, string? source = null, DateTimeOffset? at = null)
    {
        var instant = DateTimeOffset.FromUnixTimeMilliseconds((at ?? time.GetUtcNow()).ToUnixTimeMilliseconds());
        if (source is not null && await context.Audit.AsNoTracking().AnyAsync(row => row.Source == source))
        {
            // After a journal was put back from a backup its numbers come a second time, for other deeds.
            var again = Invariant($"{source}@{instant.ToUnixTimeMilliseconds()}");
            if (at is null
                || await context.Audit.AsNoTracking().AnyAsync(row => (row.Source == source && row.At == instant) || row.Source == again))
            {
                return false;
            }

            source = again;
        }

        var last = context.Audit.Local.MaxBy(row => row.Sequence)
            ?? await context.Audit.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync();
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
        var sealed_ = entry with { Hash = HashOf(last?.Hash ?? Beginning, entry) };
        context.Audit.Add(sealed_);
        await MoveHeadAsync(context, sealed_);
        return true;
    }

    /// <summary>Writes what happened before a hub's first start into an audit that is empty, many rows in one go.</summary>
    /// <param name="context">The audit, in a transaction that the caller has begun and will commit.</param>
    /// <param name="deeds">In the order in which they happened; none of them has a source twice.</param>
    public async Task BeginWithAsync(PeopleDbContext context, IEnumerable<AuditDeed> deeds)
    {
        ArgumentNullException.ThrowIfNull(context);
        AuditEntry? last = null;
        foreach (var deed in deeds)
        {
            if (last is null)
            {
                await AddAsync(context, deed.Actor, deed.Kind, deed.Subject, deed.Detail, deed.Source, deed.At);
                last = context.Audit.Local.MaxBy(row => row.Sequence)!;
                continue;
            }

            var entry = new AuditEntry
            {
                Sequence = last.Sequence + 1, At = DateTimeOffset.FromUnixTimeMilliseconds(deed.At.ToUnixTimeMilliseconds()),
                Actor = deed.Actor, Kind = deed.Kind, Subject = deed.Subject, Detail = deed.Detail, Source = deed.Source, Hash = "",
            };
            context.Audit.Add(last = entry with { Hash = HashOf(last.Hash, entry) });
        }

        if (last is not null)
        {
            await MoveHeadAsync(context, last);
        }
    }

    /// <summary>Whether the audit ends where its sealed head says. An empty one has no head.</summary>
    public async Task<bool> EndsAtItsHeadAsync(PeopleDbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var head = await context.AuditHeads.AsNoTracking().SingleOrDefaultAsync();
        var last = await context.Audit.AsNoTracking().OrderByDescending(row => row.Sequence).FirstOrDefaultAsync();
        if (head is null || last is null)
        {
            return head is null && last is null;
        }

        return head.Sequence == last.Sequence && head.Hash == last.Hash && head.Seal == SealOf(head.Sequence, head.Hash)
            && await context.Audit.AsNoTracking().CountAsync(row => row.Kind == AuditKind.AuditSealed) == 1;
    }

    /// <summary>Seals the end of an audit that an older version wrote.</summary>
    /// <param name="context">The audit.</param>
    /// <param name="rows">How many accounts and screens of an older version were sealed just now.</param>
    public async Task SealAsync(PeopleDbContext context, int rows = 0)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (rows > 0)
        {
            await AddAsync(context, AuditActor.Hub, AuditKind.RowsSealed, "people.db",
                string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rows} rows"));
            await context.SaveChangesAsync();
        }

        if (!await context.AuditHeads.AnyAsync() && await context.Audit.AnyAsync())
        {
            await AddAsync(context, "hub", AuditKind.AuditSealed, "audit", "after an upgrade");
            await context.SaveChangesAsync();
        }
    }

    // A head is made once in a hub's life, and that stands in the audit itself: whoever takes the head away, so that it is made anew,
    // leaves a second such row.
    private async Task MoveHeadAsync(PeopleDbContext context, AuditEntry entry)
    {
        var head = context.AuditHeads.Local.SingleOrDefault() ?? await context.AuditHeads.SingleOrDefaultAsync();
        var isNew = head is null;
        if (head is null)
        {
            context.AuditHeads.Add(head = new AuditHead());
        }

        (head.Sequence, head.Hash, head.Seal) = (entry.Sequence, entry.Hash, SealOf(entry.Sequence, entry.Hash));
        if (isNew && entry.Kind != AuditKind.AuditSealed)
        {
            await AddAsync(context, "hub", AuditKind.AuditSealed, "audit", "from the beginning");
        }
    }

    /// <summary>The first row that does not fit the chain; null when the whole audit is as it was written.</summary>
    public async Task<long?> FirstFaultAsync(PeopleDbContext context, CancellationToken cancel = default)
    {
        var (before, expected) = (Beginning, 1L);
        await foreach (var row in context.Audit.AsNoTracking().OrderBy(row => row.Sequence).AsAsyncEnumerable().WithCancellation(cancel))
        {
            if (row.Sequence != expected++ || (row.Hash != HashOf(before, row) && !await IsProvenAsync(context, before, row)))
            {
                return row.Sequence;
            }

            before = row.Hash;
        }

        return null;
    }

    /// <summary>The proof that a row whose quoted text was sealed after the upgrade is the one whose hash was made over the plain
    /// text.</summary>
    /// <param name="before">Hash of the row before.</param>
    /// <param name="row">The row as it is stored now; its hash is that of before.</param>
    internal byte[] ProofOf(string before, AuditEntry row) =>
        secret.Sign(Encoding.UTF8.GetBytes($"hall-audit-resealed {HashOf(before, row)} {row.Hash}"));

    private async Task<bool> IsProvenAsync(PeopleDbContext context, string before, AuditEntry row)
    {
        if (!row.Detail.Contains(TextVault.Beginning, StringComparison.Ordinal))
        {
            return false;
        }

        await context.Database.OpenConnectionAsync();
        try
        {
            return SealedBatches.ProofOf((SqliteConnection)context.Database.GetDbConnection(), "audit", row.Sequence) is { } proof
                && CryptographicOperations.FixedTimeEquals(ProofOf(before, row), proof);
        }
        finally
        {
            await context.Database.CloseConnectionAsync();
        }
    }

    private string SealOf(long sequence, string hash) =>
        Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes(FormattableString.Invariant($"hall-audit-head {sequence} {hash}"))));

    private string HashOf(string before, AuditEntry row) =>
        Convert.ToHexStringLower(secret.Sign(Encoding.UTF8.GetBytes(JsonSerializer.Serialize(
        new object?[] { before, row.Sequence, row.At.ToUnixTimeMilliseconds(), row.Actor, row.Kind, row.Subject, row.Detail,
            row.Source }))));
}
