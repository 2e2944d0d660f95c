using Hall.Core.Calendar;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.State;
using Hall.Core.Tickets;
using Hall.Hub.Audit;
using Hall.Hub.Engine;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Hosting;
using Hall.Storage.Journal;
using Hall.Storage.People;
using Hall.Storage.Ratings;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Benchmarks;

/// <summary>
/// Years of a hall made by the hub's own rules and its own writer, a thousand visits a working day: everything that <c>hall verify</c>
/// compares is as a hub would have left it.
/// </summary>
internal sealed class VerifyHall
{
    private const int VisitsADay = 1_000;
    private const int AtOnce = 2_000;
    private const int BlockOfVisits = 20;
    private readonly SteppedTime _time;
    private readonly HallState _state = new();
    private readonly HallId _hall;
    private readonly Random _random = new(14);
    private readonly HallConfiguration _configuration = BenchmarkHall.Tongling();
    private readonly string _folder;
    private readonly JournalWriter _writer;
    private readonly JournalDatabase _database;
    private readonly IdempotencyStore _kept = new([]);
    private CommandBatch _turn;
    private Task _committing = Task.CompletedTask;
    private long _presses;

    private VerifyHall(string folder, DateTimeOffset begin)
    {
        (_folder, _time) = (folder, new(begin));
        _hall = _configuration.Hall;
        _database = new(new HubOptions { DataFolder = folder }, _time, NullLogger<JournalDatabase>.Instance);
        _database.Prepare();
        _writer = new(_database, NullLogger<JournalWriter>.Instance);
        _turn = NewTurn();
    }

    /// <summary>The last day on which somebody came.</summary>
    public static DateOnly LastDay { get; } = new(2026, 11, 26);

    /// <summary>Makes it in an empty folder.</summary>
    /// <returns>Events in all.</returns>
    public static async Task<long> MakeAsync(string folder, int visits)
    {
        var days = Math.Max(1, visits / VisitsADay);
        var maker = new VerifyHall(folder, new DateTimeOffset(LastDay, default, TimeSpan.Zero).AddDays(1 - days));
        await maker.VisitsAsync(days, visits);
        await maker.CasesAndAuditAsync(days);
        return maker._state.Sequence;
    }

