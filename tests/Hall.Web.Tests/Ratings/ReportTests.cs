using Hall.Web.Ratings;
using System.Text;
using Bunit;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Web.Surfaces.Manager.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MiniExcelLibs;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>Figures, their rows and their files over a real database.</summary>
public sealed class ReportTests : BunitContext
{
    private static readonly DateOnly Today = new(2026, 3, 2);
    private static readonly ReportSpan Month = new(new(2026, 3, 1), new(2026, 3, 31));

    [Fact]
    public async Task Figures_OfADay_EqualACountOfTheRows()
    {
        await using var hall = await RatedAsync();
        var (reports, rows) = Readers(hall);
        var cancel = TestContext.Current.CancellationToken;
        var view = new SatisfactionView(Month, await reports.HoursAsync(hall.Hall.Id, Month, null, cancel), []);
        Assert.Equal(new Share(3, 4), view.Total.Satisfaction);
        Assert.Equal(new Share(5, 6), view.Total.RatingRate);
        foreach (var scope in new[] { TallyScope.Zone, TallyScope.Service, TallyScope.Counter, TallyScope.Teller })
        {
            var part = Assert.Single(await reports.PartsAsync(hall.Hall.Id, Month, scope, null, cancel));
            Assert.Equal(view.Total.Valid, part.Counts.Valid);
            Assert.Equal(6, part.Counts.Served);
        }

        foreach (var (set, expected) in new[] { (RowSet.Served, 6), (RowSet.Real, 5), (RowSet.Valid, 4), (RowSet.Good, 3), (RowSet.Bad, 1),
            (RowSet.Aside, 1), (RowSet.Unrated, 1) })
        {
            Assert.Equal((set, expected), (set, await rows.CountAsync(hall.Hall.Id, new(Month, set), cancel)));
            foreach (var query in new RowQuery[] { new(Month, set), new(Month, set, Service: "A01"), new(Month, set, Zone: "A", Hour: 8),
                new(Month, set, Teller: "1001", Weekday: DayOfWeek.Monday) })
            {
                Assert.Equal(expected, await reports.CountAsync(hall.Hall.Id, query, cancel));
            }

            Assert.Equal(0, await reports.CountAsync(hall.Hall.Id, new(Month, set, Counter: "2"), cancel));
            Assert.Null(await reports.CountAsync(hall.Hall.Id, new(Month, set, Service: "A01", Hour: 8), cancel));
        }

        Assert.Equal(6,
            await rows.CountAsync(hall.Hall.Id, new(Month, RowSet.Served, Weekday: DayOfWeek.Monday, Hour: 8, Teller: "1001"), cancel));
        Assert.Equal(0, await rows.CountAsync(hall.Hall.Id, new(Month, RowSet.Served, Weekday: DayOfWeek.Tuesday), cancel));
        Assert.Equal(1, await rows.CountAsync(hall.Hall.Id, new(Month, RowSet.Valid, Level: FeedbackLevel.VerySatisfied), cancel));
        Assert.Empty(await rows.ReadAsync(hall.Hall.Id, new(Month, RowSet.Served), 0, 100, "1001", cancel));
        Assert.Equal("A001", (await rows.ReadAsync(hall.Hall.Id, new(Month, RowSet.Served), 0, 100, null, cancel))[^1].Number);
    }

    [Fact]
    public async Task Rows_ReasonThatCameByPhone_StandsWithTheRating()
    {
        await using var hall = HallOnDisk.Started();
        var ticket = await hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        await hall.DoAsync(new ExplainFeedback(ticket, 1, ["115"], "态度差"));
        var row =
            Assert.Single(
                await Readers(hall).Rows.ReadAsync(hall.Hall.Id, new(Month, RowSet.Bad), 0, 100, null,
                    TestContext.Current.CancellationToken));
        Assert.Equal(("115", "态度差", "VeryDissatisfied"), (row.Reasons, row.Comment, row.Level));
    }

    [Theory]
    [InlineData(null, null, null)]
    [InlineData("2026-03-03", null, "future")]
    [InlineData("2026-02-10", "2026-02-09", "empty")]
    [InlineData("2026-02-30", null, "malformed")]
    [InlineData("' OR 1=1 --", null, "malformed")]
    public void Read_OddPeriods_AreNamed(string? from, string? to, string? fault) =>
        Assert.Equal(fault, ReportSpan.Read(from, to, Today).Fault);

    [Fact]
    public void Read_EndInTheFuture_EndsToday() =>
        Assert.Equal(new(new(2026, 1, 1), Today), ReportSpan.Read("2026-01-01", "2026-12-31", Today).Span);

    [Fact]
    public void Read_UnknownConditions_AreMalformed()
    {
        foreach (var odd in new[] { "set=No", "hour=24", "hour=-1", "level=9", "weekday=Someday", "visit=some" })
        {
            Assert.Equal(odd.Split('=')[0], RowQueryText.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(odd), Today).Fault);
        }

