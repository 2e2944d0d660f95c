using System.Globalization;
using Hall.Web.Hub;
using Hall.Web.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Audit;

/// <summary>
/// The audit's last row of each day, in a file beside the database: a chain that was cut short or made anew no longer fits it.
/// Copy the file away with the backups.
/// </summary>
public sealed class AuditHeads(HubOptions options, TimeProvider time)
{
    private readonly string _file = Path.Combine(options.DataFolder, "audit-heads.txt");
    private DateOnly _written;

    /// <summary>Writes today's line, once a day; a day without rows writes none.</summary>
    public async Task WriteAsync(PeopleStore store)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        if (_written == today)
        {
            return;
        }

        var known = Read();
        if (known.Count == 0 || known[^1].Day < today)
        {
            var last = await store.ReadAsync(context => context.Audit.OrderByDescending(row => row.Sequence).FirstOrDefaultAsync());
            if (last is null)
            {
                return;
            }

            await File.AppendAllTextAsync(_file, string.Create(CultureInfo.InvariantCulture, $"{today:yyyy-MM-dd} {last.Sequence} {last.Hash}\n"));
        }

        _written = today;
    }

    /// <summary>The first day whose row is gone or another; null when all are there.</summary>
    public async Task<DateOnly?> FirstFaultAsync(PeopleDbContext context)
    {
        foreach (var (day, sequence, hash) in Read())
        {
            if (!await context.Audit.AsNoTracking().AnyAsync(row => row.Sequence == sequence && row.Hash == hash))
            {
                return day;
            }
        }

        return null;
    }

    private List<(DateOnly Day, long Sequence, string Hash)> Read() => !File.Exists(_file) ? [] :
    [
        .. File.ReadLines(_file).Select(line => line.Split(' ')).Where(parts => parts.Length == 3)
            .Select(parts => (DateOnly.ParseExact(parts[0], "yyyy-MM-dd", CultureInfo.InvariantCulture), long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2])),
    ];
}