    /// <summary>What a hub does at its start and each day: files of an older make are brought up to date, heads and ends are
    /// exported.</summary>
    public static void Finish(string folder)
    {
        var options = new HubOptions { DataFolder = folder };
        new CaseStore(options, new StoreFaults(new HubAlerts(TimeProvider.System))).Prepare();
        using (var people = new PeopleDbContext(new DbContextOptionsBuilder<PeopleDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder, "people.db")}").Options))
        {
            people.Database.Migrate();
        }

        var heads = ExportedHead.FileOf(folder, BenchmarkHall.Name);
        if (File.Exists(heads))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(heads)!);
        using var database = new HallDbContext(new DbContextOptionsBuilder<HallDbContext>()
            .UseSqlite($"Data Source={Path.Combine(folder, "hall.db")}").Options);
        var last = database.Feedback.GroupBy(row => row.Day).Select(day => new { Day = day.Key, Link = day.Max(row => row.Link) })
            .OrderBy(day => day.Day).ToList();
        File.WriteAllLines(heads, last.Select(day => new ExportedHead(DateOnly.FromDayNumber(day.Day + 1), day.Link,
            database.Feedback.AsNoTracking().Single(row => row.Hall == BenchmarkHall.Name && row.Link == day.Link).Mac).Line));
        var time = new SteppedTime(database.Journal.AsNoTracking().OrderByDescending(row => row.Sequence).First().At);
        new Hall.Hub.Audit.JournalHeads(options, new HubSecret(options), time)
            .Write(new(BenchmarkHall.Name), database.Journal.AsNoTracking().OrderByDescending(row => row.Sequence).First());
    }

    private async Task VisitsAsync(int days, int visits)
    {
        Do(new PublishConfiguration(_configuration));
        for (var day = 0; day < days; day++)
        {
            _time.To(_time.Begin.AddDays(day));
            _turn.KeepTime();
            foreach (var counter in _configuration.Counters.Where(counter => _state.Counters[counter.Counter].Teller is null))
            {
                Do(new OpenCounter(counter.Counter, new($"{1000 + int.Parse(counter.Counter.Value, null)}")));
            }

            var ofToday = (visits / days) + (day < visits % days ? 1 : 0);
            for (var done = 0; done < ofToday; done += BlockOfVisits)
            {
                Serve(Math.Min(BlockOfVisits, ofToday - done));
                await CommitAsync(AtOnce);
            }
        }

        await CommitAsync(0);
        await _committing;
        await _writer.DisposeAsync();
    }

    // A block comes within minutes, then each window calls until nobody waits for it.
    private void Serve(int visits)
    {
        var services = _state.Plan.Services.Keys.Where(_state.Plan.HasCounterFor).ToList();
        for (var i = 0; i < visits; i++)
        {
            _time.Step(TimeSpan.FromSeconds(15));
            var outcome = Do(new IssueTicket([services[_random.Next(services.Count)]], PriorityCode.None));
            if (_random.Next(20) == 0 && outcome.Ticket is { } gone)
            {
                Do(new AbandonTicket(gone.Ticket.Id));
            }
        }

        for (var waiting = true; waiting;)
        {
            waiting = false;
            foreach (var counter in _configuration.Counters)
            {
                waiting |= ServeAt(counter.Counter);
            }
        }
    }

    private bool ServeAt(CounterId counter)
    {
        _time.Step(TimeSpan.FromMilliseconds(900));
        if (Do(new CallNext(counter)).Events.Count == 0)
        {
            return false;
        }

        _time.Step(TimeSpan.FromMilliseconds(2_100));
        if (_random.Next(14) == 0)
        {
            Do(new MarkNoShow(counter));
            return true;
        }

        Do(new StartService(counter));
        _time.Step(TimeSpan.FromMilliseconds(_random.Next(4_000, 12_000)));
        Do(new CompleteService(counter));
        if (_random.Next(100) < 68)
        {
            var drawn = _random.Next(1_000);
            var level = drawn < 700 ? FeedbackLevel.VerySatisfied : drawn < 950 ? FeedbackLevel.Satisfied : drawn < 990
                ? FeedbackLevel.BasicallySatisfied
                : drawn < 997 ? FeedbackLevel.Dissatisfied : FeedbackLevel.VeryDissatisfied;
            Do(new PressPad(counter, level, [], $"press-{++_presses}"));
        }

        return true;
    }

    private HallOutcome Do(HallCommand command)
    {
        var outcome = _turn.Execute(command, null);
        return outcome.Rejection is null ? outcome : throw new InvalidOperationException($"{command}: {outcome.Rejection}");
    }

    private async Task CommitAsync(int atLeast)
    {
        if (_turn.Entries.Count > atLeast)
        {
            await _committing;
            _committing = _writer.CommitAsync(_turn.ToBatch());
            _turn = NewTurn();
        }
    }

    private CommandBatch NewTurn() => new(_hall, _state, new HallClock(_time, DateTimeOffset.MinValue), _kept);

    private async Task CasesAndAuditAsync(int days)
    {
        var options = new HubOptions { DataFolder = _folder };
        var store = new CaseStore(options, new StoreFaults(new HubAlerts(_time)));
        store.Prepare();
        var bad = BadRatings();
        foreach (var some in bad.Chunk(AtOnce / 4))
        {
            await store.ChangeAsync(care => Task.FromResult(Open(care, some)));
        }

        using var connection = new SqliteConnection(_database.ConnectionString);
        connection.Open();
        using var last = connection.CreateCommand();
        last.CommandText = "SELECT Link FROM feedback_heads";
        var link = (long)last.ExecuteScalar()!;
        await store.ChangeAsync(care => Task.FromResult(care.Marks.Add(new() { Hall = _hall.Value, Link = link })));
        await AuditAsync(options, days, bad);
    }

    private List<(FeedbackRow Row, string Number)> BadRatings()
    {
        using var context = new HallDbContext(new DbContextOptionsBuilder<HallDbContext>().UseSqlite(_database.ConnectionString).Options);
        var rows = context.Feedback.AsNoTracking().Where(row => row.Level == nameof(FeedbackLevel.Dissatisfied)
            || row.Level == nameof(FeedbackLevel.VeryDissatisfied))
            .OrderBy(row => row.Link).ToList();
        var given = new Dictionary<int, int>();
        return rows.ConvertAll(row =>
        {
            var year = _state.Plan.DayOf(row.At).Year;
            given[year] = given.GetValueOrDefault(year) + 1;
            return (row, FormattableString.Invariant($"CP{year}-{given[year]:00000}"));
        });
    }

    private bool Open(CaseDbContext care, IEnumerable<(FeedbackRow Row, string Number)> bad)
    {
        var days = new HallDays(new WorkCalendar { Years = new HashSet<int>(), Holidays = new HashSet<DateOnly>(),
            MakeUpDays = new HashSet<DateOnly>() }, _state.Plan.TimeZone);
        foreach (var (row, number) in bad)
        {
            var opened = ReviewCase.Open(number, new(new TicketId(row.Ticket), "", row.Leg, new(row.Counter), new(row.Teller),
                new(row.Service)),
                Enum.Parse<FeedbackLevel>(row.Level), [], null, _state.Plan.DayOf(row.At), false, row.At.AddSeconds(2), new CaseRules(),
                    days);
            care.Cases.Add(new() { Hall = row.Hall, Number = number, Ticket = row.Ticket, Leg = row.Leg, OpenedAt = opened.OpenedAt,
                Body = StoredCases.Of(opened) });
            var series = number[..number.LastIndexOf('-')] + "-";
            var known = care.Numbers.Find(row.Hall, series) ?? care.Numbers.Add(new() { Hall = row.Hall, Series = series }).Entity;
            known.Last++;
        }

        return true;
    }

    // A hundred rows a day, as sign-ins and exports leave them, and a step of each case.
    private async Task AuditAsync(HubOptions options, int days, List<(FeedbackRow Row, string Number)> bad)
    {
        var trail = new AuditTrail(new HubSecret(options), _time);
        var database = new DbContextOptionsBuilder<PeopleDbContext>().UseSqlite($"Data Source={Path.Combine(_folder, "people.db")}")
            .Options;
        using (var context = new PeopleDbContext(database))
        {
            context.Database.Migrate();
        }

        for (var day = 0; day < days; day++)
        {
            using var context = new PeopleDbContext(database);
            using var transaction = context.Database.BeginTransaction();
            for (var i = 0; i < 100; i++)
            {
                await trail.AddAsync(context, $"{1000 + (i % 21)}", i % 2 == 0 ? AuditKind.SignedIn
                    : AuditKind.SignedOut, $"{1000 + (i % 21)}", "password, 10.0.0.1", null, _time.Begin.AddDays(day).AddMinutes(i));
            }

            await context.SaveChangesAsync();
            transaction.Commit();
        }

        foreach (var some in bad.Chunk(AtOnce / 10))
        {
            using var context = new PeopleDbContext(database);
            using var transaction = context.Database.BeginTransaction();
            foreach (var (row, number) in some)
            {
                await trail.AddAsync(context, "hub", AuditKind.CaseStep, $"{row.Hall}/{number}", "opened",
                    CaseAudit.SourceOf(row.Hall, number, 0), row.At.AddSeconds(2));
            }

            await context.SaveChangesAsync();
            transaction.Commit();
        }
    }
}
