using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Texts;
using Microsoft.EntityFrameworkCore;

namespace Hall.Hub.Ratings;

/// <summary>Which rows stand behind a figure.</summary>
public enum RowSet
{
    /// <summary>Served legs, rated or not.</summary>
    Served,

    /// <summary>Real ratings, also those set aside.</summary>
    Real,

    /// <summary>Valid ratings.</summary>
    Valid,

    /// <summary>Valid ratings of the top three levels.</summary>
    Good,

    /// <summary>Valid bad reviews.</summary>
    Bad,

    /// <summary>Ratings that were set aside.</summary>
    Aside,

    /// <summary>Served legs without a rating.</summary>
    Unrated,

    /// <summary>Served legs for whose silence a default rating was entered.</summary>
    Defaults,

    /// <summary>Bad reviews that had to be mended by now.</summary>
    MendDue,

    /// <summary>Bad reviews under a real name.</summary>
    NamedBad,

    /// <summary>Complaints.</summary>
    Complaints,

    /// <summary>Complaints that two people set aside as abuse.</summary>
    AsideComplaints,

    /// <summary>Complaints that were answered late, or are not answered though their deadline has passed.</summary>
    Overdue,

    /// <summary>Presses outside the pad's minute.</summary>
    LatePresses,

    /// <summary>Presses for a visit that was rated already.</summary>
    SecondPresses,

    /// <summary>Presses when nobody was to be asked about.</summary>
    OrphanPresses,

    /// <summary>Presses for a visit of another window.</summary>
    ForeignPresses,

    /// <summary>Presses of which nobody can say when they were made.</summary>
    UndatedPresses,
}

/// <summary>Which rows are asked for.</summary>
/// <param name="Span">The days.</param>
/// <param name="Set">The set.</param>
/// <param name="Zone">Of this zone only.</param>
/// <param name="Service">Of this service only.</param>
/// <param name="Counter">Of this counter only.</param>
/// <param name="Teller">Of this teller only.</param>
/// <param name="Hour">Of this hour of the day only.</param>
/// <param name="Weekday">Of this day of the week only.</param>
/// <param name="Level">Of this level only.</param>
/// <param name="WithoutVisit">Only what belongs to no visit that is known.</param>
public sealed record RowQuery(
    ReportSpan Span, RowSet Set, string? Zone = null, string? Service = null, string? Counter = null, string? Teller = null,
    int? Hour = null, DayOfWeek? Weekday = null, FeedbackLevel? Level = null, bool WithoutVisit = false);

/// <summary>A served leg with its rating, as a list shows it.</summary>
public sealed record RatedLeg(
    long Ticket, string Number, int Leg, DateTimeOffset At, string Zone, string Service, string Counter, string Teller, string? Level,
    string Reasons, string? Comment, string? Channel, DateTimeOffset? RatedAt, bool SetAside);

/// <summary>The rows behind the figures.</summary>
public sealed class RatingRowsReader(IDbContextFactory<HallDbContext> databases, TextVault texts)
{
    /// <summary>How many there are.</summary>
    public async Task<int> CountAsync(HallId hall, RowQuery query, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        return await Rows(database, hall, query).CountAsync(cancel);
    }

    /// <summary>Some of them, the latest first.</summary>
    /// <param name="hall">The hall.</param>
    /// <param name="query">Which.</param>
    /// <param name="skip">How many are left out.</param>
    /// <param name="take">How many are wanted at most.</param>
    /// <param name="hideTeller">Legs of this teller are left out: nobody learns a single rating of their own work.</param>
    /// <param name="cancel">Stops it.</param>
    public async Task<IReadOnlyList<RatedLeg>> ReadAsync(
        HallId hall, RowQuery query, int skip, int take, string? hideTeller, CancellationToken cancel = default)
    {
        await using var database = await databases.CreateDbContextAsync(cancel);
        var rows = Rows(database, hall, query);
        rows = hideTeller is null ? rows : rows.Where(row => row.Leg.Teller != hideTeller);

        // By the day first: then the index gives the order, and of years only the days that are shown are sorted.
        var ordered = query.Set == RowSet.Aside
            ? rows.OrderByDescending(row => row.Leg.At)
            : rows.OrderByDescending(row => row.Leg.Day).ThenByDescending(row => row.Leg.At);
        var page = await ordered.ThenByDescending(row => row.Leg.Ticket).Skip(skip).Take(take).ToListAsync(cancel);
        var tickets = page.ConvertAll(row => row.Leg.Ticket);
        var name = hall.Value;
        var later =
            (await database.Feedback.Where(row =>
                row.Hall == name && tickets.Contains(row.Ticket) && row.Occasion == RatingOccasion.Reasons)
            .Select(row => new { row.Ticket, row.Leg, row.Reasons, row.Comment }).ToListAsync(cancel)).ToLookup(row =>
                (row.Ticket, row.Leg));
        return page.ConvertAll(row =>
        {
            var why = later[(row.Leg.Ticket, row.Leg.Leg)].FirstOrDefault();
            return new RatedLeg(
                row.Leg.Ticket, row.Ticket?.Number ?? "", row.Leg.Leg, row.Leg.At, row.Leg.Zone, row.Leg.Service, row.Leg.Counter,
                row.Leg.Teller,
                row.Rating?.Level, row.Rating?.Reasons is { Length: > 0 } reasons ? reasons : why?.Reasons ?? "",
                texts.OpenOrNull(row.Rating?.Comment ?? why?.Comment),
                row.Rating?.Channel, row.Rating?.At, row.Aside is not null);
        });
    }

