using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Web.Care;
using Hall.Web.Data;
using Hall.Web.Engine;
using Hall.Web.Exchange;
using Hall.Web.Hub;
using Hall.Web.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Ratings;

/// <summary>
/// Days of visits, ratings, complaints, stray presses and publications that withdraw, rename and move services and counters, drawn from a
/// seed: under every filter the parts add up to the whole, the rows behind a figure are as many as it says, and no publication changes the past.
/// </summary>
public sealed class PublicationTests : IAsyncDisposable
{
    private static readonly ReportSpan All = new(new(2026, 3, 1), new(2026, 4, 30));
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly CareStore _store;
    private readonly CareDesk _desk;
    private readonly CareWatch _watch;
    private readonly CareReports _care;
    private readonly RatingReports _reports;
    private readonly SatisfactionFigures _figures;
    private readonly HallConfiguration _first;
    private readonly List<TicketId> _served = [];

    public PublicationTests()
    {
        var options = new HubOptions { DataFolder = _hall.Folder, KioskConfigFolder = Path.Combine(AppContext.BaseDirectory, "kiosk-config") };
        _store = new CareStore(options, new StoreFaults(_hall.Alerts));
        _store.Prepare();
        var settings = new CareSettingsFile(options);
        _desk = new CareDesk(_store, new ContactCipher(options), new WorkCalendarFile(options), settings, _hall.Halls);
        _watch = new CareWatch(_store, _desk, new FactPlaces(_store, new Databases(_hall)), settings, new Databases(_hall), _hall.Halls, _hall.Alerts, _hall.Clock, _ => { }, NullLogger<CareWatch>.Instance);
        _care = new CareReports(_store);
        _reports = new RatingReports(new Databases(_hall));
        _figures = new SatisfactionFigures(_reports, _care);
        _first = _hall.Hall.Snapshot.Plan.Configuration with
        {
            Hours = new() { Always = true },
            Zones = [ZoneOf("A", "甲区"), ZoneOf("B", "乙区"), ZoneOf("C", "丙区")],
            Services = [ServiceOf("A01", "A", "一"), ServiceOf("A02", "A", "二"), ServiceOf("B01", "B", "三"), ServiceOf("B02", "B", "四")],
            Counters = [CounterOf("1", "A"), CounterOf("2", "B")],
        };
    }

    [Theory]
    [InlineData(3)]
    [InlineData(14)]
    [InlineData(20261123)]
    public async Task Parts_AfterRandomDaysWithPublications_AddUpToTheWholeUnderEveryFilter(int seed)
    {
        var dice = new Random(seed);
        await PublishAsync(_first);
        for (var day = 0; day < 8; day++)
        {
            for (var step = 0; step < 14; step++)
            {
                _hall.Time.Advance(TimeSpan.FromMinutes(dice.Next(2, 40)));
                await StepAsync(dice);
            }

            await LookAsync();
            await CheckAsync();
            var (until, before) = (_hall.Hall.Snapshot.BusinessDay, await PastAsync(_hall.Hall.Snapshot.BusinessDay));
            await PublishAsync(Changed(dice));
            Assert.Equal(before, await PastAsync(until));
            _hall.Time.Advance(TimeSpan.FromHours(dice.Next(4, 30)));
        }

        var total = (await _figures.ViewAsync(_hall.Hall, All, null, Cancel)).Total;
        Assert.True(total is { Served: > 15, Complaints: > 2, CalledBack.Denominator: > 0 } && total.Strays != default, $"Seed {seed} never did what is counted: {total}");
        Assert.True((await _reports.HistoryAsync(_hall.Hall.Id, Cancel)).KeysOf(TallyScope.Zone).Count() == 3);
        await _hall.StopAsync();
        Assert.Empty(Hall.Web.CommandLine.VerifyVerb.Faults(_hall.Folder));
    }

