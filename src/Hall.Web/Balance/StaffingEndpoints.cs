using System.Globalization;
using System.Text;
using CsvHelper;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Forecasting.WhatIf;
using Hall.Hub.Accounts;
using Hall.Hub.Balance;
using Hall.Hub.Ratings;
using Hall.Web.Ratings;

namespace Hall.Web.Balance;

/// <summary>The staffing plan as a file.</summary>
public static class StaffingEndpoints
{
    /// <summary>How many days a plan looks back.</summary>
    public const int Days = 28;

    /// <summary>Maps <c>/{hall}/manager/staffing.csv</c> and <c>.xlsx</c>.</summary>
    public static void MapStaffing(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/{hall}/manager/staffing.csv", WriteAsync).RequireAuthorization(Permission.HallWatch).ExcludeFromDescription();
        routes.MapGet("/{hall}/manager/staffing.xlsx", WriteSheetAsync).RequireAuthorization(Permission.HallWatch).ExcludeFromDescription();
    }

    private static async Task<IResult> WriteSheetAsync(string hall, IHallDirectory halls, PastVisits past, CancellationToken cancel)
    {
        if (halls.Find(new HallId(hall)) is not { } found)
        {
            return Results.NotFound();
        }

        var plan = found.Snapshot.Plan;
        var needs = StaffingPlan.Of(plan.Configuration, await past.ReadAsync(plan, found.Snapshot.BusinessDay, Days, cancel));
        int Have(StaffingNeed need) => plan.Configuration.Counters.Count(counter => counter.Zone == need.Zone);
        IReadOnlyList<TableColumn<StaffingNeed>> columns =
        [
            new("zone", need => need.Zone.Value), new("weekday", need => need.Day.ToString()),
            new("from", need => need.From.ToString("HH:mm", CultureInfo.InvariantCulture)), new("need", need => need.Counters),
            new("have", need => Have(need)), new("gap", need => Math.Max(0, need.Counters - Have(need))),
            new("perHour", need => Math.Round(need.PerHour, 1)), new("meanServiceSeconds", need => Math.Round(need.MeanServiceSeconds)),
        ];
        return Results.File(TableFile.Xlsx(needs, columns, plan.TimeZone), TableFile.XlsxType, $"staffing-{hall}.xlsx");
    }

    private static async Task<IResult> WriteAsync(string hall, IHallDirectory halls, PastVisits past, CancellationToken cancel)
    {
        if (halls.Find(new HallId(hall)) is not { } found)
        {
            return Results.NotFound();
        }

        var plan = found.Snapshot.Plan;
        var visits = await past.ReadAsync(plan, found.Snapshot.BusinessDay, Days, cancel);
        var needs = StaffingPlan.Of(plan.Configuration, visits);
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        Write(needs, visits.Where(visit => visit.Forgotten).CountBy(visit => visit.Zone).ToDictionary(), text);

        // Spreadsheets take a file for UTF-8 only when it says so.
        return Results.File([.. Encoding.UTF8.GetPreamble(), .. Encoding.UTF8.GetBytes(text.ToString())], "text/csv; charset=utf-8",
            $"staffing-{hall}.csv");
    }

    private static void Write(IReadOnlyList<StaffingNeed> needs, Dictionary<ZoneCode, int> leftOut, TextWriter output)
    {
        using var csv = CsvWriter.Create(output, new() { NewLine = "\r\n" }, leaveOpen: true);
        foreach (var column in (ReadOnlySpan<string>)["zone", "weekday", "from", "perHour", "meanServiceSeconds", "counters", "busy",
            "withinTarget", "leave", "forgottenLeftOut"])
        {
            csv.WriteField(column);
        }

        csv.EndRecord();
        foreach (var need in needs)
        {
            csv.WriteField(need.Zone.Value);
            csv.WriteField(need.Day.ToString());
            csv.WriteField(need.From.ToString("HH:mm", CultureInfo.InvariantCulture));
            csv.WriteField(Number(need.PerHour, "0.0"));
            csv.WriteField(Number(need.MeanServiceSeconds, "0"));
            csv.WriteField(Number(need.Counters, "0"));
            csv.WriteField(Number(need.Busy, "0.000"));
            csv.WriteField(Number(need.WithinTarget, "0.000"));
            csv.WriteField(Number(need.Leave, "0.0000"));
            csv.WriteField(Number(leftOut.GetValueOrDefault(need.Zone), "0"));
            csv.EndRecord();
        }
    }

    private static string Number(double value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
