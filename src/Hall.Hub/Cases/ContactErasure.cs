using Hall.Devices.Supervision;
using Hall.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Cases;

/// <summary>Erases contact data once a minute whose case or complaint ended, or which belong to none, longer ago than they may be kept:
/// with their keys, and so in every copy.</summary>
public sealed class ContactErasure(CaseStore store, CaseService desk, TimeProvider time, StandstillReport report,
    ILogger<ContactErasure> logger)
    : Worker("contact-erasure", time, report, logger)
{
    /// <inheritdoc />
    protected override TimeSpan Every => TimeSpan.FromMinutes(1);

    /// <inheritdoc />
    public override Task LookAsync(CancellationToken stop) => EraseAsync(Time.GetUtcNow());

    /// <summary>Erases what is due.</summary>
    /// <returns>How many were erased.</returns>
    public async Task<int> EraseAsync(DateTimeOffset now)
    {
        var erased = await RemoveAsync(now);
        if (erased > 0)
        {
            await store.EmptyLogAsync();
        }

        return erased;
    }

    private async Task<int> RemoveAsync(DateTimeOffset now)
    {
        var limit = now.AddDays(-desk.Rules.ContactRetentionDays);
        if (!await store.ReadAsync(care => care.Contacts.AnyAsync(row => row.LeftAt < limit)))
        {
            return 0;
        }

        return await store.ChangeAsync(async care =>
        {
            var due = await care.Contacts.Where(row => row.LeftAt < limit).ToListAsync();
            var kept =
                (await care.Cases.Where(row => row.EndedAt == null || row.EndedAt >= limit)
                    .Select(row => new { row.Hall, row.Ticket, row.Leg }).ToListAsync())
                .Select(row => (row.Hall, CaseService.SubjectOf(row.Ticket, row.Leg)))
                .Concat(
                    (await care.Complaints.Where(row => row.EndedAt == null || row.EndedAt >= limit)
                        .Select(row => new { row.Hall, row.Number }).ToListAsync())
                    .Select(row => (row.Hall, row.Number))).ToHashSet();
            due.RemoveAll(row => kept.Contains((row.Hall, row.Subject)));

            // The key first, and out of its file: a row without a key is nothing, a key without a row opens every older copy.
            desk.ForgetContacts([.. due.Select(row => (row.Hall, row.Subject))]);
            care.Contacts.RemoveRange(due);
            return due.Count;
        });
    }
}
