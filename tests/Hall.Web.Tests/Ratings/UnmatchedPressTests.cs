using Hall.Web.Ratings;
using System.Text;
using Bunit;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Ratings;
using Hall.Web.Surfaces.Manager.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Ratings;

/// <summary>Silence and the presses that count for nothing stand on the page by their kinds, and each number opens its rows.</summary>
public sealed class UnmatchedPressTests : BunitContext
{
    private static readonly CounterId One = new("1");
    private static readonly (RowSet Set, int Count)[] Expected =
        [(RowSet.Unrated, 3), (RowSet.LatePresses, 1), (RowSet.SecondPresses, 2), (RowSet.OrphanPresses, 3), (RowSet.ForeignPresses, 4),
            (RowSet.UndatedPresses, 2)];

    [Fact]
    public async Task Page_PressesOfEveryKind_AreCountedByKindAndOpenTheirRows()
    {
        await using var hall = HallOnDisk.Started();
        await FillAsync(hall);
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction?from=2026-03-01&to=2026-03-02");
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".beside");
        foreach (var (set, count) in Expected)
        {
            var shown = page.FindAll(".beside li")
                .Single(item => item.QuerySelector("a")?.GetAttribute("href")?.Contains($"set={set}", StringComparison.Ordinal) == true);
            Assert.Equal((set, $"{count}"), (set, shown.QuerySelector("b")!.TextContent));
            Services.GetRequiredService<NavigationManager>().NavigateTo(shown.QuerySelector("a")!.GetAttribute("href")!);
            var rows = Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
            rows.WaitForElement(".figures");
            Assert.Equal((set, count), (set, rows.FindAll(".figures tbody tr").Count));
            Assert.Contains($"{count}", rows.Find("h2 span").TextContent, StringComparison.Ordinal);
            Assert.All(rows.FindAll(".figures tbody tr"), row => Assert.Contains("2026-03-02", row.TextContent, StringComparison.Ordinal));
        }

        Services.GetRequiredService<NavigationManager>()
            .NavigateTo("/demo-small/manager/satisfaction/rows?set=ForeignPresses&from=2026-03-02&to=2026-03-02");
        var foreign = Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        foreign.WaitForElement(".figures tbody tr");
        Assert.All(foreign.FindAll(".figures tbody tr"), row => Assert.Equal("2", row.QuerySelectorAll("td")[2].TextContent));
        Assert.Contains("评价器可能放错了位置", foreign.Find(".explained").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_StrayPresses_AreNarrowedByCounterHourAndDayAndGoIntoFiles()
    {
        await using var hall = HallOnDisk.Started();
        await FillAsync(hall);
        var strays = new UnmatchedPresses(new Databases(hall));
        var plan = hall.Hall.Snapshot.Plan;
        var span = new ReportSpan(new(2026, 3, 1), new(2026, 3, 2));
        async Task<int?> CountAsync(RowQuery query) =>
            (await strays.ReadAsync(hall.Hall.Id, plan, query, Xunit.TestContext.Current.CancellationToken))?.Count;
        Assert.Equal(3, await CountAsync(new(span, RowSet.OrphanPresses)));
        Assert.Equal(3,
            await CountAsync(new(span, RowSet.OrphanPresses, Zone: plan.Counters[new("2")].Zone.Value, Counter: "2", Hour: 8,
                Weekday: DayOfWeek.Monday)));
        Assert.Equal(0, await CountAsync(new(span, RowSet.OrphanPresses, Counter: "1")));
        Assert.Equal(0, await CountAsync(new(span, RowSet.OrphanPresses, Hour: 9)));
        Assert.Equal(0, await CountAsync(new(span, RowSet.OrphanPresses, Teller: "1001")));
        Assert.Equal(0, await CountAsync(new(new(new(2026, 3, 1), new(2026, 3, 1)), RowSet.OrphanPresses)));
        Assert.Null(await CountAsync(new(span, RowSet.Valid)));
        var csv =
            Encoding.UTF8.GetString(
                TableFile.Csv(
                    (await strays.ReadAsync(hall.Hall.Id, plan, new(span, RowSet.LatePresses),
                        Xunit.TestContext.Current.CancellationToken))!, TableFile.ColumnsOf<UnmatchedPress>(), TimeZoneInfo.Utc));
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("Late", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_StrayPresses_AreFoundByTheirIndex()
    {
        await using var hall = HallOnDisk.Started();
        using var connection = new SqliteConnection($"Data Source={hall.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText =
            """
            EXPLAIN QUERY PLAN SELECT * FROM journal
            WHERE "Hall" = @h AND "Type" = 'stray-press-counted' AND "At" >= @a AND "At" < @b ORDER BY "At" DESC
            """;
        foreach (var name in new[] { "@h", "@a", "@b" })
        {
            command.Parameters.AddWithValue(name, 0);
        }

        using var plan = command.ExecuteReader();
        Assert.True(plan.Read());
        Assert.Contains("IX_journal_strays", plan.GetString(3), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_OfMoreThanFourHundredDays_SaysThatNothingIsComparedAndWhy()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction?from=2025-01-01&to=2026-03-02");
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".standouts");
        Assert.Contains("超过 400 天", page.Find(".standouts").TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".standouts .calm"));
    }

    private static async Task FillAsync(HallOnDisk hall)
    {
        // One that is rated, then pressed twice again.
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        await hall.DoAsync(new PressPad(One, FeedbackLevel.VeryDissatisfied, [], "second-1"));
        await hall.DoAsync(new PressPad(One, FeedbackLevel.VeryDissatisfied, [], "second-2"));

        // The same press sent again is no press at all.
        await hall.DoAsync(new PressPad(One, FeedbackLevel.VeryDissatisfied, [], "second-2"));

        // Three that stay silent; the last is pressed after the minute.
        await hall.ServeAsync();
        await hall.ServeAsync();
        var last = await hall.ServeAsync();
        hall.Time.Advance(TimeSpan.FromMinutes(2));
        await hall.DoAsync(new PressPad(One, FeedbackLevel.Satisfied, [], "late-1"));

        // For nobody: counter 2 has served nobody today.
        for (var i = 0; i < 3; i++)
        {
            await hall.DoAsync(new PressPad(new("2"), FeedbackLevel.Satisfied, [], $"orphan-{i}"));
        }

        // The pad of counter 2 asks about a visit of counter 1.
        for (var i = 0; i < 4; i++)
        {
            await hall.DoAsync(new PressPad(new("2"), FeedbackLevel.Satisfied, [], $"foreign-{i}", Ticket: last));
        }

        // Kept by an agent whose computer was started again: nobody knows when they were made.
        await hall.DoAsync(new PressPad(One, FeedbackLevel.Dissatisfied, [], "undated-1", Undated: true));
        await hall.DoAsync(new PressPad(One, FeedbackLevel.Dissatisfied, [], "undated-2", Undated: true));
    }
}
