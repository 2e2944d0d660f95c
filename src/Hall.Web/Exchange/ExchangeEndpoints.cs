using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Care;
using Hall.Web.Data;
using Hall.Web.People;
using Hall.Web.Ratings;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Exchange;

/// <summary>Ratings and complaints as files in the fields of the national interface and of GB/T 39046.</summary>
public static class ExchangeEndpoints
{
    private const int MostRows = 200_000;

    /// <summary>Maps <c>/{hall}/manager/satisfaction/exchange/{form}.{format}</c>; the form is <c>interface</c>, <c>standard</c> or <c>complaints</c>.</summary>
    public static void MapExchangeFiles(this IEndpointRouteBuilder app) => app
        .MapGet("/{hall}/manager/satisfaction/exchange/{form}.{format}", FileAsync).ExcludeFromDescription().RequireAuthorization(Permission.RatingsRead);

    private static async Task<IResult> FileAsync(
        string hall, string form, string format, HttpContext context, IHallDirectory halls, IDbContextFactory<HallDbContext> databases, ExchangeOutbox outbox,
        CareDesk desk, ExchangeSettingsFile file, CancellationToken cancel)
    {
        if (halls.Find(new HallId(hall)) is not { } found || format is not ("csv" or "xlsx") || form is not ("interface" or "standard" or "complaints"))
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
        List<IReadOnlyDictionary<string, string>> rows;
        if (form == "complaints")
        {
            rows = [.. (await desk.ComplaintsAsync(found.Id, DateTimeOffset.MinValue))
                .Where(one => plan.DayOf(one.RegisteredAt) >= span.From && plan.DayOf(one.RegisteredAt) <= span.To && (self is null || one.About?.Teller.Value != self))
                .Select(one => outbox.FieldsOf(one, found, settings))];
        }
        else
        {
            await using var database = await databases.CreateDbContextAsync(cancel);
            var (from, to) = (span.From.DayNumber, span.To.DayNumber);
            var ratings = await database.Feedback.Where(row => row.Hall == hall && row.Day >= from && row.Day <= to && row.Teller != self)
                .OrderBy(row => row.Link).Take(MostRows).ToListAsync(cancel);
            var why = ratings.Where(row => row.Occasion == RatingOccasion.Reasons).ToLookup(row => (row.Ticket, row.Leg));
            ratings.RemoveAll(row => row.Occasion is RatingOccasion.Reasons or RatingOccasion.Aside);
            rows = ratings.ConvertAll(row => ExchangeOutbox.RatingOf(row, plan, settings, row.Occasion == RatingOccasion.First ? why[(row.Ticket, row.Leg)].FirstOrDefault() : null)).ConvertAll(row => form == "interface" ? row.ToInterface() : row.ToStandard());
        }

        var name = $"exchange-{form}-{span.From:yyyyMMdd}-{span.To:yyyyMMdd}.{format}";
        return format == "csv"
            ? Results.File(TableFile.CsvOfFields(rows), "text/csv; charset=utf-8", name)
            : Results.File(TableFile.Xlsx(rows.ConvertAll(row => row.ToDictionary(field => field.Key, field => (object)field.Value))), TableFile.XlsxType, name);
    }
}
