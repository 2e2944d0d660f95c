using Bunit;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Web.Surfaces.Board;
using Hall.Web.Surfaces.Teller;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using MudBlazor.Services;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>A teller's own figures and the month on a board: nobody learns a single rating from them, however often they look.</summary>
public sealed class OwnFigureTests : BunitContext
{
    private static readonly DateOnly First = new(2026, 1, 1);

    /// <summary>
    /// What a teller can know after a month of looking every day at the board and at their own page, as sums of days of their own and days
    /// of the others: whatever of it is subtracted, also differences from differences, leaves nothing or ten ratings and more.
    /// </summary>
    [Theory]
    [InlineData(1, 6)]
    [InlineData(2, 4)]
    [InlineData(2, 9)]
    [InlineData(3, 5)]
    [InlineData(5, 7)]
    public async Task GuardedDays_LookedAtEveryDayWithTheBoard_LeaveNothingOrTenRatingsAndMore(int tellers, int most)
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        var random = new Random((100 * tellers) + most);
        var told = 0;
        for (var round = 0; round < 12; round++)
        {
            // Some tellers are there on few days only, so that others are alone on some.
            var there = Enumerable.Range(0, tellers).Select(_ => random.NextDouble()).ToList();
            var days = Enumerable.Range(0, 24)
                .SelectMany(day => Enumerable.Range(0, tellers).Where(teller => teller == 0 || random.NextDouble() < there[teller])
                .Select(teller => new TellerDay(First.AddDays(day), $"{1001 + teller}", Some(random, random.Next(most))))).ToList();
            var known = new HashSet<string>();
            var sums = new List<Sum>();
            for (var today = First; today < First.AddDays(34); today = today.AddDays(1))
            {
                if (PrivacyBlocks.OfTeller(days, "1001", plan, today) is { } mine)
                {
                    Assert.Equal(days.Where(day => day.Day <= mine.To && day.Teller == "1001").Sum(day => day.Counts.Real), mine.Own.Real);
                    Learn($"own {mine.To}", Sum.Of(days, mine.To, own: 1, others: 0));
                    Learn($"hall {mine.To}", Sum.Of(days, mine.To, own: 1, others: 1));
                }

                if (PrivacyBlocks.OfHall(days, plan, today) is { } board)
                {
                    Learn($"hall {board.To}", Sum.Of(days, board.To, own: 1, others: 1));
                }
            }

            told += sums.Count;
            var looks = sums.SelectMany((one, i) => sums.Skip(i + 1).Select(other => one - other)).Concat(sums).ToList();
            foreach (var (one, i) in looks.Select((one, i) => (one, i)))
            {
                Assert.True(one.Size is 0 or >= PrivacyBlocks.Least, $"Two looks leave {one.Size} ratings.");
                for (var j = i + 1; j < looks.Count; j++)
                {
                    var (less, more) = ((one - looks[j]).Size, (one + looks[j]).Size);
                    Assert.True(less is 0 or >= PrivacyBlocks.Least && more is 0 or >= PrivacyBlocks.Least,
                        $"Four looks leave {Math.Min(less, more)} ratings.");
                }
            }

            void Learn(string what, Sum sum)
            {
                if (known.Add(what))
                {
                    sums.Add(sum);
                }
            }
        }