    private static IQueryable<Row> Rows(HallDbContext database, HallId hall, RowQuery query)
    {
        var (name, from, to) = (hall.Value, query.Span.From.DayNumber, query.Span.To.DayNumber);
        var legs = database.Legs.Where(leg => leg.Hall == name && leg.Day >= from && leg.Day <= to);
        if (query.Set == RowSet.Aside)
        {
            // They are few: the legs are looked up by them, not they by the legs; the sum keeps SQLite from walking the index of the days.
            legs = database.Legs.Where(leg => leg.Hall == name && leg.Day + 0 >= from && leg.Day + 0 <= to)
                .Where(leg => database.FeedbackAside.Where(aside => aside.Hall == name).Select(aside => aside.Ticket).Contains(leg.Ticket));
        }

        legs = query.Zone is { } zone ? legs.Where(leg => leg.Zone == zone) : legs;
        legs = query.Service is { } service ? legs.Where(leg => leg.Service == service) : legs;
        legs = query.Counter is { } counter ? legs.Where(leg => leg.Counter == counter) : legs;
        legs = query.Teller is { } teller ? legs.Where(leg => leg.Teller == teller) : legs;
        legs = query.Hour is { } hour ? legs.Where(leg => leg.Hour == hour) : legs;

        // Day number 0 was a Monday.
        legs = query.Weekday is { } weekday ? legs.Where(leg => (leg.Day + 1) % 7 == (int)weekday) : legs;
        var rows =
            from leg in legs
            join rating in database.Feedback.Where(rating => rating.Occasion == 1)
                on new { leg.Hall, leg.Ticket, leg.Leg } equals new { rating.Hall, rating.Ticket, rating.Leg } into ratings
            from rating in ratings.DefaultIfEmpty()
            join aside in database.FeedbackAside on new { leg.Hall, leg.Ticket,
                leg.Leg } equals new { aside.Hall, aside.Ticket, aside.Leg } into asides
            from aside in asides.DefaultIfEmpty()
            join ticket in database.Tickets on new { leg.Hall, leg.Ticket } equals new { ticket.Hall, ticket.Ticket } into tickets
            from ticket in tickets.DefaultIfEmpty()
            select new Row { Leg = leg, Rating = rating, Aside = aside, Ticket = ticket };
        rows = OfSet(database, rows, query.Set);
        if (query.WithoutVisit)
        {
            // Every rating is one of a visit.
            rows = rows.Where(row => false);
        }

        if (query.Level?.ToString() is { } level)
        {
            rows = rows.Where(row => row.Rating != null && row.Rating!.Level == level);
        }

        return rows;
    }

    private static IQueryable<Row> OfSet(HallDbContext database, IQueryable<Row> rows, RowSet set)
    {
        const string dissatisfied = nameof(FeedbackLevel.Dissatisfied);
        const string veryDissatisfied = nameof(FeedbackLevel.VeryDissatisfied);
        return set switch
        {
            RowSet.Real => rows.Where(row => row.Rating != null),
            RowSet.Valid => rows.Where(row => row.Rating != null && row.Aside == null),
            RowSet.Good =>
                rows.Where(row =>
                    row.Rating != null && row.Aside == null && row.Rating!.Level != dissatisfied && row.Rating!.Level != veryDissatisfied),
            RowSet.Bad =>
                rows.Where(row =>
                    row.Rating != null && row.Aside == null
                        && (row.Rating!.Level == dissatisfied || row.Rating!.Level == veryDissatisfied)),
            RowSet.Aside => rows.Where(row => row.Aside != null),
            RowSet.Unrated => rows.Where(row => row.Rating == null),
            RowSet.Defaults => rows.Where(row => database.Feedback.Any(silence =>
                silence.Hall == row.Leg.Hall && silence.Ticket == row.Leg.Ticket && silence.Leg == row.Leg.Leg
                    && silence.Occasion == RatingOccasion.Default)),
            _ => rows,
        };
    }

    private sealed class Row
    {
        public required LegRow Leg { get; init; }

        public FeedbackRow? Rating { get; init; }

        public FeedbackAsideRow? Aside { get; init; }

        public TicketRow? Ticket { get; init; }
    }
}
