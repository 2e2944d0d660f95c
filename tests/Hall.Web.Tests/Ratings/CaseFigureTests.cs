using Hall.Hub.Hosting;
using Hall.Web.Ratings;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Bunit;
using Hall.Core.Cases;
using Hall.Core.Configuration;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Ratings;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Web.Surfaces.Manager.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Components;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using TestContext = Xunit.TestContext;

namespace Hall.Web.Tests.Ratings;

/// <summary>The figures of cases and complaints by every cut, against a count of the cases themselves.</summary>
public sealed class CaseFigureTests : IAsyncDisposable
{
    private static readonly ReportSpan Weeks = new(new(2026, 2, 1), new(2026, 3, 2));
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly CaseStore _store;
    private readonly SatisfactionFigures _figures;
    private readonly CaseReports _care;
    private readonly List<ReviewCase> _cases = [];
    private readonly List<Complaint> _complaints = [];

    public CaseFigureTests()
    {
        _store = new CaseStore(new HubOptions { DataFolder = _hall.Folder }, new StoreFaults(_hall.Alerts));
        _store.Prepare();
        _care = new CaseReports(_store);
        _figures = new SatisfactionFigures(new RatingReports(new Databases(_hall)), _care);
    }

    [Fact]
    public async Task Figures_ByEveryCut_EqualACountOfTheCases()
    {
        await FillAsync();
        var now = _hall.Hall.Now;
        var view = await _figures.ViewAsync(_hall.Hall, Weeks, null, TestContext.Current.CancellationToken);
        Check(view.Total, _cases, _complaints, now);
        foreach (var (scope, key) in new (TallyScope, Func<ServedLeg?, string>)[]
        {
            (TallyScope.Service, about => about?.Service.Value ?? ""), (TallyScope.Counter, about => about?.Counter.Value ?? ""),
            (TallyScope.Teller, about => about?.Teller.Value ?? ""),
            (TallyScope.Zone, about => about is null ? "" : _hall.Hall.Snapshot.Plan.Services[about.Service].Zone.Value),
        })
        {
            var parts = await _figures.PartsAsync(_hall.Hall, Weeks, scope, null, TestContext.Current.CancellationToken);
            Assert.True(parts.Count >= 2);
            foreach (var part in parts)
            {
                Check(part.Counts, [.. _cases.Where(one => key(one.About) == part.Key)],
                    [.. _complaints.Where(one => key(one.About) == part.Key)], now);
            }
        }

        foreach (var hour in view.HoursOfDay)
        {
            Check(hour.Counts, [.. _cases.Where(one => $"{Local(one.OpenedAt).Hour:00}" == hour.Key)],
                [.. _complaints.Where(one => $"{Local(one.RegisteredAt).Hour:00}" == hour.Key)], now);
        }

        foreach (var cut in Enum.GetValues<Stretch>())
        {
            foreach (var part in view.By(cut))
            {
                bool In(DateTimeOffset at) => DateOnly.FromDateTime(Local(at)) >= part.From && DateOnly.FromDateTime(Local(at)) <= part.To;
                Check(part.Counts, [.. _cases.Where(one => In(one.OpenedAt))], [.. _complaints.Where(one => In(one.RegisteredAt))], now);
            }
        }
    }

    [Fact]
    public async Task Rows_BehindTheFigures_AreAsManyAsTheirDenominatorsAndHideOnesOwn()
    {
        await FillAsync();
        var (hall, now) = (_hall.Hall, _hall.Hall.Now);
        foreach (var part in await _figures.PartsAsync(hall, Weeks, TallyScope.Teller, null, TestContext.Current.CancellationToken))
        {
            var teller = part.Key.Length == 0 ? null : part.Key;
            if (teller is null)
            {
                continue;
            }

            foreach (var (set, count) in new[] { (RowSet.MendDue, part.Counts.Mended.Denominator),
                (RowSet.NamedBad, part.Counts.CalledBack.Denominator), (RowSet.Complaints, part.Counts.Complaints),
                (RowSet.Overdue, part.Counts.Overdue) })
            {
                var rows = await _care.RowsAsync(hall.Id, hall.Snapshot.Plan, new(Weeks, set, Teller: teller), now, null);
                Assert.Equal(count, rows!.Count);
                Assert.Empty((await _care.RowsAsync(hall.Id, hall.Snapshot.Plan, new(Weeks, set, Teller: teller), now, teller))!);
            }
        }

        Assert.Null(await _care.RowsAsync(hall.Id, hall.Snapshot.Plan, new(Weeks, RowSet.Bad), now, null));
    }

