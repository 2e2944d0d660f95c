using System.Diagnostics;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Data;
using Hall.Web.Hub;
using Hall.Web.Journal;
using Hall.Web.Ratings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Benchmarks;

/// <summary>
/// What the page "Satisfaction" reads over three years, one month and a day, and a walk along the chain of all ratings. The page's
/// queries and sums are timed in this process; its markup comes on top.
/// </summary>
internal static class RatingBenchmark
{
    private const string Hall = "bench";
    private const int Days = 3 * 365;
    private static readonly DateOnly Last = new(2026, 10, 31);

    public static async Task<object> RunAsync(int visits)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        try
        {
            var database = new JournalDatabase(new HubOptions { DataFolder = data }, TimeProvider.System, NullLogger<JournalDatabase>.Instance);
            database.Prepare();
            var file = $"Data Source={Path.Combine(data, "hall.db")}";
            var watch = Stopwatch.StartNew();
            using var connection = new SqliteConnection(file);
            connection.Open();
            var ratings = RatingHistory.Write(connection, database.Chain, Hall, visits, Days, Last);
            var written = watch.Elapsed;
            watch.Restart();
            var (rows, faults) = new ChainCheck(database.Chain).Check(connection, new(Hall), null);
            var walked = watch.Elapsed;
            var reports = new RatingReports(new Databases(file));
            return new
            {
                benchmark = "ratings", visits, ratings, databaseMegabytes = new FileInfo(Path.Combine(data, "hall.db")).Length / (1024 * 1024),
                generatedSeconds = Math.Round(written.TotalSeconds, 1),
                verify = new { rows, seconds = Math.Round(walked.TotalSeconds, 1), rowsASecond = Math.Round(rows / walked.TotalSeconds), faults = faults.Count },
                threeYears = await PageAsync(reports, new(Last.AddDays(1 - Days), Last)),
                month = await PageAsync(reports, ReportSpan.MonthTo(Last)),
                day = await PageAsync(reports, new(Last, Last)),
            };
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(data, true);
        }
    }

    private static async Task<object> PageAsync(RatingReports reports, ReportSpan span)
    {
        const int runs = 7;
        var taken = new List<double>();
        long valid = 0;
        for (var run = 0; run < runs; run++)
        {
            var watch = Stopwatch.StartNew();
            var view = new SatisfactionView(span, await reports.HoursAsync(new HallId(Hall), span, null), await reports.HoursAsync(new HallId(Hall), span.Before, null));
            await reports.PartsAsync(new HallId(Hall), span, TallyScope.Service);
            taken.Add(watch.Elapsed.TotalMilliseconds);
            valid = view.Total.Valid.Total;
        }

        return new { span.Days, valid, firstMilliseconds = Math.Round(taken[0], 1), medianMilliseconds = Math.Round(taken.Order().ElementAt(runs / 2), 1) };
    }

    private sealed class Databases(string file) : IDbContextFactory<HallDbContext>
    {
        public HallDbContext CreateDbContext() =>
            new(new DbContextOptionsBuilder<HallDbContext>().UseSqlite(file).UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
    }
}