    [Fact]
    public async Task Figures_ServiceWithdrawnRenamedAndMoved_KeepZoneAndNameOfTheirDay()
    {
        await PublishAsync(_first);
        await ServeAsync("1", "A01", FeedbackLevel.Dissatisfied);
        await ServeAsync("2", "B01", FeedbackLevel.VeryDissatisfied);
        await _desk.LeaveContactAsync(_hall.Hall, _served[1], 1, new("王", "13800001111"));
        await ComplainAsync(_served[1]);
        await LookAsync();
        _hall.Time.Advance(TimeSpan.FromHours(30));
        await PublishAsync(_first with { Services = [ServiceOf("A01", "C", "新一"), ServiceOf("A02", "A", "二")] });
        var day = new ReportSpan(new(2026, 3, 2), new(2026, 3, 2));
        var ofB = (await _figures.ViewAsync(_hall.Hall, day, "B", Cancel)).Total;
        Assert.Equal((1, 1, new Share(0, 1)), (ofB.Served, ofB.Complaints, ofB.CalledBack));
        Assert.Equal(["B01"], (await _figures.PartsAsync(_hall.Hall, day, TallyScope.Service, "B", Cancel)).Select(part => part.Key));
        Assert.Empty(await _figures.PartsAsync(_hall.Hall, day, TallyScope.Service, "C", Cancel));
        var parts = await _figures.HistoryAsync(_hall.Hall, Cancel);
        var (then, now) = (_hall.Hall.Snapshot.Plan.EndOf(day.To), _hall.Hall.Now);
        Assert.Equal(("一", "新一", "三", "三"), (parts.NameOf(TallyScope.Service, "A01", then, "zh-CN"), parts.NameOf(TallyScope.Service, "A01", now, "zh-CN"),
            parts.NameOf(TallyScope.Service, "B01", then, "zh-CN"), parts.NameOf(TallyScope.Service, "B01", now, "zh-CN")));

        // The exchange tells the matter as it was called when it was served.
        await using var database = new Databases(_hall).CreateDbContext();
        var names = (await ServedRating.ReadAsync(database, database.Feedback.Where(row => row.Occasion == RatingOccasion.First), Cancel))
            .Select(rated => ExchangeOutbox.RatingOf(rated, _hall.Hall.Snapshot.Plan, parts, new()).ToInterface()["taskName"]);
        Assert.Equal(["一", "三"], names);
    }