    [Fact]
    public async Task Page_OverdueComplaints_AreCountedAndOpenTheirRows()
    {
        await FillAsync();
        var late = CaseFigures.Of([], _complaints, _hall.Hall.Now).Answered;
        var expected = late.Denominator - late.Numerator;
        Assert.InRange(expected, 2, 99);
        await using var pages = new BunitContext();
        RatedHall.Prepare(pages, _hall);
        pages.Services.GetRequiredService<NavigationManager>().NavigateTo("/demo-small/manager/satisfaction?from=2026-02-01&to=2026-03-02");
        var page = pages.Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement(".beside");
        var shown = page.FindAll(".beside li")
            .Single(item => item.TextContent.Contains("超期未答复或超期答复的投诉", StringComparison.Ordinal));
        Assert.Equal($"{expected}", shown.QuerySelector("b")!.TextContent);
        pages.Services.GetRequiredService<NavigationManager>().NavigateTo(shown.QuerySelector("a")!.GetAttribute("href")!);
        var rows = pages.Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        rows.WaitForElement(".figures tbody tr");
        Assert.Equal(expected, rows.FindAll(".figures tbody tr").Count);
        Assert.Equal(expected, rows.FindAll(".figures .pill.Missed").Count);
    }

    [Fact]
    public async Task Page_PartWithoutAVisit_OpensItsRows()
    {
        await FillAsync();
        var expected = _complaints.Count(one => one.About is null);
        Assert.InRange(expected, 2, 99);
        await using var pages = new BunitContext();
        RatedHall.Prepare(pages, _hall);
        pages.Services.GetRequiredService<NavigationManager>()
            .NavigateTo("/demo-small/manager/satisfaction?from=2026-02-01&to=2026-03-02&by=service");
        var page = pages.Render<SatisfactionPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        page.WaitForElement("#parts tbody tr", TimeSpan.FromMinutes(1));
        var row = page.FindAll("#parts tbody tr").Single(row => row.TextContent.Contains("未关联办件", StringComparison.Ordinal));
        pages.Services.GetRequiredService<NavigationManager>()
            .NavigateTo(row.QuerySelectorAll("a")
                .Single(link => link.GetAttribute("href")!.Contains("set=Complaints", StringComparison.Ordinal)).GetAttribute("href")!);
        var rows = pages.Render<RatingRowsPage>(parameters => parameters.Add(p => p.Hall, "demo-small"));
        rows.WaitForElement(".figures tbody tr", TimeSpan.FromMinutes(1));
        Assert.Equal(expected, rows.FindAll(".figures tbody tr").Count);
    }

