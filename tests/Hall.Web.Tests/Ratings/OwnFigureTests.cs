using Bunit;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Web.Data;
using Hall.Web.Ratings;
using Hall.Web.Surfaces.Board;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>A teller's own figures and the month on a board: nobody learns a single rating from them, however often they look.</summary>
public sealed class OwnFigureTests : BunitContext
{
    private static readonly DateOnly First = new(2026, 1, 1);

    [Fact]
    public async Task GuardedDays_LookedAtEveryDay_DifferByNothingOrByTenRatingsAndMore()
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        var random = new Random(7);
        for (var round = 0; round < 50; round++)
        {
            var days = Enumerable.Range(0, 31).Select(day => (Day: First.AddDays(day), Counts: Some(random, random.Next(8)))).ToList();
            var seen = Enumerable.Range(0, 40).Select(today => GuardedDays.Of(days, plan, First.AddDays(today))?.Counts ?? RatingCounts.None).ToList();
            foreach (var (one, other) in seen.SelectMany(one => seen.Select(other => (one, other))))
            {
                var difference = Math.Abs(one.Valid.Total - other.Valid.Total);
                Assert.True(difference is 0 or >= GuardedDays.Least, $"Two looks differ by {difference} ratings.");
                Assert.True(difference > 0 || one == other, "The same ratings, and yet another figure.");
            }
        }
    }

    [Fact]
    public async Task GuardedDays_YesterdayAndWhatCanStillBeRated_AreNotShown()
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        var monday = new DateOnly(2026, 3, 2);
        (DateOnly, RatingCounts)[] days = [(monday, Counts(10, 12))];
        Assert.Null(GuardedDays.Of(days, plan, monday));
        Assert.Null(GuardedDays.Of(days, plan, plan.Configuration.Hours.NextOpenDay(monday)));
        Assert.Equal(monday, GuardedDays.Of(days, plan, plan.Configuration.Hours.NextOpenDay(monday).AddDays(1))!.Value.To);
        Assert.Null(GuardedDays.Of([(monday, Counts(9, 12))], plan, monday.AddDays(20)));
    }

    [Fact]
    public async Task Periods_SubtractedFromEachOther_LeaveNothingOrTenRatingsAndMore()
    {
        await using var hall = HallOnDisk.Started();
        Fill(hall, perDay: day => day % 5);
        var figures = new OwnFigures(new(new Databases(hall)));
        var seen = new List<long>();
        for (var day = 0; day < 30; day++)
        {
            seen.AddRange((await figures.OfAsync(hall.Hall, "1001", TestContext.Current.CancellationToken)).Select(figure => figure.Own?.Valid.Total ?? 0));
            hall.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Contains(seen, n => n >= 2 * GuardedDays.Least);
        Assert.All(seen.SelectMany(one => seen.Select(other => Math.Abs(one - other))), difference => Assert.True(difference is 0 or >= GuardedDays.Least));
    }

    [Fact]
    public async Task OwnPage_FewRatings_ShowsNoFigureAndSaysWhy()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        Prepare(hall);
        var page = Render<OwnFiguresPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".own-figures .card");
        Assert.Empty(page.FindAll("table"));
        Assert.DoesNotContain("%", page.Markup, StringComparison.Ordinal);
        Assert.Contains("10", page.Find(".own-figures .card").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OwnPage_EnoughRatings_ShowsTheBlocksBesideTheHall()
    {
        await using var hall = HallOnDisk.Started();
        Fill(hall, perDay: _ => 4);
        Prepare(hall);
        var page = Render<OwnFiguresPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".own-figures table");

        // February has 28 days of four ratings: nine blocks of three days, and a day that is left out.
        Assert.Contains("n = 108", page.Markup, StringComparison.Ordinal);
        Assert.Contains("2026-02-01 – 2026-02-27", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task MonthBoard_EnoughRatings_ShowsSatisfactionAndRatingRate()
    {
        await using var hall = HallOnDisk.Started();
        Fill(hall, perDay: _ => 12);
        hall.Time.Advance(TimeSpan.FromDays(2));
        Prepare(hall);
        var page = Render<MonthBoardPage>(parameters => parameters.Add(p => p.Hall, "demo-small").Add(p => p.Board, "1"));
        page.WaitForElement(".pair b");
        Assert.Equal(["75.0%", "60.0%"], page.FindAll(".pair b").Select(figure => figure.TextContent));
    }

    private void Prepare(HallOnDisk hall)
    {
        Services.AddSingleton<IHallDirectory>(hall.Halls);
        Services.AddSingleton<TimeProvider>(hall.Clock);
        Services.AddSingleton<IDbContextFactory<HallDbContext>>(new Databases(hall));
        Services.AddSingleton<RatingReports>();
        Services.AddSingleton<OwnFigures>();
        var who = AddAuthorization();
        who.SetAuthorized("1001");
        who.SetAuthenticationType(Hall.Web.People.StaffSession.Scheme);
        JSInterop.Mode = JSRuntimeMode.Loose;
        SetRendererInfo(new RendererInfo("Server", true));
    }

    /// <summary>Sixty days up to the hall's today: of five served as many are rated as asked, three of four well.</summary>
    private static void Fill(HallOnDisk hall, Func<int, int> perDay)
    {
        var today = hall.Hall.Snapshot.Plan.DayOf(hall.Hall.Now).DayNumber;
        var rows = Enumerable.Range(0, 61).SelectMany(back =>
        {
            var rated = perDay(back);
            var (good, bad) = (rated - (rated / 4), rated / 4);
            var served = rated * 5 / 3;
            return new[] { (Scope: TallyScope.Teller, Hour: -1, Key: "1001"), (Scope: TallyScope.Hall, Hour: 9, Key: "") }
                .Select(part => $"('demo-small', {(int)part.Scope}, {today - back}, {part.Hour}, '{part.Key}', {served}, {good}, 0, 0, {bad}, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
        });
        hall.Tamper("INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES "
            + string.Join(",", rows));
    }

    private static RatingCounts Some(Random random, int rated)
    {
        var bad = random.Next(rated + 1);
        return new() { Served = rated + random.Next(5), Valid = new(rated - bad, 0, 0, bad, 0) };
    }

    private static RatingCounts Counts(int rated, int served) => new() { Served = served, Valid = new(rated, 0, 0, 0, 0) };

    private sealed class Databases(HallOnDisk hall) : IDbContextFactory<HallDbContext>
    {
        public HallDbContext CreateDbContext() => new(new DbContextOptionsBuilder<HallDbContext>()
            .UseSqlite($"Data Source={hall.File};Pooling=False").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
    }
}
