using System.Text.Json;
using Bunit;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Storage.Cases;
using Hall.Web.Surfaces.Manager.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>The way from a bad month to its cause: what stands out, the order of a table, and what the rows have in common.</summary>
public sealed class CauseTests : BunitContext
{
    [Fact]
    public async Task Page_ACounterThatGotWorse_IsNamedAndLeadsToItsBadReviews()
    {
        await using var hall = HallOnDisk.Started();
        hall.Tamper(Tallies(back: 40, ratings: 300, bad: 4) + Tallies(back: 2, ratings: 300, bad: 60));
        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>()
            .NavigateTo("/demo-small/manager/satisfaction?from=2026-02-01&to=2026-03-02&by=counter");
        var page = Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".standouts li");
        var found = page.FindAll(".standouts li a")
            .Single(link => link.GetAttribute("href")!.Contains("counter=2", StringComparison.Ordinal));
        Assert.Contains("60", found.TextContent, StringComparison.Ordinal);
        Assert.Contains("set=Bad", found.GetAttribute("href"), StringComparison.Ordinal);
        Assert.Contains("+18.7", page.Find("#parts tbody").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Sort_ByBadReviews_PutsWhatIsSureFirst()
    {
        FigurePart[] parts = [Part("one of one", 1, 1), Part("none", 0, 200), Part("forty of a hundred", 40, 100), Part("nobody", 0, 0)];
        Assert.Equal(["forty of a hundred", "one of one", "none", "nobody"],
            parts.OrderByDescending(part => FigureSort.Of(part.Counts, "rating.bad")).Select(part => part.Name));
        Assert.Equal("forty of a hundred", parts.MinBy(part => FigureSort.Of(part.Counts, "rating.satisfaction"))!.Name);
    }

    [Fact]
    public async Task RowsPage_BadReviewsOfSeveralReasons_SumsThemUpAndNarrowsByAClick()
    {
        await using var hall = HallOnDisk.Started();
        foreach (var reason in new[] { "214", "214", "208" })
        {
            var ticket = await hall.ServeAsync();
            await hall.DoAsync(new GiveFeedback(ticket, null, FeedbackLevel.Dissatisfied, [reason], null, FeedbackChannel.QrCode));
            hall.Time.Advance(TimeSpan.FromMinutes(50));
        }

        RatedHall.Prepare(this, hall);
        Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction/rows?set=Bad");
        var page = Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".summary li");
        Assert.Equal(["服务态度生硬2", "没有提供材料清单1"],
            page.FindAll(".summary section")[0].QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.Contains(page.FindAll(".summary a"),
            link => link.GetAttribute("href")!.Contains("hour=", StringComparison.Ordinal)
                && link.GetAttribute("href")!.Contains("set=Bad", StringComparison.Ordinal));
    }

    [Fact]
    public async Task RowsPage_BadReviewsToBeMended_SumsUpThoseThatAreLate()
    {
        await using var hall = HallOnDisk.Started();
        RatedHall.Prepare(this, hall);
        var opened = HallOnDisk.Morning.AddHours(-30);
        await Services.GetRequiredService<CaseStore>().ChangeAsync(care =>
        {
            foreach (var (i, counter, mended) in new[] { (1, "1", false), (2, "2", false), (3, "2", false), (4, "1", true) })
            {
                var one = new ReviewCase
                {
                    Number = $"CP{i}", About = new(new(i), $"A00{i}", 1, new(counter), new("1001"), new("A01")),
                    Level = FeedbackLevel.Dissatisfied, RatedOn = new(2026, 3, 1),
                    OpenedAt = opened, Class = ReviewClass.MendNow, MendBy = opened.AddHours(20),
                    MendedAt = mended ? opened.AddHours(2) : null,
                };
                care.Cases.Add(new() { Hall = "demo-small", Number = one.Number, Ticket = i, Leg = 1, OpenedAt = opened,
                    Body = JsonSerializer.Serialize(one, CaseJson.Default.ReviewCase) });
            }

            return Task.FromResult(true);
        });
        Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction/rows?set=MendDue");
        var page = Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".summary li");
        Assert.Equal(["22", "11"], page.Find(".summary section").QuerySelectorAll("li").Select(item => item.TextContent.Trim()));
        Assert.Equal(4, page.FindAll(".figures tbody tr").Count);
    }

    private static FigurePart Part(string name, int bad, int rated) =>
        new(name, name, new() { Served = rated, Valid = new(rated - bad, 0, 0, bad, 0) });

    private static string Tallies(int back, int ratings, int bad)
    {
        var day = new DateOnly(2026, 3, 2).DayNumber - back;
        return "INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, "
            + "Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES "
            + string.Join(",", new[] { "0,D,9,''", "1,D,9,'A'", "2,D,-1,'A01'", "3,D,-1,'2'", "4,D,-1,'1001'" }
                .Select(place =>
                    $"('demo-small',{place.Replace("D", $"{day}", StringComparison.Ordinal)},{ratings},{ratings - bad},0,0,{bad},0,0,0,0,0,0,0,0,0,0)")) + ";";
    }
}
