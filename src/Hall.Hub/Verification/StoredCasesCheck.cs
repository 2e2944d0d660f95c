using Hall.Hub.Cases;
using Hall.Hub.Exchange;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Verification;

/// <summary>Looks through everything in <c>care.db</c> that holds more than plain columns, so that an unreadable row is known before
/// somebody needs it.</summary>
public static class StoredCasesCheck
{
    private const int AtOnce = 500;

    /// <summary>Looks at every case, every complaint, every contact and what waits for the exchange.</summary>
    /// <param name="care">The database; nothing is changed.</param>
    /// <param name="rows">Is told what cannot be read, and what can be read again.</param>
    /// <param name="cipher">Opens contacts; null where the key is not at hand.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task LookAsync(CaseDbContext care, RowGuard rows, ContactCipher? cipher, CancellationToken cancel = default)
    {
        await EachAsync(care.Cases.OrderBy(row => row.Hall).ThenBy(row => row.Number), StoredCases.Cases, rows,
            row => $"{row.Hall}/{row.Number}", StoredCases.CaseOf, cancel);
        await EachAsync(care.Complaints.OrderBy(row => row.Hall).ThenBy(row => row.Number), StoredCases.Complaints, rows,
            row => $"{row.Hall}/{row.Number}", StoredCases.ComplaintOf, cancel);
        await EachAsync(care.Outbox.Where(row => row.SentAt == null).OrderBy(row => row.Hall).ThenBy(row => row.Key), StoredCases.Outbox,
            rows,
            row => $"{row.Hall}/{row.Key}", ExchangeOutbox.Whole, cancel);
        if (cipher is not null)
        {
            await EachAsync(care.Contacts.OrderBy(row => row.Hall).ThenBy(row => row.Subject), StoredCases.Contacts, rows,
                row => $"{row.Hall}/{row.Subject}",
                row => cipher.Open(row.Sealed, row.Hall, row.Subject)
                    ?? throw new InvalidDataException("It was changed, or sealed with another key."), cancel);
        }
    }

    private static async Task EachAsync<TRow, T>(
        IQueryable<TRow> query, string store, RowGuard rows, Func<TRow, string> nameOf, Func<TRow, T> read, CancellationToken cancel)
        where TRow : class
        where T : class
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        for (var skip = 0; ; skip += AtOnce)
        {
            var some = await query.AsNoTracking().Skip(skip).Take(AtOnce).ToListAsync(cancel);
            rows.Read(store, some, nameOf, read);
            there.UnionWith(some.Select(nameOf));
            if (some.Count < AtOnce)
            {
                break;
            }
        }

        rows.Keep(store, there);
    }
}
