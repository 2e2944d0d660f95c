using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Data;
using Hall.Web.People;

namespace Hall.Web.Ratings;

/// <summary>The tables of the page "Satisfaction" as files.</summary>
public static class TableEndpoints
{
    private const int MostRows = 200_000;

    /// <summary>Maps <c>/{hall}/manager/satisfaction/table.csv</c> and the like.</summary>
    public static void MapRatingTables(this IEndpointRouteBuilder app)
    {
        var files = app.MapGroup("/{hall}/manager/satisfaction").ExcludeFromDescription().RequireAuthorization(Permission.RatingsRead);
        files.MapGet("/table.{format}", TableAsync);
        files.MapGet("/rows.{format}", RowsAsync);
    }

    private static async Task<IResult> TableAsync(
        string hall, string format, HttpRequest request, IHallDirectory halls, RatingReports reports, CancellationToken cancel)
    {
        if (halls.Find(new HallId(hall)) is not { } found || format is not ("csv" or "xlsx"))
        {
            return Results.NotFound();
        }

        var plan = found.Snapshot.Plan;
        var (span, fault) = ReportSpan.Read(request.Query["from"], request.Query["to"], plan.DayOf(found.Now));
        if (fault is not null)
        {
            return Faulty(fault);
        }

        var zone = Text(request, "zone");
        var by = Text(request, "by") ?? "service";
        var rows = await PartsAsync(found.Id, span, by, zone, plan, reports, cancel);
        return rows is null ? Faulty("malformed") : FileOf(rows, format, $"satisfaction-{by}-{span.From:yyyyMMdd}-{span.To:yyyyMMdd}");
    }

    private static async Task<IResult> RowsAsync(
        string hall, string format, HttpContext context, IHallDirectory halls, RatingRowsReader reader, CancellationToken cancel)
    {
        if (halls.Find(new HallId(hall)) is not { } found || format is not ("csv" or "xlsx"))
        {
            return Results.NotFound();
        }

        var (query, fault) = RowQueryText.Read(context.Request.Query, found.Snapshot.Plan.DayOf(found.Now));
        if (query is null)
        {
            return Faulty(fault!);
        }

        var rows = await reader.ReadAsync(found.Id, query, 0, MostRows, context.User.Staff(), cancel);
        return FileOf(rows, format, $"ratings-{query.Span.From:yyyyMMdd}-{query.Span.To:yyyyMMdd}");
    }

    private static async Task<IReadOnlyList<FigureRow>?> PartsAsync(
        HallId hall, ReportSpan span, string by, string? zone, HallPlan plan, RatingReports reports, CancellationToken cancel)
    {
        if (PartNames.ScopeOf(by) is { } scope)
        {
            var parts = await reports.PartsAsync(hall, span, scope, cancel);
            return [.. parts.Where(part => PartNames.IsIn(plan, scope, part.Key, zone)).Select(part => FigureRow.Of(part.Key, PartNames.Of(plan, scope, part.Key, "zh-CN"), part.Counts))];
        }

        var view = new SatisfactionView(span, await reports.HoursAsync(hall, span, zone, cancel), []);
        return by switch
        {
            "hour" => [.. view.HoursOfDay.Select(part => FigureRow.Of(part.Key, part.Key, part.Counts))],
            "day" => OfStretches(view, Stretch.Day),
            "week" => OfStretches(view, Stretch.Week),
            "month" => OfStretches(view, Stretch.Month),
            _ => null,
        };
    }

    private static List<FigureRow> OfStretches(SatisfactionView view, Stretch cut) =>
        [.. view.By(cut).Select(part => FigureRow.Of($"{part.From:yyyy-MM-dd}", $"{part.From:yyyy-MM-dd} – {part.To:yyyy-MM-dd}", part.Counts))];

    private static IResult FileOf<T>(IReadOnlyList<T> rows, string format, string name)
        where T : class => format == "csv"
        ? Results.File(TableFile.Csv(rows), "text/csv; charset=utf-8", $"{name}.csv")
        : Results.File(TableFile.Xlsx(rows), TableFile.XlsxType, $"{name}.xlsx");

    /// <summary>The answer to an address whose days cannot be reported.</summary>
    /// <param name="fault">As <see cref="ReportSpan.Read"/> names it.</param>
    internal static IResult Faulty(string fault) => Results.Problem(statusCode: StatusCodes.Status400BadRequest, title: fault switch
    {
        "future" => "The period lies in the future.",
        "empty" => "The period ends before it begins.",
        _ => "The address is malformed: days are yyyy-MM-dd.",
    });

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
