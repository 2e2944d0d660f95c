using System.Globalization;
using Hall.Core.Events;
using Hall.Core.Identifiers;
using Hall.Storage.Audit;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Texts;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Hall.Hub.Upgrades;

/// <summary>
/// Seals, once after the upgrade, the reasons that rows of the audit quote from events: with the very text of the event, so that both are
/// erased together. Hashes and chain stay; a proof by the hub's secret says that a row is the same.
/// </summary>
/// <param name="people">The audit.</param>
/// <param name="trail">Proves the rows.</param>
/// <param name="journal">The events, already sealed.</param>
/// <param name="today">The day, for what the file remembers.</param>
internal sealed class AuditTextConversion(PeopleStore people, AuditTrail trail, JournalDatabase journal, DateOnly today)
{
    private const int AtOnce = 2_000;
    private const string Guard =
        "CREATE TRIGGER audit_never_changes BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit is only ever added to'); END";
    private static readonly string[] Quoting = [AuditKind.NumberChosen, AuditKind.PriorityChanged, AuditKind.HolderWaived];

    /// <summary>Does it, or what is left of it.</summary>
    /// <returns>How many rows were sealed now.</returns>
    public async Task<int> RunAsync()
    {
        var (done, after) = (0, 0L);
        using var own = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = people.File, Pooling = false }.ToString());
        own.Open();
        if (SealedBatches.IsDone(own))
        {
            return 0;
        }

        SealedBatches.Prepare(own);

        while (await people.ChangeAsync(change => SomeAsync(change, after)) is var (last, some) && last > after)
        {
            (done, after) = (done + some, last);
        }

        SealedBatches.Finish(own, "people.db", today, done > 0);
        return done;
    }

    private async Task<(long Last, int Rows)> SomeAsync(PeopleChange change, long after)
    {
        var rows = await change.Context.Audit.AsNoTracking()
            .Where(row => row.Sequence > after && row.Source != null && Quoting.Contains(row.Kind))
            .OrderBy(row => row.Sequence).Take(AtOnce).ToListAsync();
        var (connection, transaction) = (ConnectionOf(change),
            (SqliteTransaction)change.Context.Database.CurrentTransaction!.GetDbTransaction());
        SealedBatches.Run(connection, transaction, "PRAGMA secure_delete=ON");

        // This once a row is written over; within the transaction nobody else can.
        SealedBatches.Run(connection, transaction, "DROP TRIGGER IF EXISTS audit_never_changes");
        var some = 0;
        foreach (var row in rows.Where(row => !row.Detail.Contains(TextVault.Beginning, StringComparison.Ordinal)))
        {
            if (QuotedBy(row) is not { } token || !row.Detail.EndsWith(journal.Texts.Open(token), StringComparison.Ordinal))
            {
                continue;
            }

            var before = row.Sequence == 1 ? AuditTrail.Beginning
                : await change.Context.Audit.AsNoTracking().Where(one => one.Sequence == row.Sequence - 1).Select(one => one.Hash)
                    .FirstOrDefaultAsync() ?? AuditTrail.Beginning;
            var sealedRow = row with { Detail = row.Detail[..^journal.Texts.Open(token).Length] + token };
            SealedBatches.Run(connection, transaction, "UPDATE audit SET Detail = $2 WHERE Sequence = $1", row.Sequence, sealedRow.Detail);
            SealedBatches.Prove(connection, transaction, "audit", row.Sequence, trail.ProofOf(before, sealedRow));
            some++;
        }

        SealedBatches.Run(connection, transaction, Guard);
        return rows.Count == 0 ? (after, 0) : (rows[^1].Sequence, some);
    }

    // The text as the event has it; null where the journal has no such event any more.
    private string? QuotedBy(AuditEntry row)
    {
        var source = row.Source!.Split('@')[0];
        var slash = source.LastIndexOf('/');
        return slash > 0 && long.TryParse(source.AsSpan(slash + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var sequence)
            && journal.EntriesAfter(new HallId(source[..slash]), sequence - 1, asStored: true).FirstOrDefault() is { } entry
                && entry.Sequence == sequence
            && EventTexts.Of(entry.Event) is { } text && text.Contains(TextVault.Beginning, StringComparison.Ordinal) ? text : null;
    }

    private static SqliteConnection ConnectionOf(PeopleChange change) => (SqliteConnection)change.Context.Database.GetDbConnection();
}