    [Fact]
    public async Task Facts_OfAnOlderFile_AreMadeFromItsCases()
    {
        await FillAsync();
        var before = await FactsAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(_hall.Folder, "care.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                DROP TABLE care_facts; ALTER TABLE outbox DROP COLUMN Version; DROP TABLE numbers; DROP INDEX IX_complaints_Hall_Ticket;
                    ALTER TABLE complaints DROP COLUMN Ticket;
                DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%Facts%' OR MigrationId LIKE '%ComplaintLimits'
                """;
            command.ExecuteNonQuery();
        }

        _store.Prepare();
        Assert.Equal(before, await FactsAsync());
    }

    [Fact]
    public void Table_OfAFewRatings_CarriesEachFigureWithItsInterval()
    {
        var counts = new RatingCounts { Served = 20, Valid = new(10, 2, 1, 1, 0), Complaints = 1, Mended = new(3, 4),
            CalledBack = new(2, 2) };
        var csv = Encoding.UTF8.GetString(TableFile.Csv([new("A01", "x", counts)], FigureColumns.All, TimeZoneInfo.Utc))
            .Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var row = csv[0].TrimStart('\uFEFF').Split(',').Zip(csv[1].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        foreach (var (figure, share) in new Dictionary<string, Share>
        {
            ["Satisfaction"] = new(13, 14), ["BadReview"] = new(1, 14), ["RatingRate"] = new(14, 20), ["MendedInTime"] = new(3, 4),
            ["CalledBack"] = new(2, 2), ["ComplaintRate"] = new(1, 20),
        })
        {
            var wilson = Share.Wilson(share.Numerator, share.Denominator);
            Assert.Equal($"{share.Numerator}/{share.Denominator}", $"{row[figure + "Numerator"]}/{row[figure + "Denominator"]}");
            Assert.Equal(share.Percent!.Value, double.Parse(row[figure + "Percent"], CultureInfo.InvariantCulture), 2);
            Assert.Equal(wilson.LowPercent, double.Parse(row[figure + "LowPercent"], CultureInfo.InvariantCulture), 2);
            Assert.Equal(wilson.HighPercent, double.Parse(row[figure + "HighPercent"], CultureInfo.InvariantCulture), 2);
        }

        Assert.Null(new RatingCounts { Served = 1, Complaints = 2 }.ComplaintRate.Interval);
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _hall.DisposeAsync();
    }

    private DateTime Local(DateTimeOffset at) => _hall.Hall.Snapshot.Plan.Local(at);

    // CaseFigures reads the cases one by one; the page must say the same from its rolled-up rows.
    private static void Check(RatingCounts counts, List<ReviewCase> cases, List<Complaint> complaints, DateTimeOffset now)
    {
        var expected = CaseFigures.Of(cases, complaints, now);
        Assert.Equal((expected.Mended, expected.CalledBack, complaints.Count), (counts.Mended, counts.CalledBack, (int)counts.Complaints));
        Assert.Equal(expected.Answered.Denominator - expected.Answered.Numerator, counts.Overdue);
    }

    private async Task FillAsync()
    {
        var random = new Random(20260302);
        var plan = _hall.Hall.Snapshot.Plan;
        var services = plan.Configuration.Services.Select(service => service.Code).ToArray();
        for (var i = 0; i < 60; i++)
        {
            var at = HallOnDisk.Morning.AddDays(-random.Next(40)).AddMinutes(random.Next(-600, 600));
            var about = new ServedLeg(new TicketId(i + 1), $"A{i:000}", 1, new($"{random.Next(1, 4)}"), new($"{1001 + random.Next(3)}"),
                services[random.Next(services.Length)]);
            var one = new ReviewCase
            {
                Number = $"CP2026-{i:00000}", About = about, Level = FeedbackLevel.Dissatisfied, RatedOn = new(2026, 2, 1), OpenedAt = at,
                Named = random.Next(2) == 0,
                Class = random.Next(4) == 0 ? null : ReviewClass.MendNow,
                MendBy = random.Next(5) == 0 ? null : at.AddDays(random.Next(1, 20)),
                MendedAt = random.Next(2) == 0 ? null : at.AddDays(random.Next(1, 20)),
                CalledBackAt = random.Next(2) == 0 ? null : at.AddDays(1),
                Stage = random.Next(6) == 0 ? ReviewStage.SetAside : ReviewStage.Opened,
            };
            var said = new Complaint
            {
                Number = $"TS2026-{i:00000}", Title = "态度", Content = "态度生硬", Channel = ComplaintChannel.Desk,
                RegisteredAt = at.AddMinutes(7), About = i % 3 == 0 ? null : about, PromisedBy = i % 7 == 0 ? null : at.AddDays(i % 9),
                ExtendedTo = i % 5 == 0 ? at.AddDays(15) : null, AnsweredAt = i % 2 == 0 ? at.AddDays(i % 12) : null,
            };
            await _store.ChangeAsync(care =>
            {
                care.Cases.Add(new() { Hall = _hall.Hall.Id.Value, Number = one.Number, Ticket = i + 1, Leg = 1, OpenedAt = at,
                    Body = JsonSerializer.Serialize(one with { MendedAt = null, CalledBackAt = null }, CaseJson.Default.ReviewCase) });
                care.Complaints.Add(new() { Hall = _hall.Hall.Id.Value, Number = said.Number, RegisteredAt = said.RegisteredAt,
                    Body = JsonSerializer.Serialize(said, CaseJson.Default.Complaint) });
                return Task.FromResult(true);
            });

            // The step comes later, as in life; the facts have to follow it.
            await _store.ChangeAsync(async care =>
            {
                (await care.Cases.SingleAsync(row => row.Number == one.Number)).Body = JsonSerializer.Serialize(one,
                    CaseJson.Default.ReviewCase);
                return true;
            });
            if (DateOnly.FromDateTime(Local(at)) >= Weeks.From && DateOnly.FromDateTime(Local(at)) <= Weeks.To)
            {
                _cases.Add(one);
            }

            if (DateOnly.FromDateTime(Local(said.RegisteredAt)) >= Weeks.From
                && DateOnly.FromDateTime(Local(said.RegisteredAt)) <= Weeks.To)
            {
                _complaints.Add(said);
            }
        }
    }

    private async Task<string> FactsAsync() =>
        JsonSerializer.Serialize(await _store.ReadAsync(care => care.Facts.OrderBy(row => row.Number).ToListAsync()));
}
