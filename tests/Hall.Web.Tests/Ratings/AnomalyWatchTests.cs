using System.Security.Claims;
using Bunit;
using Hall.Core.Feedback;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Ratings;
using Hall.Storage.Data;
using Hall.Web.Surfaces.Manager.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>Anomalies over the rows that the hub keeps.</summary>
public sealed class AnomalyWatchTests
{
    [Fact]
    public async Task Look_LongRunOfOneLevelYesterday_IsFoundAndNothingOfToday()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        RunOfOneLevel(hall);
        using var watch = new AnomalyWatch(new Databases(hall), hall.Halls, hall.Clock, _ => { }, NullLogger<AnomalyWatch>.Instance);
        Assert.Empty(watch.Of(hall.Hall.Id));
        await watch.LookAsync(hall.Hall, TestContext.Current.CancellationToken);
        var found = Assert.Single(watch.Of(hall.Hall.Id), odd => odd.Kind == AnomalyKind.Run);
        Assert.Equal("1001", found.Teller.Value);
        Assert.True(found.Chance < 1e-4);
    }

    [Fact]
    public async Task Look_PressesKeptByAPadThatWasCutOff_AreNoBurst()
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        var yesterday = hall.Hall.Snapshot.Plan.DayOf(hall.Hall.Now).DayNumber - 1;

        // Of two hundred visits, forty were rated while the window was cut off; their presses arrived within ten seconds of each other.
        hall.Tamper($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
            INSERT INTO feedback (Hall, Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons,
                Channel, DelayMs, Seal, Mac)
            SELECT 'demo-small', 1000 + i, 1000 + i, 1, 1, CASE WHEN i > 160 THEN 24000000 + i ELSE i * 120000 END, {yesterday}, 9, 'A',
                'A01', '1', '1001',
                   CASE WHEN i % 2 = 0 THEN 'Satisfied' ELSE 'VerySatisfied' END, '', 'Pad', CASE
                       WHEN i > 160 THEN 24000000 + i - i * 120000 + 5000 ELSE 5000 END, x'00', x'00' FROM n
            """);
        hall.Tamper(
            $"INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, "
                + $"Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES ('demo-small', {(int)TallyScope.Teller}, "
                    + $"{yesterday}, -1, '1001', 300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
        using var watch = new AnomalyWatch(new Databases(hall), hall.Halls, hall.Clock, _ => { }, NullLogger<AnomalyWatch>.Instance);
        Assert.Null(watch.DaysOf(hall.Hall.Id));
        await watch.LookAsync(hall.Hall, TestContext.Current.CancellationToken);
        Assert.Empty(watch.Of(hall.Hall.Id));
        Assert.Equal(yesterday, watch.DaysOf(hall.Hall.Id)!.To.DayNumber);
    }

    [Fact]
    public async Task Early_NoShowsAfterSeconds_AreCountedOfAllCallsOfTheirTeller()
    {
        await using var hall = HallOnDisk.Started();
        var day = hall.Hall.Snapshot.Plan.DayOf(hall.Hall.Now).DayNumber - 1;
        hall.Tamper($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 100)
            INSERT INTO tickets (Hall, Ticket, Number, BusinessDay, Zone, Services, Priority, State, IssuedAt, EndedAt, Counter, Teller)
            SELECT 'demo-small', 5000 + i, 'A001', {day}, 'A', 'A01', 'none', CASE WHEN i <= 9 THEN 'NoShow' ELSE 'Completed' END, 0,
                i * 100000 + CASE WHEN i <= 7 THEN 3000 ELSE 150000 END, '1', '1001' FROM n
            """);
        hall.Tamper("""
            INSERT INTO periods (Hall, Ticket, "Index", Leg, Kind, "From", "To", Service, Counter, Teller)
            SELECT Hall, Ticket, 1, 1, 'walk', (Ticket - 5000) * 100000, EndedAt, 'A01', '1', '1001' FROM tickets WHERE Ticket > 5000
            """);
        await using var database = new Databases(hall).CreateDbContext();
        var early = await EarlyNoShows.OfAsync(database, hall.Hall.Snapshot.Plan, day, day, TestContext.Current.CancellationToken);
        Assert.Equal(new Share(7, 100), early["1001"]);
    }

    [Fact]
    public async Task Look_ARateThatRisesAgainstTheOwnPast_IsFoundFromTheTalliesOfFiveFortnights()
    {
        await using var hall = HallOnDisk.Started();
        var yesterday = hall.Hall.Snapshot.Plan.DayOf(hall.Hall.Now).DayNumber - 1;
        hall.Tamper(
            "INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, "
                + "Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES "
            + string.Join(",", Enumerable.Range(0, 70).SelectMany(back => Enumerable.Range(0, 9).Select(teller =>
                $"('demo-small', {(int)TallyScope.Teller}, {yesterday - back}, -1, '{1001 + teller}', 100, {RatedOn(back, teller)}, 0, "
                    + "0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)"))));
        hall.Tamper(
            "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 8000) INSERT INTO feedback (Hall, Link, Ticket, "
                + "Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons, Channel, Seal, Mac) "
            + $"SELECT 'demo-small', 1000 + i, 1000 + i, 1, 1, i * 60000, {yesterday} - (i % 14), 9, 'A', 'A01', '1', 1001 + (i % 9), "
                + "'VerySatisfied', '', 'QrCode', x'00', x'00' FROM n");
        hall.Tamper("DELETE FROM feedback WHERE Teller <> '1003' AND Link % 5 = 0");
        using var watch = new AnomalyWatch(new Databases(hall), hall.Halls, hall.Clock, _ => { }, NullLogger<AnomalyWatch>.Instance);
        await watch.LookAsync(hall.Hall, TestContext.Current.CancellationToken);
        var found = Assert.Single(watch.Of(hall.Hall.Id), odd => odd.Kind == AnomalyKind.Changed);
        Assert.Equal("1003", found.Teller.Value);

        static int RatedOn(int back, int teller) => 50 + ((back + teller) % 5);
    }

    [Theory]
    [InlineData(Role.DutyManager, "9002", true)]
    [InlineData(Role.DutyManager, "1001", false)]
    [InlineData(Role.Auditor, "9009", true)]
    [InlineData(Role.Reviewer, "9010", null)]
    public async Task Page_WithAnAnomaly_ShowsItWithItsChanceToSupervisorsButNotToTheOneItIsAbout(string role, string staff, bool? shown)
    {
        await using var hall = HallOnDisk.Started();
        await hall.ServeAsync(FeedbackLevel.Satisfied);
        RunOfOneLevel(hall);
        await using var pages = new BunitContext();
        RatedHall.Prepare(pages, hall);
        await pages.Services.GetRequiredService<AnomalyWatch>().LookAsync(hall.Hall, TestContext.Current.CancellationToken);
        ClaimsPrincipal who = new(new ClaimsIdentity([new(ClaimTypes.Name, staff), new(ClaimTypes.Role, role)], StaffSession.Scheme));
        var page =
            pages.Render<CascadingValue<Task<AuthenticationState>>>(parameters =>
                parameters.Add(cascade => cascade.Value, Task.FromResult(new AuthenticationState(who)))
            .AddChildContent<SatisfactionPage>(inner => inner.Add(p => p.Hall, "demo-small")));
        page.WaitForElement(".beside");
        if (shown is null)
        {
            Assert.Empty(page.FindAll(".odd"));
            return;
        }

        var odd = page.Find(".odd").TextContent;
        Assert.Equal(shown.Value, odd.Contains("1001", StringComparison.Ordinal));
        Assert.Equal(shown.Value, odd.Contains("1 : ", StringComparison.Ordinal) || odd.Contains("< 1 : ", StringComparison.Ordinal));
        Assert.Equal(!shown.Value, odd.Contains("未发现异常", StringComparison.Ordinal));
    }

    private static void RunOfOneLevel(HallOnDisk hall)
    {
        var yesterday = hall.Hall.Snapshot.Plan.DayOf(hall.Hall.Now).DayNumber - 1;
        hall.Tamper($"""
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200)
            INSERT INTO feedback (Hall, Link, Ticket, Leg, Occasion, At, Day, Hour, Zone, Service, Counter, Teller, Level, Reasons,
                Channel, DelayMs, Seal, Mac)
            SELECT 'demo-small', 1000 + i, 1000 + i, 1, 1, i * 120000, {yesterday}, 9, 'A', 'A01', '1', '1001',
                   CASE WHEN i > 40 AND i <= 140 THEN 'VerySatisfied' WHEN i % 2 = 0 THEN 'Satisfied' ELSE 'VerySatisfied' END, '',
                       'Pad', 5000, x'00', x'00' FROM n
            """);
        hall.Tamper(
            $"INSERT INTO tallies (Hall, Scope, Day, Hour, \"Key\", Served, Valid0, Valid1, Valid2, Valid3, Valid4, Aside0, Aside1, "
                + $"Aside2, Aside3, Aside4, Late, Second, Orphan, \"Foreign\") VALUES ('demo-small', {(int)TallyScope.Teller}, "
                    + $"{yesterday}, -1, '1001', 300, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)");
    }
}
