using Hall.Core.Configuration;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Events;
using Hall.Storage.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

/// <summary>A press that counted for nothing.</summary>
/// <param name="At">When the hub had it, UTC.</param>
/// <param name="Kind">Why it counted for nothing.</param>
/// <param name="Zone">Zone of the counter.</param>
/// <param name="Counter">The counter whose pad was pressed.</param>
public sealed record UnmatchedPress(DateTimeOffset At, UnmatchedPressKind Kind, string Zone, string Counter);

/// <summary>The presses behind the counts of late, second, orphan, foreign and undated ones, read from the journal by an index of their own.</summary>
public sealed class UnmatchedPresses(IDbContextFactory<HallDbContext> databases)
{
    /// <summary>Those that a question asks for, the latest first; null when it asks for something else.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="plan">Its plan, for its days.</param>
    /// <param name="query">Which. Nobody's service is behind a stray press, so a service has none; a second press was for the visit that was rated before it.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<UnmatchedPress>?> ReadAsync(HallId hall, HallPlan plan, RowQuery query, CancellationToken cancel = default)
    {
        if (KindOf(query.Set) is not { } kind)
        {
            return null;
        }

        if (query.Service is not null || query.Level is not null || (query.Teller is not null && (kind != UnmatchedPressKind.Second || query.WithoutVisit)))
        {
            return [];
        }

        await using var database = await databases.CreateDbContextAsync(cancel);
        var name = hall.Value;

        // A day more on both sides, because the journal knows no local days; the days themselves decide below.
        var (from, to) = (new DateTimeOffset(query.Span.From.AddDays(-1), default, TimeSpan.Zero), new DateTimeOffset(query.Span.To.AddDays(2), default, TimeSpan.Zero));
        var rows = await database.Journal.AsNoTracking().Where(row => row.Hall == name && row.Type == EventNames.UnmatchedPress && row.At >= from && row.At < to)
            .OrderByDescending(row => row.At).ThenByDescending(row => row.Sequence).ToListAsync(cancel);
        var parts = await PartHistory.ReadAsync(database, hall, cancel);
        var tellers = query.Teller is null ? null : await TellersAsync(database, name, from, to, cancel);
        return
        [
            .. rows.Select(row => (row.At, Stray: EventJson.TryRead(row.Type, row.Version, row.Payload) as UnmatchedPressCounted)).Where(row => row.Stray?.Kind == kind)
                .Select(row => new UnmatchedPress(row.At, kind, parts.ZoneOf(TallyScope.Counter, row.Stray!.Counter.Value, row.At) ?? "", row.Stray.Counter.Value))
                .Where(press => tellers is null || TellerBefore(tellers[press.Counter], press.At) == query.Teller)
                .Where(press => IsAskedFor(press, plan.Local(press.At), query)),
        ];
    }

    // A second press comes within the minute of the first, which may have begun before midnight.
    private static async Task<ILookup<string, (DateTimeOffset At, string Teller)>> TellersAsync(
        HallDbContext database, string hall, DateTimeOffset from, DateTimeOffset to, CancellationToken cancel) =>
        (await database.Feedback.Where(row => row.Hall == hall && row.At >= from && row.At < to && row.Occasion == RatingOccasion.First).OrderBy(row => row.Link)
            .Select(row => new { row.Counter, row.At, row.Teller }).ToListAsync(cancel)).ToLookup(row => row.Counter, row => (row.At, row.Teller));

    private static string? TellerBefore(IEnumerable<(DateTimeOffset At, string Teller)> rated, DateTimeOffset at) =>
        rated.LastOrDefault(rating => rating.At <= at).Teller;

    private static UnmatchedPressKind? KindOf(RowSet set) => set switch
    {
        RowSet.LatePresses => UnmatchedPressKind.Late,
        RowSet.SecondPresses => UnmatchedPressKind.Second,
        RowSet.OrphanPresses => UnmatchedPressKind.Orphan,
        RowSet.ForeignPresses => UnmatchedPressKind.Foreign,
        RowSet.UndatedPresses => UnmatchedPressKind.Undated,
        _ => null,
    };

    private static bool IsAskedFor(UnmatchedPress press, DateTime local, RowQuery query) => DateOnly.FromDateTime(local) is var day && day >= query.Span.From && day <= query.Span.To
        && (query.Zone ?? press.Zone) == press.Zone && (query.Counter ?? press.Counter) == press.Counter && (query.Hour ?? local.Hour) == local.Hour
        && (query.Weekday ?? day.DayOfWeek) == day.DayOfWeek;
}
