using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Ratings;
using Hall.Storage.Ratings;
using Hall.Web.Identity;

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
        app.MapGet("/{hall}/manager/satisfaction/odd.{format}", Odd).ExcludeFromDescription()
            .RequireAuthorization(Permission.OddRatingsRead);
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
        return rows is null
            ? Faulty("by")
            : FileOf(rows, plan.TimeZone, format, $"satisfaction-{by}-{DayText.Compact(span.From)}-{DayText.Compact(span.To)}");
    }

    private static async Task<IResult> RowsAsync(
        string hall, string format, HttpContext context, IHallDirectory halls, RatingRowsReader reader, CaseReports care,
        UnmatchedPresses strays, CancellationToken cancel)
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
            return FileOf(beside, found.Snapshot.Plan.TimeZone, format,
                $"{query.Set}-{DayText.Compact(query.Span.From)}-{DayText.Compact(query.Span.To)}");
        }

        if (await strays.ReadAsync(found.Id, found.Snapshot.Plan, query, cancel) is { } stray)
        {
            return FileOf(stray, found.Snapshot.Plan.TimeZone, format,
                $"{query.Set}-{DayText.Compact(query.Span.From)}-{DayText.Compact(query.Span.To)}");
        }

        var rows = await reader.ReadAsync(found.Id, query, 0, MostRows, context.User.Staff(), cancel);
        return FileOf(rows, found.Snapshot.Plan.TimeZone, format,
            $"ratings-{DayText.Compact(query.Span.From)}-{DayText.Compact(query.Span.To)}");
    }

    private static IResult Odd(string hall, string format, HttpContext context, IHallDirectory halls, AnomalyWatch watch)
    {
        if (halls.Find(new HallId(hall)) is not { } found || format is not ("csv" or "xlsx"))
        {
            return Results.NotFound();
        }

        var self = context.User.Staff();
        return FileOf<AnomalyRow>(
            [
                .. watch.Of(found.Id).Where(odd => odd.Teller.Value != self)
                    .Select(odd =>
                        new AnomalyRow(odd.Teller.Value, odd.Kind.ToString(), odd.Seen.Numerator, odd.Seen.Denominator,
                            Math.Round(odd.Expected, 2), odd.Chance)),
            ],
            found.Snapshot.Plan.TimeZone, format, $"odd-ratings-{DayText.Compact(found.Snapshot.Plan.DayOf(found.Now))}");
    }

    private static async Task<IReadOnlyList<FigureRow>?> PartsAsync(
        IHall hall, ReportSpan span, string by, string? zone, SatisfactionFigures figures, CancellationToken cancel)
    {
        var plan = hall.Snapshot.Plan;
        if (PartNames.ScopeOf(by) is { } scope)
        {
            var parts = await figures.PartsAsync(hall, span, scope, zone, cancel);
            var (history, end) = (await figures.HistoryAsync(hall, cancel), plan.EndOf(span.To));
            return [.. parts.Select(part => FigureRow.Of(part.Key, history.NameOf(scope, part.Key, end, "zh-CN"), part.Counts))];
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
        FigureRow.Of(DayText.Of(span.From), $"{DayText.Of(span.From)} – {DayText.Of(span.To)}", counts);

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
        "set" => $"There are no such rows: set is one of {string.Join(", ", Enum.GetNames<RowSet>())}.",
        "level" => $"There is no such level: level is one of {string.Join(", ", Enum.GetNames<FeedbackLevel>())}.",
        "weekday" => $"There is no such weekday: weekday is one of {string.Join(", ", Enum.GetNames<DayOfWeek>())}.",
        "hour" => "There is no such hour: hour is 0 to 23.",
        "visit" => "visit is 'none', for what belongs to no visit that is known, or left out.",
        "by" => $"The figures cannot be told so: by is one of {string.Join(", ", PartNames.All.Append("weekday-hour").Append("whole"))}.",
        _ => "The address is malformed: days are yyyy-MM-dd.",
    });

    private static string? Text(HttpRequest request, string name) => request.Query[name].ToString() is { Length: > 0 } text ? text : null;
}
