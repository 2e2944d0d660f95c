using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Cases;
using Hall.Hub.Exchange;
using Hall.Hub.Hosting;
using Hall.Hub.Ratings;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Ratings;

/// <summary>
/// Days of visits, ratings, complaints, stray presses and publications that withdraw, rename and move services and counters, drawn from a
/// seed: under every filter the parts add up to the whole, the rows behind a figure are as many as it says, and no publication changes the
/// past.
/// </summary>
public sealed partial class PublicationTests : IAsyncDisposable
{
    private static readonly ReportSpan All = new(new(2026, 3, 1), new(2026, 4, 30));
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly CaseStore _store;
    private readonly CaseService _desk;
    private readonly CaseMonitor _watch;
    private readonly CaseReports _care;
    private readonly RatingReports _reports;
    private readonly SatisfactionFigures _figures;
    private readonly HallConfiguration _first;
    private readonly List<TicketId> _served = [];

    public PublicationTests()
    {
        var options = new HubOptions { DataFolder = _hall.Folder,
            KioskConfigFolder = Path.Combine(AppContext.BaseDirectory, "kiosk-config") };
        _store = new CaseStore(options, new StoreFaults(_hall.Alerts));
        _store.Prepare();
        var settings = new CaseSettingsFile(options);
        _desk = new CaseService(_store, new ContactCipher(options), new WorkCalendarFile(options), settings, _hall.Halls,
            new ComplaintPace(_hall.Alerts));
        _watch = new CaseMonitor(_store, _desk, new FactPlaces(_store, new Databases(_hall)), settings, new Databases(_hall), _hall.Halls,
            _hall.Alerts, new ComplaintPace(_hall.Alerts), _hall.Clock, _ => { }, NullLogger<CaseMonitor>.Instance);
        _care = new CaseReports(_store);
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
        Assert.True(total is { Served: > 15, Complaints: > 2, CalledBack.Denominator: > 0 } && total.Strays != default,
            $"Seed {seed} never did what is counted: {total}");
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
        Assert.Equal(("一", "新一", "三", "三"),
            (parts.NameOf(TallyScope.Service, "A01", then, "zh-CN"), parts.NameOf(TallyScope.Service, "A01", now, "zh-CN"),
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

    private static Service ServiceOf(string code, string zone, string name) =>
        new() { Code = new(code), Zone = new(zone), Names = new(name, code) };

    private static CounterDefinition CounterOf(string counter, string zone) =>
        new() { Counter = new(counter), Zone = new(zone), Serves = ["general", "A01", "B01"] };

    private HallConfiguration Changed(Random dice)
    {
        string[] zones = ["A", "B", "C"];
        var services = _first.Services.Where(_ => dice.Next(5) > 0)
            .Select(service => ServiceOf(service.Code.Value, zones[dice.Next(3)], $"名{dice.Next(9)}")).ToList();
        services = services.Count > 0 ? services : [ServiceOf("A01", "A", "一")];
        var codes = services.Select(service => service.Code.Value).ToHashSet();
        return _first with
        {
            Services = services,
            Counters =
                [.. new[] { "1",
                    "2" }.Select(counter =>
                        new CounterDefinition { Counter = new(counter), Zone = new(zones[dice.Next(3)]), Serves = [.. codes] })],
        };
    }

    private async Task StepAsync(Random dice)
    {
        var (counter, plan) = ($"{1 + dice.Next(2)}", _hall.Hall.Snapshot.Plan);
        switch (dice.Next(9))
        {
            case < 4:
                var services = plan.SkillsOf(new(counter)).ToList();
                await ServeAsync(counter, services[dice.Next(services.Count)].Value,
                    dice.Next(3) == 0 ? null : (FeedbackLevel)dice.Next(5));
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
        var leg = about is { } id && (await _hall.Hall.AskAsync(new TicketById(id), Cancel))?.Ticket is { } ticket
            ? Hall.Web.Surfaces.Manager.Cases.CasesPage.LegOf(ticket)
            : null;
        Assert.NotNull(
            (await _desk.RegisterAsync(_hall.Hall, "态度", "态度生硬", Core.Cases.ComplaintChannel.Phone, leg, null, null)).After);
    }
}
