using System.Linq.Expressions;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

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
        var rows = await Within(database, hall, scope, span).Where(row => row.Key == key).OrderBy(row => row.Day).ThenBy(row => row.Hour)
            .ToListAsync(cancel);
        return [.. rows.Select(row => new HourCounts(DateOnly.FromDayNumber(row.Day), row.Hour, CountsOf(row)))];
    }

    /// <summary>What the hall's parts were called and where they belonged.</summary>
    public async Task<PartHistory> HistoryAsync(HallId hall, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await PartHistory.ReadAsync(database, hall, cancel);
    }

    /// <summary>Every part of a kind, added up over the days, in the order of their keys; of one zone what counted for it, so that the
    /// parts add up to the zone.</summary>
    public async Task<IReadOnlyList<PartCounts>> PartsAsync(HallId hall, ReportSpan span, TallyScope scope, string? zone = null,
        CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await Within(database, hall, scope, span).Where(row => zone == null || row.Zone == zone).GroupBy(row => row.Key)
            .Select(Sum).ToListAsync(cancel);
        return [.. rows.OrderBy(row => row.Key.Length).ThenBy(row => row.Key, StringComparer.Ordinal)
            .Select(row => new PartCounts(row.Key, CountsOf(row)))];
    }

    /// <summary>Every day of every teller, in the order of the days. Single days tell single ratings: who serves may see them through
    /// <see cref="PrivacyBlocks"/> only.</summary>
    public async Task<IReadOnlyList<TellerDay>> TellerDaysAsync(HallId hall, ReportSpan span, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = await Within(database, hall, TallyScope.Teller, span).OrderBy(row => row.Day).ToListAsync(cancel);
        return rows.ConvertAll(row => new TellerDay(DateOnly.FromDayNumber(row.Day), row.Key, CountsOf(row)));
    }

    /// <summary>
    /// How many rows stand behind a figure, from the tallies: of years the rows themselves would take seconds to count. Null when the
    /// question asks for a part that no tally holds, such as a service in one hour.
    /// </summary>
    public async Task<long?> CountAsync(HallId hall, RowQuery query, CancellationToken cancel = default)
    {
        (TallyScope Scope, string Key)[] parts =
        [
            .. new[] { (TallyScope.Service, query.Service), (TallyScope.Counter, query.Counter), (TallyScope.Teller, query.Teller) }
                .Where(part => part.Item2 is not null).Select(part => (part.Item1, part.Item2!)),
        ];
        var (scope, key) = parts is [var one] ? one : query.Zone is { } whole ? (TallyScope.Zone, whole) : (TallyScope.Hall, "");
        if (query.WithoutVisit)
        {
            return 0;
        }

        if (parts.Length > 1 || (query.Hour is not null && scope is not (TallyScope.Hall or TallyScope.Zone)))
        {
            return null;
        }

        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = Within(database, hall, scope, query.Span).Where(row => row.Key == key);
        rows = query.Zone is { } zone ? rows.Where(row => row.Zone == zone) : rows;
        rows = query.Hour is { } hour ? rows.Where(row => row.Hour == hour) : rows;
        rows = query.Weekday is { } weekday ? rows.Where(row => (row.Day + 1) % 7 == (int)weekday) : rows;
        var counts = (await rows.ToListAsync(cancel)).Aggregate(RatingCounts.None, (sum, row) => sum + CountsOf(row));
        return (query.Set, query.Level) switch
        {
            (RowSet.Served, null) => counts.Served,
            (RowSet.Unrated, null) => counts.Unrated,
            (RowSet.Defaults, null) => counts.Defaults,
            (RowSet.Real, var level) => Of(counts.Valid, level) + Of(counts.SetAside, level),
            (RowSet.Valid, var level) => Of(counts.Valid, level),
            (RowSet.Aside, var level) => Of(counts.SetAside, level),
            (RowSet.Good, null) => counts.Valid.Good,
            (RowSet.Bad, null) => counts.Valid.Bad,
            _ => null,
        };

        static long Of(LevelCounts levels, FeedbackLevel? level) => level is { } one ? levels[one] : levels.Total;
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
        Late = group.Sum(row => row.Late), Second = group.Sum(row => row.Second), Orphan = group.Sum(row => row.Orphan),
        Foreign = group.Sum(row => row.Foreign), Undated = group.Sum(row => row.Undated), Defaults = group.Sum(row => row.Defaults),
    };

    private static RatingCounts CountsOf(TallyRow row) => new()
    {
        Served = row.Served,
        Defaults = row.Defaults,
        Valid = new(row.Valid0, row.Valid1, row.Valid2, row.Valid3, row.Valid4),
        SetAside = new(row.Aside0, row.Aside1, row.Aside2, row.Aside3, row.Aside4),
        Strays = new(row.Late, row.Second, row.Orphan, row.Foreign, row.Undated),
    };
}
