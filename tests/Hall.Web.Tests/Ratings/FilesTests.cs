using System.Globalization;
using System.Text;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Storage.Ratings;
using Hall.Web.Tests.People;
using MiniExcelLibs;

namespace Hall.Web.Tests.Ratings;

/// <summary>Every table of the page as CSV and XLSX over HTTP, and the files of the exchange, against what was pressed.</summary>
public sealed class FilesTests : IAsyncLifetime
{
    private static readonly FeedbackLevel?[] Pressed =
        [FeedbackLevel.VerySatisfied, FeedbackLevel.VerySatisfied, FeedbackLevel.Satisfied, FeedbackLevel.BasicallySatisfied, FeedbackLevel.Dissatisfied, null];

    private PeopleHub _hub = null!;
    private Visitor _manager = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await PeopleHub.StartAsync();
        _manager = await _hub.SignedInAsync(Role.DutyManager);
        CounterId one = new("1");
        await DoAsync(new OpenCounter(one, new(Role.Teller)));
        foreach (var level in Pressed)
        {
            await DoAsync(new IssueTicket([new("A01")], PriorityCode.None));
            await DoAsync(new CallNext(one));
            await DoAsync(new StartService(one));
            await DoAsync(new CompleteService(one));
            if (level is { } given)
            {
                await DoAsync(new PressPad(one, given, [], Guid.NewGuid().ToString()));
            }
        }
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task Tables_ByEveryCut_AddUpToWhatWasPressedInBothFormats()
    {
        foreach (var by in PartNames.All.Append("weekday-hour"))
        {
            var rows = await CsvAsync($"table.csv?by={by}");
            Assert.True(rows.Count > 0, by);
            Assert.Equal((by, 6, 5, 4, 1), (by, Sum(rows, "Served"), Sum(rows, "ValidRatings"), Sum(rows, "SatisfactionNumerator"), Sum(rows, "BadReviewNumerator")));
            Assert.Equal(rows.Select(row => row["RatingRateNumerator"]), (await XlsxAsync($"table.xlsx?by={by}")).Select(row => $"{row["RatingRateNumerator"]}"));
        }

        var whole = await CsvAsync("table.csv?by=whole");
        Assert.Equal(["6", "0"], whole.Select(row => row["Served"]));
        var wilson = Share.Wilson(4, 5);
        Assert.Equal((80.0, wilson.LowPercent, wilson.HighPercent), (Number(whole[0]["SatisfactionPercent"]), Number(whole[0]["SatisfactionLowPercent"]), Number(whole[0]["SatisfactionHighPercent"])),
            (one, other) => Math.Abs(one.Item1 - other.Item1) + Math.Abs(one.Item2 - other.Item2) + Math.Abs(one.Item3 - other.Item3) < 0.02);
    }

    [Fact]
    public async Task Rows_OfEverySet_AreAsManyAsTheFigureSays()
    {
        foreach (var (set, count) in new[] { ("Served", 6), ("Real", 5), ("Valid", 5), ("Good", 4), ("Bad", 1), ("Aside", 0), ("Unrated", 1), ("MendDue", 0), ("NamedBad", 0), ("Complaints", 0) })
        {
            Assert.Equal((set, count), (set, (await CsvAsync($"rows.csv?set={set}")).Count));
            Assert.Equal((set, count), (set, (await XlsxAsync($"rows.xlsx?set={set}")).Count));
        }
    }

    [Fact]
    public async Task Exchange_Files_CarryTheTwoCodingsInOppositeDirections()
    {
        var national = (await CsvAsync("exchange/interface.csv")).Select(row => row["satisfaction"]);
        var standard = (await CsvAsync("exchange/standard.csv")).Select(row => row["满意度代码"]);
        Assert.Equal(["5", "5", "4", "3", "2"], national);
        Assert.Equal(["1", "1", "2", "3", "4"], standard);
        Assert.Equal(5, (await XlsxAsync("exchange/interface.xlsx")).Count);
        Assert.Empty(await CsvAsync("exchange/complaints.csv"));
    }

    [Theory]
    [InlineData("table.csv?from=2199-01-01")]
    [InlineData("table.csv?from=2026-02-02&to=2026-02-01")]
    [InlineData("table.csv?by=nonsense")]
    [InlineData("rows.xlsx?set=Nothing")]
    [InlineData("exchange/standard.csv?from=2199-01-01")]
    public async Task Files_OfWhatCannotBeAsked_AreRefusedWithAReason(string path)
    {
        using var answer = await _manager.GetAsync($"/demo-small/manager/satisfaction/{path}");
        Assert.Equal(System.Net.HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("malformed", await answer.CodeAsync());
    }

    [Fact]
    public async Task Rows_OfTheHallsMorning_CarryItsOwnTimeWithItsOffset()
    {
        var zone = _hub.Hall.Snapshot.Plan.TimeZone;
        var rows = await CsvAsync("rows.csv?set=Served");
        Assert.NotEmpty(rows);
        Assert.All(rows, row => Assert.EndsWith("+08:00", row["At"], StringComparison.Ordinal));
        var at = DateTimeOffset.Parse(rows[0]["At"], CultureInfo.InvariantCulture);
        Assert.Equal(_hub.Hall.Snapshot.Plan.DayOf(at), DateOnly.FromDateTime(at.DateTime));

        var cell = (await XlsxAsync("rows.xlsx?set=Served"))[0]["At"];
        Assert.Equal(TimeZoneInfo.ConvertTime(at, zone).DateTime, Assert.IsType<DateTime>(cell), TimeSpan.FromSeconds(1));
    }

    private async Task DoAsync(HallCommand command) => Assert.Null((await _hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken)).Rejection);

    private async Task<List<Dictionary<string, string>>> CsvAsync(string path)
    {
        var lines = Encoding.UTF8.GetString(await BytesAsync(path)).TrimStart('\uFEFF').Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        return [.. lines.Skip(1).Select(line => lines[0].Split(',').Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second))];
    }

    private async Task<List<IDictionary<string, object>>> XlsxAsync(string path)
    {
        using var sheet = new MemoryStream(await BytesAsync(path));
        return [.. sheet.Query(useHeaderRow: true).Cast<IDictionary<string, object>>()];
    }

    private async Task<byte[]> BytesAsync(string path)
    {
        using var answer = await _manager.GetAsync($"/demo-small/manager/satisfaction/{path}");
        Assert.True(answer.IsSuccessStatusCode, $"{path}: {answer.StatusCode}");
        return await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
    }

    private static long Sum(List<Dictionary<string, string>> rows, string column) => rows.Sum(row => long.Parse(row[column], CultureInfo.InvariantCulture));

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
