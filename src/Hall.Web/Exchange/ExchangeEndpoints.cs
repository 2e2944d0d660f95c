using Hall.Core.Engine;
using Hall.Core.Exchange;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Cases;
using Hall.Hub.Exchange;
using Hall.Hub.Ratings;
using Hall.Storage.Alerts;
using Hall.Storage.Data;
using Hall.Storage.Ratings;
using Hall.Storage.Texts;
using Hall.Web.Identity;
using Hall.Web.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Exchange;

/// <summary>Ratings and complaints as files in the fields of the national interface and of GB/T 39046.</summary>
public static class ExchangeEndpoints
{
    private const int MostRows = 200_000;

    /// <summary>Maps <c>/{hall}/manager/satisfaction/exchange/{form}.{format}</c>; the form is <c>interface</c>, <c>standard</c> or
    /// <c>complaints</c>.</summary>
    public static void MapExchangeFiles(this IEndpointRouteBuilder app) => app
        .MapGet("/{hall}/manager/satisfaction/exchange/{form}.{format}", FileAsync).ExcludeFromDescription()
        .RequireAuthorization(Permission.RatingsRead);

    private static async Task<IResult> FileAsync(
        string hall, string form, string format, HttpContext context, IHallDirectory halls, IDbContextFactory<HallDbContext> databases,
        ExchangeOutbox outbox, CaseService desk, ExchangeSettingsFile file, RowGuard guard, TextVault texts, CancellationToken cancel)
    {
        if (halls.Find(new HallId(hall)) is not { } found || format is not ("csv" or "xlsx")
            || form is not ("interface" or "standard" or "complaints"))
        {
            return Results.NotFound();
        }

        var plan = found.Snapshot.Plan;
        var (span, fault) = ReportSpan.Read(context.Request.Query["from"], context.Request.Query["to"], plan.DayOf(found.Now));
        if (fault is not null)
        {
            return TableEndpoints.Faulty(fault);
        }

        // Nobody learns a single rating or complaint of their own work, not even by a file.
        var self = context.User.Staff();
        var settings = file.Current;
        await using var database = await databases.CreateDbContextAsync(cancel);
        var parts = await PartHistory.ReadAsync(database, found.Id, cancel);
        List<IReadOnlyDictionary<string, string>> rows = form == "complaints"
            ? [.. (await desk.ComplaintsAsync(found.Id, DateTimeOffset.MinValue))
                .Where(one =>
                    plan.DayOf(one.RegisteredAt) >= span.From && plan.DayOf(one.RegisteredAt) <= span.To
                        && (self is null || !one.Concerns(new(self))))
                .Select(one => outbox.FieldsOf(one, found, parts, settings, everyField: true))]
            : (await RatingsAsync(database, guard, found, span, self, parts, settings, cancel)).ConvertAll(row =>
                row with { Text = texts.OpenOrNull(row.Text) })
                .ConvertAll(row => form == "interface" ? row.ToInterface() : row.ToStandard());
        var name = $"exchange-{form}-{DayText.Compact(span.From)}-{DayText.Compact(span.To)}.{format}";
        return format == "csv"
            ? Results.File(TableFile.CsvOfFields(rows), "text/csv; charset=utf-8", name)
            : Results.File(TableFile.Xlsx(rows.ConvertAll(row => row.ToDictionary(field => field.Key, field => (object)field.Value))),
                TableFile.XlsxType, name);
    }

    /// <summary>
    /// The ratings that were given on some days, whatever the day of their service: whoever takes a file a day or a month misses none that
    /// came late. A reason that came later stands with its rating.
    /// </summary>
    internal static async Task<List<ExchangeRating>> RatingsAsync(
        HallDbContext database, RowGuard rows, IHall hall, ReportSpan span, string? self, PartHistory parts, ExchangeSettings settings,
        CancellationToken cancel)
    {
        var (name, plan) = (hall.Id.Value, hall.Snapshot.Plan);
        var (from, to) = (plan.BeginOf(span.From), plan.BeginOf(span.To.AddDays(1)));
        var given = database.Feedback.Where(row => row.Hall == name && row.At >= from && row.At < to && row.Teller != self
            && row.Occasion != RatingOccasion.Reasons && row.Occasion != RatingOccasion.Aside);
        var ratings = await ServedRating.ReadAsync(database, given.OrderBy(row => row.Link).Take(MostRows), cancel);
        var why =
            (await database.Feedback.Where(row => row.Hall == name && row.At >= from && row.Occasion == RatingOccasion.Reasons)
                .OrderBy(row => row.Link)
            .ToListAsync(cancel)).ToLookup(row => (row.Ticket, row.Leg));
        return rows.Read(RatingTables.Ratings, ratings, rated => FormattableString.Invariant($"{name}/{rated.Row.Link}"),
            rated => ExchangeOutbox.RatingOf(rated, plan, parts, settings,
            rated.Row.Occasion == RatingOccasion.First ? why[(rated.Row.Ticket, rated.Row.Leg)].FirstOrDefault() : null));
    }
}
