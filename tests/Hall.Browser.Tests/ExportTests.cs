using System.Globalization;
using Hall.Browser.Tests.Hosting;
using Microsoft.Data.Sqlite;
using Microsoft.Playwright;
using MiniExcelLibs;

namespace Hall.Browser.Tests;

/// <summary>What the manager downloads from the page "Satisfaction" against a count of the rows themselves, made here and from nothing
/// else.</summary>
[Collection(nameof(BrowserFixture))]
public sealed class ExportTests(BrowserFixture fixture)
{
    private const string Hall = "tongling";
    private const int RatingsWanted = 25;

    private static readonly string[] Levels = ["VerySatisfied", "Satisfied", "BasicallySatisfied", "Dissatisfied", "VeryDissatisfied"];
    private static readonly string[] Counted = ["Served", .. Levels, "ValidRatings", "SetAside", "Unrated"];
    private static readonly string[] Rates = ["SatisfactionPercent", "BadReviewPercent", "RatingRatePercent"];

    private sealed record Leg(long Ticket, long Number, int Day, string Service, string Counter, string Teller, string Zone);

    private sealed record Rating(long Ticket, long Number, string Level);

    [Fact]
    public async Task Download_OfTheMonth_EqualsACountOfTheRows()
    {
        var data = await CrowdedDayAsync();
        await using var hub = await HubProcess.StartAsync("--demo --speed 0", data);
        var (legs, ratings, aside) = Rows(Path.Combine(data, "hall.db"));
        var last = DateOnly.FromDayNumber(legs.Max(leg => leg.Day));
        var from = new DateOnly(last.Year, last.Month, 1);
        legs.RemoveAll(leg => leg.Day < from.DayNumber);
        Assert.True(ratings.Count >= RatingsWanted);

        var page =
            await Office.SignInAsync(fixture.Browser, hub, Office.Duty,
                $"/{Hall}/manager/satisfaction?from={from:yyyy-MM-dd}&to={last:yyyy-MM-dd}");
        foreach (var (by, keyOf) in new (string, Func<Leg, string>)[]
        {
            ("service", leg => leg.Service), ("counter", leg => leg.Counter), ("teller", leg => leg.Teller), ("zone", leg => leg.Zone),
            ("month", _ => $"{from:yyyy-MM-dd}"),
        })
        {
            await page.GotoAsync(hub.At($"/{Hall}/manager/satisfaction?from={from:yyyy-MM-dd}&to={last:yyyy-MM-dd}&by={by}"));
            var expected = legs.GroupBy(keyOf).ToDictionary(part => part.Key, part => Count([.. part], ratings, aside));
            foreach (var format in new[] { "csv", "xlsx" })
            {
                var file = await DownloadAsync(page, by, format);
                var found = format == "csv" ? Csv(file) : Xlsx(file);
                Assert.Equal(expected.Keys.Order(StringComparer.Ordinal), found.Keys.Order(StringComparer.Ordinal));
                foreach (var (key, figures) in expected)
                {
                    Assert.Equal((by, format, key, Text(figures)), (by, format, key, Text(found[key])));
                }
            }
        }
    }

    /// <summary>A hub with a crowd, ended as by a power cut once enough was rated, so that the figures stand still.</summary>
    private static async Task<string> CrowdedDayAsync()
    {
        var busy = await HubProcess.StartAsync("--demo --speed 60");
        await Wait.UntilAsync(() => Number(busy) >= RatingsWanted, $"{RatingsWanted} ratings are given", TimeSpan.FromMinutes(10));
        await busy.KillAsync();
        return busy.DataFolder;

        static long Number(HubProcess hub) => TicketLinks.Ask(hub, "SELECT count(*) FROM feedback WHERE $number = ''", "");
    }

    private static async Task<string> DownloadAsync(IPage page, string by, string format)
    {
        var link = page.Locator($"a[download][href*='table.{format}'][href$='by={by}']");
        await link.WaitForAsync(new() { Timeout = Wait.LongestMs });
        var download = await page.RunAndWaitForDownloadAsync(() => link.ClickAsync(), new() { Timeout = Wait.LongestMs });
        return await download.PathAsync();
    }

    private static Dictionary<string, double?> Count(IReadOnlyList<Leg> legs, IReadOnlyList<Rating> ratings, HashSet<(long, long)> aside)
    {
        var mine = legs.Select(leg => (leg.Ticket, leg.Number)).ToHashSet();
        var real = ratings.Where(rating => mine.Contains((rating.Ticket, rating.Number))).ToList();
        var valid = real.Where(rating => !aside.Contains((rating.Ticket, rating.Number))).ToList();
        var figures = Levels.ToDictionary(level => level, level => (double?)valid.Count(rating => rating.Level == level));
        var bad = figures["Dissatisfied"] + figures["VeryDissatisfied"];
        (figures["Served"], figures["ValidRatings"], figures["SetAside"]) = (legs.Count, valid.Count, real.Count - valid.Count);
        figures["Unrated"] = legs.Count - real.Count;
        figures["SatisfactionPercent"] = valid.Count == 0 ? null : 100 * (valid.Count - bad) / valid.Count;
        figures["BadReviewPercent"] = valid.Count == 0 ? null : 100 * bad / valid.Count;
        figures["RatingRatePercent"] = 100.0 * real.Count / legs.Count;
        return figures;
    }

    private static string Text(Dictionary<string, double?> figures) => string.Join(' ', Counted.Concat(Rates)
        .Select(name =>
            string.Create(CultureInfo.InvariantCulture, $"{name}={(figures[name] is { } number ? Math.Round(number, 2) : null)}")));

    private static Dictionary<string, Dictionary<string, double?>> Csv(string file)
    {
        var lines = File.ReadAllLines(file);
        var names = lines[0].TrimStart('\uFEFF').Split(',');
        return lines.Skip(1).Select(line => names.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))
            .ToDictionary(row => row["Part"], row => Figures(name => row[name]));
    }

    private static Dictionary<string, Dictionary<string, double?>> Xlsx(string file)
    {
        using var stream = File.OpenRead(file);
        return stream.Query(useHeaderRow: true).Cast<IDictionary<string, object>>().ToList()
            .ToDictionary(row => $"{row["Part"]}", row => Figures(name => Convert.ToString(row[name], CultureInfo.InvariantCulture)));
    }

    private static Dictionary<string, double?> Figures(Func<string, string?> valueOf) => Counted.Concat(Rates).ToDictionary(
        name => name, name => valueOf(name) is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : (double?)null);

    private static (List<Leg> Legs, List<Rating> Ratings, HashSet<(long, long)> Aside) Rows(string database)
    {
        using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        connection.Open();
        return (
            All("SELECT Ticket, Leg, Day, Service, Counter, Teller, Zone FROM legs", row =>
                new Leg(row.GetInt64(0), row.GetInt64(1), row.GetInt32(2), row.GetString(3), row.GetString(4), row.GetString(5),
                    row.GetString(6))),
            All("SELECT Ticket, Leg, Level FROM feedback WHERE Occasion = 1",
                row => new Rating(row.GetInt64(0), row.GetInt64(1), row.GetString(2))),
            [.. All("SELECT Ticket, Leg FROM feedback_aside", row => (row.GetInt64(0), row.GetInt64(1)))]);

        List<T> All<T>(string sql, Func<SqliteDataReader, T> read)
        {
            using var command = connection.CreateCommand();
            command.CommandText = sql;
            using var reader = command.ExecuteReader();
            var rows = new List<T>();
            while (reader.Read())
            {
                rows.Add(read(reader));
            }

            return rows;
        }
    }
}
