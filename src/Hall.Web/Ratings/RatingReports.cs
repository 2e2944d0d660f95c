using System.Linq.Expressions;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Data;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Ratings;

/// <summary>The counts of one hour of the hall or of a zone.</summary>
public sealed record HourCounts(DateOnly Day, int Hour, RatingCounts Counts);

/// <summary>The counts of one part of the hall: a service, a counter, a teller, a zone.</summary>
public sealed record PartCounts(string Key, RatingCounts Counts);

/// <summary>Reads the tallies. Three years are some ten thousand rows, whatever the number of visits.</summary>
public sealed class RatingReports(IDbContextFactory<HallDbContext> databases)
{
    /// <summary>Every hour in which something happened, of the hall or of one zone, in order.</summary>
    public async Task<IReadOnlyList<HourCounts>> HoursAsync(HallId hall, ReportSpan span, string? zone, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var scope = zone is null ? TallyScope.Hall : TallyScope.Zone;
        var key = zone ?? "";
        var rows = await Within(database, hall, scope, span).Where(row => row.Key == key).OrderBy(row => row.Day).ThenBy(row => row.Hour).ToListAsync(cancel);
        return [.. rows.Select(row => new HourCounts(DateOnly.FromDayNumber(row.Day), row.Hour, CountsOf(row)))];
    }

    /// <summary>Every part of a kind, added up over the days, in the order of their keys.</summary>
    public async Task<IReadOnlyList<PartCounts>> PartsAsync(HallId hall, ReportSpan span, TallyScope scope, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await Within(database, hall, scope, span).GroupBy(row => row.Key).Select(Sum).ToListAsync(cancel);
        return [.. rows.OrderBy(row => row.Key.Length).ThenBy(row => row.Key, StringComparer.Ordinal).Select(row => new PartCounts(row.Key, CountsOf(row)))];
    }

    /// <summary>The counts of one teller, added up; nothing of a single visit can be told from it by whoever needs n ≥ 10.</summary>
    public async Task<RatingCounts> OfTellerAsync(HallId hall, ReportSpan span, string teller, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await Within(database, hall, TallyScope.Teller, span).Where(row => row.Key == teller).ToListAsync(cancel);
        return rows.Aggregate(RatingCounts.None, (sum, row) => sum + CountsOf(row));
    }

    private static IQueryable<TallyRow> Within(HallDbContext database, HallId hall, TallyScope scope, ReportSpan span)
    {
        var (name, from, to) = (hall.Value, span.From.DayNumber, span.To.DayNumber);
        return database.Tallies.Where(row => row.Hall == name && row.Scope == scope && row.Day >= from && row.Day <= to);
    }

    private static readonly Expression<Func<IGrouping<string, TallyRow>, TallyRow>> Sum = group => new TallyRow
    {
        Hall = "", Scope = TallyScope.Hall, Day = 0, Hour = 0, Key = group.Key,
        Served = group.Sum(row => row.Served),
        Valid0 = group.Sum(row => row.Valid0), Valid1 = group.Sum(row => row.Valid1), Valid2 = group.Sum(row => row.Valid2),
        Valid3 = group.Sum(row => row.Valid3), Valid4 = group.Sum(row => row.Valid4),
        Aside0 = group.Sum(row => row.Aside0), Aside1 = group.Sum(row => row.Aside1), Aside2 = group.Sum(row => row.Aside2),
        Aside3 = group.Sum(row => row.Aside3), Aside4 = group.Sum(row => row.Aside4),
        Late = group.Sum(row => row.Late), Second = group.Sum(row => row.Second), Orphan = group.Sum(row => row.Orphan), Foreign = group.Sum(row => row.Foreign),
        Defaults = group.Sum(row => row.Defaults),
    };

    private static RatingCounts CountsOf(TallyRow row) => new()
    {
        Served = row.Served,
        Defaults = row.Defaults,
        Valid = new(row.Valid0, row.Valid1, row.Valid2, row.Valid3, row.Valid4),
        SetAside = new(row.Aside0, row.Aside1, row.Aside2, row.Aside3, row.Aside4),
        Strays = new(row.Late, row.Second, row.Orphan, row.Foreign),
    };
}