        Assert.True(told >= 12, "Nothing was ever shown.");
    }

    [Fact]
    public async Task GuardedDays_RatingSetAsideLater_MovesNoEnd()
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        var random = new Random(9);
        var days = Enumerable.Range(0, 31).Select(day => new TellerDay(First.AddDays(day), "1001", Some(random, 8))).ToList();
        var aside = days.Select(day => day.Counts.Valid.Bad == 0 ? day : day with
        {
            Counts = day.Counts with { Valid = day.Counts.Valid with { Dissatisfied = day.Counts.Valid.Dissatisfied - 1 },
                SetAside = new(0, 0, 0, 1, 0) },
        }).ToList();
        for (var today = First.AddDays(15); today < First.AddDays(34); today = today.AddDays(1))
        {
            Assert.Equal(PrivacyBlocks.OfTeller(days, "1001", plan, today)?.To, PrivacyBlocks.OfTeller(aside, "1001", plan, today)?.To);
        }
    }

    [Fact]
    public async Task GuardedDays_YesterdayAndWhatCanStillBeRated_AreNotShown()
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        var monday = new DateOnly(2026, 3, 2);
        TellerDay[] days = [new(monday, "1001", Counts(10, 12))];
        Assert.Null(PrivacyBlocks.OfTeller(days, "1001", plan, monday));
        Assert.Null(PrivacyBlocks.OfTeller(days, "1001", plan, plan.Configuration.Hours.NextOpenDay(monday)));
        Assert.Equal(monday, PrivacyBlocks.OfTeller(days, "1001", plan, plan.Configuration.Hours.NextOpenDay(monday).AddDays(1))!.To);
        Assert.Equal(monday, PrivacyBlocks.OfHall(days, plan, monday.AddDays(20))!.Value.To);
        Assert.Null(PrivacyBlocks.OfTeller([new(monday, "1001", Counts(9, 12))], "1001", plan, monday.AddDays(20)));
        Assert.Null(PrivacyBlocks.OfHall([new(monday, "1001", Counts(9, 12))], plan, monday.AddDays(20)));
    }

    [Fact]
    public async Task GuardedDays_OneRatingOfAColleague_ShowsNeitherHall()
    {
        await using var hall = HallOnDisk.Started();
        var plan = hall.Hall.Snapshot.Plan;
        var monday = new DateOnly(2026, 3, 2);
        TellerDay[] days = [new(monday, "1001", Counts(30, 30)), new(monday, "1002", Counts(1, 1))];
        Assert.Null(PrivacyBlocks.OfTeller(days, "1001", plan, monday.AddDays(20)));
        Assert.Null(PrivacyBlocks.OfHall(days, plan, monday.AddDays(20)));
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
            seen.AddRange(
                (await figures.OfAsync(hall.Hall, "1001", TestContext.Current.CancellationToken)).Select(figure =>
                    figure.Own?.Valid.Total ?? 0));
            hall.Time.Advance(TimeSpan.FromDays(1));
        }

        Assert.Contains(seen, n => n >= 2 * PrivacyBlocks.Least);
        Assert.All(seen.SelectMany(one => seen.Select(other => Math.Abs(one - other))),
            difference => Assert.True(difference is 0 or >= PrivacyBlocks.Least));
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

    [Fact]
    public async Task MonthBoard_FewRatings_ShowsNoFigureAndSaysSo()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        hall.Time.Advance(TimeSpan.FromDays(3));
        Prepare(hall);
        var page = Render<MonthBoardPage>(parameters => parameters.Add(p => p.Hall, "demo-small").Add(p => p.Board, "all"));
        page.WaitForElement(".pair b");
        Assert.Equal(["–", "–"], page.FindAll(".pair b").Select(figure => figure.TextContent));
        Assert.Contains("还不够多", page.Find(".month-board h1").TextContent, StringComparison.Ordinal);
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
        who.SetAuthenticationType(Hall.Hub.Identity.StaffSession.Scheme);
        Services.AddMudServices();
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
                .Select(part =>
                    $"('demo-small', {(int)part.Scope}, {today - back}, {part.Hour}, '{part.Key}', {served}, {good}, 0, 0, {bad}, 0, "
                        + "0, 0, 0, 0, 0, 0, 0, 0, 0)");
        });
        hall.Tamper(
            "INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, "
                + "Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES "
            + string.Join(",", rows));
    }

    private static RatingCounts Some(Random random, int rated)
    {
        var bad = random.Next(rated + 1);
        return new() { Served = rated + random.Next(5), Valid = new(rated - bad, 0, 0, bad, 0) };
    }

    private static RatingCounts Counts(int rated, int served) => new() { Served = served, Valid = new(rated, 0, 0, 0, 0) };

    /// <summary>How often each day of one's own and each day of the others stands in a figure, and how many ratings those days
    /// hold.</summary>
    private sealed record Sum(int[] Times, long[] Ratings)
    {
        public long Size => Times.Zip(Ratings, (times, ratings) => times == 0 ? 0 : ratings).Sum();

        public static Sum operator -(Sum one, Sum other) => one with { Times = [.. one.Times.Zip(other.Times, (a, b) => a - b)] };

        public static Sum operator +(Sum one, Sum other) => one with { Times = [.. one.Times.Zip(other.Times, (a, b) => a + b)] };

        public static Sum Of(IReadOnlyList<TellerDay> days, DateOnly to, int own, int others)
        {
            var parts = days.GroupBy(day => (day.Day, Own: day.Teller == "1001")).OrderBy(part => part.Key.Day).ThenBy(part => part.Key.Own)
                .ToList();
            return new([.. parts.Select(part => part.Key.Day > to ? 0 : part.Key.Own ? own : others)],
                [.. parts.Select(part => part.Sum(day => day.Counts.Real))]);
        }
    }
}
