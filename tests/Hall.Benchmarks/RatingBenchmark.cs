using System.Diagnostics;
using Hall.Core.Identifiers;
using Hall.Hub.Hosting;
using Hall.Hub.Ratings;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Benchmarks;

/// <summary>
/// Three years of visits, six in ten rated: the chain of all ratings verified, the page "Satisfaction" and the rows behind its
/// figures as a hub of its own answers them, and ratings taken in while such reports are read.
/// </summary>
internal static class RatingBenchmark
{
    private const int Days = 3 * 365;

    public static async Task<object> RunAsync(int visits)
    {
        var data = Directory.CreateTempSubdirectory("hall-bench-").FullName;
        try
        {
            await using (await HubProcess.StartAsync(data, BenchmarkHall.Tongling(), "--demo", "--speed", "0"))
            {
                // It founds the hall and makes the keys; the history is written while it is stopped.
            }

            var last = DateOnly.FromDateTime(DateTime.UnixEpoch.AddSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()).AddHours(8))
                .AddDays(-1);
            var file = Path.Combine(data, "hall.db");
            var (history, verify) = Write(data, file, visits, last);
            var load = Load();
            var pages = await RatingPages.RunAsync(data, new(last.AddDays(1 - Days), last), ReportSpan.MonthTo(last.AddDays(-last.Day)));
            await Console.Error.WriteLineAsync("The pages were read; ratings are taken in now.");
            return new { benchmark = "ratings", load, visits, history, verify, pages, ingest = await RatingIngest.RunAsync(data),
                loadAtTheEnd = Load() };
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            Directory.Delete(data, true);
        }
    }

    private static (object History, object Verify) Write(string data, string file, int visits, DateOnly last)
    {
        var database = new JournalDatabase(new HubOptions { DataFolder = data }, TimeProvider.System, NullLogger<JournalDatabase>.Instance);
        using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        connection.Open();
        var watch = Stopwatch.StartNew();
        var ratings = RatingHistory.Write(connection, database.Chain, BenchmarkHall.Name, visits, Days, last);
        var written = watch.Elapsed;
        RatingHistory.PassOver(data, BenchmarkHall.Name, ratings);
        watch.Restart();
        var (rows, faults) = new ChainCheck(database.Chain).Check(connection, new HallId(BenchmarkHall.Name), null);
        var walked = watch.Elapsed;
        return (new { days = Days, ratings, seconds = Math.Round(written.TotalSeconds, 1),
            megabytes = new FileInfo(file).Length / (1024 * 1024) },
            new { rows, seconds = Math.Round(walked.TotalSeconds, 1), rowsASecond = Math.Round(rows / walked.TotalSeconds),
                faults = faults.Count });
    }

    private static string Load() => File.ReadAllText("/proc/loadavg").Split(' ')[0];
}
