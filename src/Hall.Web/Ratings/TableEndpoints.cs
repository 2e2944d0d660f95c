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
        app.MapGet("/{hall}/manager/satisfaction/odd.{format}", Odd).ExcludeFromDescription().RequireAuthorization(Permission.OddRatingsRead);
    }

    private static async Task<IResult> TableAsync(
        string hall, string format, HttpRequest request, IHallDirectory halls, SatisfactionFigures figures, CancellationToken cancel)
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
        var rows = await PartsAsync(found, span, by, zone, figures, cancel);
        return rows is null ? Faulty("malformed") : FileOf(rows, plan.TimeZone, format, $"satisfaction-{by}-{span.From:yyyyMMdd}-{span.To:yyyyMMdd}");
    }

    private static async Task<IResult> RowsAsync(
        string hall, string format, HttpContext context, IHallDirectory halls, RatingRowsReader reader, CareReports care, StrayPresses strays, CancellationToken cancel)
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

        if (await care.RowsAsync(found.Id, found.Snapshot.Plan, query, found.Now, context.User.Staff()) is { } beside)
        {
            return FileOf(beside, found.Snapshot.Plan.TimeZone, format, $"{query.Set}-{query.Span.From:yyyyMMdd}-{query.Span.To:yyyyMMdd}");
        }

        if (await strays.ReadAsync(found.Id, found.Snapshot.Plan, query, cancel) is { } stray)
        {
            return FileOf(stray, found.Snapshot.Plan.TimeZone, format, $"{query.Set}-{query.Span.From:yyyyMMdd}-{query.Span.To:yyyyMMdd}");
        }

        var rows = await reader.ReadAsync(found.Id, query, 0, MostRows, context.User.Staff(), cancel);
        return FileOf(rows, found.Snapshot.Plan.TimeZone, format, $"ratings-{query.Span.From:yyyyMMdd}-{query.Span.To:yyyyMMdd}");
    }

    private static IResult Odd(string hall, string format, HttpContext context, IHallDirectory halls, AnomalyWatch watch)
    {
        if (halls.Find(new HallId(hall)) is not { } found || format is not ("csv" or "xlsx"))
        {
            return Results.NotFound();
        }

        var self = context.User.Staff();
        return FileOf<OddRow>(
            [
                .. watch.Of(found.Id).Where(odd => odd.Teller.Value != self)
                    .Select(odd => new OddRow(odd.Teller.Value, odd.Kind.ToString(), odd.Seen.Numerator, odd.Seen.Denominator, Math.Round(odd.Expected, 2), odd.Chance)),
            ],
            found.Snapshot.Plan.TimeZone, format, $"odd-ratings-{found.Snapshot.Plan.DayOf(found.Now):yyyyMMdd}");
    }

    private static async Task<IReadOnlyList<FigureRow>?> PartsAsync(
        IHall hall, ReportSpan span, string by, string? zone, SatisfactionFigures figures, CancellationToken cancel)
    {
        var plan = hall.Snapshot.Plan;
        if (PartNames.ScopeOf(by) is { } scope)
        {
            var parts = await figures.PartsAsync(hall, span, scope, zone, cancel);
            return [.. parts.Select(part => FigureRow.Of(part.Key, PartNames.Of(plan, scope, part.Key, "zh-CN"), part.Counts))];
        }

        var view = await figures.ViewAsync(hall, span, zone, cancel);
        return by switch
        {
            "hour" => [.. view.HoursOfDay.Select(part => FigureRow.Of(part.Key, part.Key, part.Counts))],
            "day" => OfStretches(view, Stretch.Day),
            "week" => OfStretches(view, Stretch.Week),
            "month" => OfStretches(view, Stretch.Month),
            "weekday-hour" =>
            [
                .. view.Heat.OrderBy(cell => ((int)cell.Key.Day + 6) % 7).ThenBy(cell => cell.Key.Hour)
                    .Select(cell => FigureRow.Of($"{cell.Key.Day}", $"{cell.Key.Hour:00}", cell.Value)),
            ],
            "whole" => [OfSpan(span, view.Total), OfSpan(span.Before, view.Before)],
            _ => null,
        };
    }

    private static FigureRow OfSpan(ReportSpan span, RatingCounts counts) =>
        FigureRow.Of($"{span.From:yyyy-MM-dd}", $"{span.From:yyyy-MM-dd} – {span.To:yyyy-MM-dd}", counts);

    private static List<FigureRow> OfStretches(SatisfactionView view, Stretch cut) =>
        [.. view.By(cut).Select(part => OfSpan(new(part.From, part.To), part.Counts))];

    private static IResult FileOf<T>(IReadOnlyList<T> rows, TimeZoneInfo zone, string format, string name)
        where T : class => format == "csv"
        ? Results.File(TableFile.Csv(rows, zone), "text/csv; charset=utf-8", $"{name}.csv")
        : Results.File(TableFile.Xlsx(rows, zone), TableFile.XlsxType, $"{name}.xlsx");

    /// <summary>The answer to an address whose days cannot be reported.</summary>
    /// <param name="fault">As <see cref="ReportSpan.Read"/> names it.</param>
    internal static IResult Faulty(string fault) => new RefusedReport(fault switch
    {
        "future" => "The period lies in the future.",
        "empty" => "The period ends before it begins.",
        _ => "The address is malformed: days are yyyy-MM-dd.",
    });

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
