using System.Globalization;
using System.Text;
using Hall.Hub.Hosting;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Audit;

/// <summary>
/// The audit's last row of each hour, and at the hub's stop, in a file beside the database, each line sealed: a database that was put back
/// from yesterday, or made anew, no longer fits it. Of days that are over the last line is kept. Copy the file away with the backups.
/// </summary>
public sealed class AuditHeads(HubOptions options, HubSecret secret, TimeProvider time)
{
    private const string Day = "yyyy-MM-dd";
    private const string Hour = "yyyy-MM-ddTHH";
    private readonly string _file = Path.Combine(options.DataFolder, "audit-heads.txt");
    private string _written = "";

    private sealed record Line(string When, long Sequence, string Hash, string? Seal)
    {
        public string Text =>
            string.Join(' ', new[] { When, Sequence.ToString(CultureInfo.InvariantCulture), Hash, Seal }.OfType<string>());
    }

    /// <summary>Writes this hour's line; an hour without new rows writes none.</summary>
    /// <param name="store">The audit's store.</param>
    /// <param name="again">Whether it is written although this hour has one: the hub stops.</param>
    public async Task WriteAsync(PeopleStore store, bool again = false)
    {
        ArgumentNullException.ThrowIfNull(store);
        var hour = time.GetUtcNow().UtcDateTime.ToString(Hour, CultureInfo.InvariantCulture);
        if (_written == hour && !again)
        {
            return;
        }

        var known = Read();
        var last = await store.ReadAsync(context => context.Audit.OrderByDescending(row => row.Sequence).FirstOrDefaultAsync());
        if (last is not null && (known.Count == 0 || known[^1].Sequence < last.Sequence))
        {
            Line line = new(hour, last.Sequence, last.Hash, SealOf(hour, last.Sequence, last.Hash));
            var kept =
                known.Where((old, i) =>
                    old.When[..Day.Length] == hour[..Day.Length] || i + 1 == known.Count
                        || known[i + 1].When[..Day.Length] != old.When[..Day.Length]);
            var fresh = $"{_file}.new";
            await File.WriteAllLinesAsync(fresh, kept.Append(line).Select(one => one.Text));
            File.Move(fresh, _file, overwrite: true);
        }

        _written = hour;
    }

    /// <summary>The first day whose row is gone or another, or whose line was not written by this hub; null when all are there.</summary>
    public async Task<DateOnly?> FirstFaultAsync(PeopleDbContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        foreach (var line in Read())
        {
            if ((line.Seal is { } seal && seal != SealOf(line.When, line.Sequence, line.Hash))
                || !await context.Audit.AsNoTracking().AnyAsync(row => row.Sequence == line.Sequence && row.Hash == line.Hash))
            {
                return DateOnly.ParseExact(line.When[..Day.Length], Day, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }

    // Older versions wrote one line a day, without a seal.
    private List<Line> Read() => !File.Exists(_file) ? [] :
    [
        .. File.ReadLines(_file).Select(line => line.Split(' ')).Where(parts => parts.Length is 3 or 4 && parts[0].Length >= Day.Length)
            .Select(parts =>
                new Line(parts[0], long.Parse(parts[1], CultureInfo.InvariantCulture), parts[2], parts.Length == 4 ? parts[3] : null)),
    ];

    private string SealOf(string when, long sequence, string hash) =>
        Convert.ToHexStringLower(
            secret.Sign(Encoding.UTF8.GetBytes(FormattableString.Invariant($"hall-audit-line {when} {sequence} {hash}"))));
}