        var query = new RowQuery(Month with { To = Today }, RowSet.Bad, "A", Hour: 9, Weekday: DayOfWeek.Friday,
            Level: FeedbackLevel.Dissatisfied);
        var address = RowQueryText.Write("/x", query);
        Assert.Equal(query, RowQueryText.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(address[2..]), Today).Query);
        var without = RowQueryText.Narrowed(query, "service", "");
        Assert.True(without.WithoutVisit);
        Assert.Equal(without,
            RowQueryText.Read(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(RowQueryText.Write("/x", without)[2..]),
                Today).Query);
    }

    [Fact]
    public void Stretches_OfWeeks_BeginOnMondayAndStayWithinTheSpan()
    {
        var counts = RatingCounts.None with { Served = 1 };
        var view = new SatisfactionView(new(new(2026, 3, 4), new(2026, 3, 10)),
            [new(new(2026, 3, 4), 9, counts), new(new(2026, 3, 8), 9, counts), new(new(2026, 3, 9), 9, counts)], []);
        Assert.Equal([(new(2026, 3, 4), new DateOnly(2026, 3, 8), 2L), (new(2026, 3, 9), new(2026, 3, 10), 1L)],
            view.By(Stretch.Week).Select(week => (week.From, week.To, week.Counts.Served)));
    }

    [Fact]
    public void Files_OfTextsLikeFormulas_HoldTextsOnly()
    {
        RatedLeg[] rows =
            [new(1, "A001", 1, HallOnDisk.Morning, "A", "A01", "1", "1001", "Satisfied", "", "=1+1 <b>好</b>, \"x\"", "Pad", null, false)];
        var columns = TableFile.ColumnsOf<RatedLeg>();
        var csv = Encoding.UTF8.GetString(TableFile.Csv(rows, columns, TimeZoneInfo.Utc));
        Assert.StartsWith("\uFEFFTicket,Number", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",\"=1", csv, StringComparison.Ordinal);
        Assert.DoesNotContain(",=1", csv, StringComparison.Ordinal);
        var wide = Encoding.UTF8.GetString(TableFile.Csv(rows.Select(row => row with { Comment = "＝1+1" }), columns, TimeZoneInfo.Utc));
        Assert.Contains(",'＝1+1,", wide, StringComparison.Ordinal);
        using var sheet = new MemoryStream(TableFile.Xlsx(rows, columns, TimeZoneInfo.Utc));
        var row = (IDictionary<string, object>)sheet.Query(useHeaderRow: true).Single();
        Assert.Equal("=1+1 <b>好</b>, \"x\"", row["Comment"]);
    }

    [Fact]
    public async Task Page_OfADay_ShowsFiguresWithWhatTheyAreMadeOf()
    {
        await using var hall = await RatedAsync();
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction?by=service");
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".share");
        Assert.Contains("75.0%", page.Find(".share").TextContent, StringComparison.Ordinal);
        Assert.Contains("3 / 4", page.Find(".share").TextContent, StringComparison.Ordinal);
        Assert.Contains("95% 区间", page.Find(".share").TextContent, StringComparison.Ordinal);
        Assert.Contains("参保证明打印", page.Find(".figures").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfOneDay_SaysTheDayOnceUnderEachChart()
    {
        await using var hall = await RatedAsync();
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>()
            .NavigateTo("/demo-small/manager/satisfaction?from=2026-03-02&to=2026-03-02&by=day");
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".share");
        Assert.Equal("03-02", Assert.Single(page.FindAll(".trend .axis-across span")).TextContent);
        Assert.Equal("2026-03-02", Assert.Single(page.FindAll(".levels .axis-across span")).TextContent);
        Assert.Contains("from=2026-03-02&to=2026-03-02&set=Good",
            page.Find(".figures tbody").InnerHtml.Replace("&amp;", "&", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?from=2026-03-03", "还没有到来")]
    [InlineData("?from=2026-02-10&to=2026-02-09", "早于开始")]
    [InlineData("?from=2026-02-01&to=2026-02-09", "没有服务记录")]
    public async Task Page_PeriodThatIsEmptyOrInTheFuture_SaysSo(string asked, string says)
    {
        await using var hall = await RatedAsync();
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>().NavigateTo($"/demo-small/manager/satisfaction{asked}");
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".share");
        Assert.Contains(says, page.Find(".refused, .empty").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_WhileABackupProgramHoldsTheDatabase_Opens()
    {
        await using var hall = await RatedAsync();
        using var backup = new SqliteConnection($"Data Source={hall.File};Pooling=False");
        backup.Open();
        using var hold = backup.CreateCommand();
        hold.CommandText = "BEGIN EXCLUSIVE; SELECT COUNT(*) FROM feedback";
        hold.ExecuteScalar();
        RatedHall.Prepare(this, hall);
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".share");
        Assert.Contains("3 / 4", page.Find(".share").TextContent, StringComparison.Ordinal);
        hold.CommandText = "ROLLBACK";
        hold.ExecuteNonQuery();
    }

    [Fact]
    public async Task RowsPage_CommentWithAScript_IsShownAsText()
    {
        await using var hall = HallOnDisk.Started();
        var ticket = await hall.ServeAsync();
        await hall.DoAsync(new GiveFeedback(ticket, null, FeedbackLevel.Dissatisfied, ["213"], "<script>alert(1)</script>",
            FeedbackChannel.QrCode));
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction/rows?set=Bad");
        var page = Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement("td.words");
        Assert.Equal("窗口人员业务不熟练 · <script>alert(1)</script>", page.Find("td.words").TextContent);
        Assert.Empty(page.FindAll("script"));
    }

    private static async Task<HallOnDisk> RatedAsync()
    {
        var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.VerySatisfied);
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.ServeAsync(FeedbackLevel.BasicallySatisfied);
        await hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        await hall.ServeAsync();
        var aside = await hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await hall.DoAsync(new SetFeedbackAside(aside, 1, FeedbackLevel.Dissatisfied, Today, "CP1"));
        return hall;
    }

    private static (RatingReports Reports, RatingRowsReader Rows) Readers(HallOnDisk hall) =>
        (new(new Databases(hall)), new(new Databases(hall), hall.Database.Texts));
}