    [Fact]
    public async Task Start_FolderOfAVersionThatKeptNoZones_CountsThePastInItsOwnZones()
    {
        await PublishAsync(_first);
        await ServeAsync("1", "A01", FeedbackLevel.Dissatisfied);
        await ServeAsync("2", "B01", FeedbackLevel.Satisfied);
        await _hall.DoAsync(new PressPad(new("2"), FeedbackLevel.Satisfied, [], "again"));
        await ComplainAsync(_served[1]);
        await LookAsync();
        _hall.Time.Advance(TimeSpan.FromHours(30));
        await PublishAsync(_first with { Services = [ServiceOf("A01", "C", "一")], Counters = [CounterOf("1", "A"), CounterOf("2", "C")] });
        await ServeAsync("1", "A01", FeedbackLevel.Satisfied);
        var (before, parts) = (await PastAsync(All.To), await PartsAsync());
        await _hall.StopAsync();
        SqliteConnection.ClearAllPools();
        ForgetZones();
        _hall.Start();
        _store.Prepare();
        Assert.Equal(await PartsAsync(), parts);
        await LookAsync();
        Assert.Equal(before, await PastAsync(All.To));
        await CheckAsync();
        await _hall.StopAsync();
        Assert.Empty(Hall.Web.CommandLine.VerifyVerb.Faults(_hall.Folder));
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _hall.DisposeAsync();
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static Zone ZoneOf(string code, string name) => new() { Code = new(code), Names = new(name, code) };

    private static Service ServiceOf(string code, string zone, string name) => new() { Code = new(code), Zone = new(zone), Names = new(name, code) };

    private static CounterDefinition CounterOf(string counter, string zone) => new() { Counter = new(counter), Zone = new(zone), Serves = ["general", "A01", "B01"] };

    private HallConfiguration Changed(Random dice)
    {
        string[] zones = ["A", "B", "C"];
        var services = _first.Services.Where(_ => dice.Next(5) > 0).Select(service => ServiceOf(service.Code.Value, zones[dice.Next(3)], $"名{dice.Next(9)}")).ToList();
        services = services.Count > 0 ? services : [ServiceOf("A01", "A", "一")];
        var codes = services.Select(service => service.Code.Value).ToHashSet();
        return _first with
        {
            Services = services,
            Counters = [.. new[] { "1", "2" }.Select(counter => new CounterDefinition { Counter = new(counter), Zone = new(zones[dice.Next(3)]), Serves = [.. codes] })],
        };
    }

    private async Task StepAsync(Random dice)
    {
        var (counter, plan) = ($"{1 + dice.Next(2)}", _hall.Hall.Snapshot.Plan);
        switch (dice.Next(9))
        {
            case < 4:
                var services = plan.SkillsOf(new(counter)).ToList();
                await ServeAsync(counter, services[dice.Next(services.Count)].Value, dice.Next(3) == 0 ? null : (FeedbackLevel)dice.Next(5));
                break;
            case 4: await ComplainAsync(dice.Next(3) == 0 || _served.Count == 0 ? null : _served[dice.Next(_served.Count)]); break;
            case 5: await TryAsync(new PressPad(new(counter), FeedbackLevel.Satisfied, [], $"stray-{dice.Next()}")); break;
            case 6 when _served.Count > 0:
                await TryAsync(new GiveFeedback(_served[^1], null, FeedbackLevel.Dissatisfied, ["109"], null, FeedbackChannel.QrCode));
                await _desk.LeaveContactAsync(_hall.Hall, _served[^1], 1, new("王", "13800001111"));
                break;
            case 7 when _served.Count > 0: await TryAsync(new EnterDefaultFeedback(_served[dice.Next(_served.Count)], 1)); break;
            case 8: await HoldAsync(counter); break;
        }
    }

    private async Task ServeAsync(string counter, string service, FeedbackLevel? level)
    {
        var at = new CounterId(counter);
        await TryAsync(new OpenCounter(at, new($"100{counter}")));
        if ((await TryAsync(new IssueTicket([new(service)], PriorityCode.None))).Ticket is not { } issued)
        {
            return;
        }

        if ((await TryAsync(new CallNext(at))).Ticket is not { } called)
        {
            return;
        }

        await TryAsync(new StartService(at));
        _hall.Time.Advance(TimeSpan.FromMinutes(3));
        await TryAsync(new CompleteService(at));
        _served.Add(called.Ticket.Id);
        if (level is { } given)
        {
            _hall.Time.Advance(TimeSpan.FromSeconds(2));
            await TryAsync(new PressPad(at, given, [], $"press-{issued.Ticket.Id}"));
        }
    }

    private async Task HoldAsync(string counter)
    {
        var at = new CounterId(counter);
        await TryAsync(new OpenCounter(at, new($"100{counter}")));
        await TryAsync(new IssueTicket([_hall.Hall.Snapshot.Plan.SkillsOf(at)[0]], PriorityCode.None));
        await TryAsync(new CallNext(at));
        await TryAsync(new StartService(at));
        _hall.Time.Advance(TimeSpan.FromMinutes(3));
        await TryAsync(new HoldTicket(at, null));
    }

    private async Task ComplainAsync(TicketId? about)
    {
        var leg = about is { } id && (await _hall.Hall.AskAsync(new TicketById(id), Cancel))?.Ticket is { } ticket ? Hall.Web.Surfaces.Manager.Care.CasesPage.LegOf(ticket) : null;
        Assert.NotNull((await _desk.RegisterAsync(_hall.Hall, "态度", "态度生硬", Core.Cases.ComplaintChannel.Phone, leg, null, null)).After);
    }

    private async Task LookAsync()
    {
        await _watch.OpenCasesAsync(_hall.Hall);
        await new FactPlaces(_store, new Databases(_hall)).PlaceAsync(_hall.Hall);
    }

    private async Task PublishAsync(HallConfiguration configuration) => await _hall.DoAsync(new PublishConfiguration(configuration) { BasedOn = _hall.Hall.Snapshot.Plan.Sequence });

    private Task<HallOutcome> TryAsync(HallCommand command) => _hall.Hall.ExecuteAsync(command, null, Cancel);

    private async Task CheckAsync()
    {
        var (hall, now) = (_hall.Hall, _hall.Hall.Now);
        foreach (var zone in new[] { null, "A", "B", "C", "" })
        {
            var view = await _figures.ViewAsync(hall, All, zone, Cancel);
            foreach (var scope in new[] { TallyScope.Service, TallyScope.Counter, TallyScope.Teller, TallyScope.Zone })
            {
                var parts = await _figures.PartsAsync(hall, All, scope, zone, Cancel);
                Assert.Equal((zone, scope, view.Total), (zone, scope, parts.Aggregate(RatingCounts.None, (sum, part) => sum + part.Counts)));
                foreach (var part in parts)
                {
                    await CheckRowsAsync(part, ByOf(scope), zone, now);
                }
            }

            Assert.Equal(view.Total, view.HoursOfDay.Aggregate(RatingCounts.None, (sum, part) => sum + part.Counts));
            foreach (var cut in Enum.GetValues<Stretch>())
            {
                Assert.Equal(view.Total, view.By(cut).Aggregate(RatingCounts.None, (sum, part) => sum + part.Counts));
            }
        }
    }

    private async Task CheckRowsAsync(PartCounts part, string by, string? zone, DateTimeOffset now)
    {
        var (hall, plan, rows) = (_hall.Hall, _hall.Hall.Snapshot.Plan, new RatingRowsReader(new Databases(_hall)));
        foreach (var (set, count) in new[] { (RowSet.Served, part.Counts.Served), (RowSet.Valid, part.Counts.Valid.Total), (RowSet.Bad, part.Counts.Valid.Bad), (RowSet.Defaults, part.Counts.Defaults) })
        {
            var query = RowQueryText.Narrowed(new(All, set, zone), by, part.Key);
            Assert.Equal((by, part.Key, zone, set, count), (by, part.Key, zone, set, await rows.CountAsync(hall.Id, query, Cancel)));
            Assert.Equal(count, await _reports.CountAsync(hall.Id, query, Cancel) ?? count);
        }

        foreach (var (set, count) in new[] { (RowSet.Complaints, part.Counts.Complaints), (RowSet.NamedBad, part.Counts.CalledBack.Denominator), (RowSet.MendDue, part.Counts.Mended.Denominator) })
        {
            var query = RowQueryText.Narrowed(new(All, set, zone), by, part.Key);
            Assert.Equal((by, part.Key, zone, set, count), (by, part.Key, zone, set, (await _care.RowsAsync(hall.Id, plan, query, now, null))!.Count));
        }
    }

    private static string ByOf(TallyScope scope) => scope switch { TallyScope.Service => "service", TallyScope.Counter => "counter", TallyScope.Teller => "teller", _ => "zone" };

    // Every figure of the days up to one, by every part and zone, with the names of its day.
    private async Task<string> PastAsync(DateOnly until)
    {
        var (span, text) = (All with { To = until }, new System.Text.StringBuilder());
        var history = await _figures.HistoryAsync(_hall.Hall, Cancel);
        foreach (var zone in new[] { null, "A", "B", "C" })
        {
            foreach (var scope in new[] { TallyScope.Service, TallyScope.Counter, TallyScope.Teller, TallyScope.Zone })
            {
                foreach (var part in await _figures.PartsAsync(_hall.Hall, span, scope, zone, Cancel))
                {
                    text.AppendLine(System.Globalization.CultureInfo.InvariantCulture, $"{zone} {scope} {part.Key} {history.NameOf(scope, part.Key, _hall.Hall.Snapshot.Plan.BeginOf(until), "zh-CN")} {part.Counts}");
                }
            }
        }

        return text.ToString();
    }

    private async Task<string> PartsAsync()
    {
        await using var database = new Databases(_hall).CreateDbContext();
        return string.Join('\n', database.Parts.OrderBy(row => row.Scope).ThenBy(row => row.Key).ThenBy(row => row.Sequence).AsEnumerable());
    }

    // What the version before left: no names, tallies without zones, facts without legs.
    private void ForgetZones()
    {
        Execute("hall.db", """
            DROP TABLE parts; ALTER TABLE tallies RENAME TO tallies_after;
            CREATE TABLE tallies (Hall TEXT NOT NULL, Scope INTEGER NOT NULL, Day INTEGER NOT NULL, Hour INTEGER NOT NULL, "Key" TEXT NOT NULL, Served INTEGER NOT NULL,
                Valid0 INTEGER NOT NULL, Valid1 INTEGER NOT NULL, Valid2 INTEGER NOT NULL, Valid3 INTEGER NOT NULL, Valid4 INTEGER NOT NULL,
                Aside0 INTEGER NOT NULL, Aside1 INTEGER NOT NULL, Aside2 INTEGER NOT NULL, Aside3 INTEGER NOT NULL, Aside4 INTEGER NOT NULL,
                Late INTEGER NOT NULL, Second INTEGER NOT NULL, Orphan INTEGER NOT NULL, "Foreign" INTEGER NOT NULL, Defaults INTEGER NOT NULL DEFAULT 0,
                CONSTRAINT PK_tallies PRIMARY KEY (Hall, Scope, Day, Hour, "Key")) WITHOUT ROWID;
            INSERT INTO tallies SELECT Hall, Scope, Day, Hour, "Key", SUM(Served), SUM(Valid0), SUM(Valid1), SUM(Valid2), SUM(Valid3), SUM(Valid4),
                SUM(Aside0), SUM(Aside1), SUM(Aside2), SUM(Aside3), SUM(Aside4), SUM(Late), SUM(Second), SUM(Orphan), SUM("Foreign"), SUM(Defaults)
                FROM tallies_after GROUP BY 1, 2, 3, 4, 5;
            DROP TABLE tallies_after; DROP INDEX IX_feedback_Hall_At; DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%PartsOfTheDay'
            """);
        Execute("care.db", """
            DROP INDEX IX_care_facts_unplaced; ALTER TABLE care_facts DROP COLUMN Ticket; ALTER TABLE care_facts DROP COLUMN Leg; ALTER TABLE care_facts DROP COLUMN Zone; ALTER TABLE outbox DROP COLUMN Version;
            DELETE FROM __EFMigrationsHistory WHERE MigrationId LIKE '%FactsOfTheDay'
            """);
    }

    private void Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hall.Folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
