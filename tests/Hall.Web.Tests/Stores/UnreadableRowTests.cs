using System.Globalization;
using System.Net;
using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Audit;
using Hall.Hub.Cases;
using Hall.Hub.Exchange;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Stores;

/// <summary>Rows of every database made unreadable, and a real hub started on them: it starts, serves, and says which.</summary>
public sealed class UnreadableRowTests : IDisposable
{
    private static readonly CounterId One = new("1");

    // Every column that holds JSON, but for the journal's own, in which nothing may be left out.
    private static readonly (string File, string Table, string Column)[] Columns =
    [
        ("hall.db", "openings", "State"), ("hall.db", "kept_outcomes", "Outcome"), ("care.db", "cases", "Body"),
        ("care.db", "complaints", "Body"), ("care.db", "outbox", "Body"),
    ];

    private readonly string _folder = Directory.CreateTempSubdirectory("hall-rows").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Columns_ThatHoldJson_AreAllGuarded()
    {
        await FilledAsync();
        var found = new List<(string, string, string)>();
        foreach (var file in Hall.Hub.Backups.BackupSet.Databases)
        {
            foreach (var table in Texts(file, "SELECT name FROM sqlite_master WHERE type = 'table'"))
            {
                found.AddRange(Texts(file, $"SELECT name FROM pragma_table_info('{table}')")
                    .Where(column =>
                        Texts(file,
                            $"SELECT 'x' FROM \"{table}\" WHERE typeof(\"{column}\") = 'text' AND \"{column}\" LIKE '{{%' AND "
                                + $"json_valid(\"{column}\") LIMIT 1").Count > 0)
                    .Select(column => (file, table, column)));
            }
        }

        Assert.Equal(Columns.Append(("hall.db", "journal", "Payload")).Order(), found.Where(column => column.Item2 != "audit").Order());
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("{\"schemaVersion\":99}")]
    [InlineData("")]
    public async Task Start_EveryJsonColumnUnreadable_StartsServesAndNamesEachRow(string damage)
    {
        await FilledAsync();
        foreach (var (file, table, column) in Columns)
        {
            Assert.True(Execute(file, $"UPDATE {table} SET {column} = '{damage}'") > 0, table);
        }

        await using var hub = await StartedAsync();
        var alerts = hub.Get<HubAlerts>();

        // A message is what its receiver gets: the version of its row stands in a column of its own.
        var unreadable = Columns.Where(column => column.Table != "outbox" || !damage.Contains("schemaVersion", StringComparison.Ordinal))
            .ToList();
        await Eventually.HoldsAsync(() =>
            unreadable.All(column =>
                alerts.All.Any(alert => alert.Kind == AlertKind.RowUnreadable && alert.Subject == $"{column.File}/{column.Table}")));
        Assert.Contains(alerts.All,
            alert => alert.Subject == StoredCases.Cases && alert.Arguments[1].Contains("demo-small/CP", StringComparison.Ordinal));
        Assert.DoesNotContain(alerts.All, alert => alert.Kind is AlertKind.WorkerFailed or AlertKind.JournalUnavailable);

        // The hall goes on where it was, a new bad review opens its case, and every page of what is damaged answers.
        await ServeAsync(hub.Hall, FeedbackLevel.VeryDissatisfied);
        var desk = hub.Get<CaseService>();
        await Eventually.HoldsAsync(async () => (await desk.CasesAsync(hub.Hall.Id, DateTimeOffset.MinValue)).Count == 1);
        var manager = await hub.SignedInAsync(Role.DutyManager);
        foreach (var page in new[] { "/demo-small/manager", "/demo-small/manager/cases", "/demo-small/manager/satisfaction",
            $"/demo-small/manager/cases/{Number("cases")}", $"/demo-small/manager/complaints/{Number("complaints")}",
            "/demo-small/manager/satisfaction/exchange/complaints.csv" })
        {
            using var answer = await manager.GetAsync(page);
            Assert.Equal((page, HttpStatusCode.OK), (page, answer.StatusCode));
        }

        Assert.Equal(CaseRule.Unreadable, (await desk.StepAsync(hub.Hall.Id, Number("complaints"), (Complaint one) => one))!.Code);
        Assert.All(Texts("care.db", "SELECT Body FROM complaints"), body => Assert.Equal(damage, body));
    }

    [Fact]
    public async Task Look_RowThatWasMended_TakesTheAlertDown()
    {
        await FilledAsync();
        var whole = Texts("care.db", "SELECT Body FROM complaints").Single();
        Execute("care.db", "UPDATE complaints SET Body = '{'");
        await using var hub = await StartedAsync();
        var alerts = hub.Get<HubAlerts>();
        await Eventually.HoldsAsync(() => alerts.All.Any(alert => alert.Subject == StoredCases.Complaints));
        Execute("care.db", $"UPDATE complaints SET Body = '{whole}'");
        Assert.NotNull(await hub.Get<CaseService>().FindComplaintAsync(hub.Hall.Id, Number("complaints")));
        Assert.DoesNotContain(alerts.All, alert => alert.Subject == StoredCases.Complaints);
    }

    [Theory]
    [InlineData("hall.db", "UPDATE feedback SET Level = '{'", "hall.db/feedback")]
    [InlineData("keys.db", "UPDATE keys SET Role = '{'", "keys.db/keys")]
    [InlineData("people.db", "UPDATE people SET UserName = NULL WHERE UserName = 'clerk'", "people.db/people")]
    [InlineData("care.db", "UPDATE contacts SET Sealed = x'00'", "care.db/contacts")]
    [InlineData("care.db", "UPDATE cases SET Body = json_set(Body, '$.number', 'CP2026-99999')", "care.db/cases")]
    public async Task Start_OtherDamagedRows_AreNamedAndStopNothing(string file, string sql, string store)
    {
        await FilledAsync();
        Assert.True(Execute(file, sql) > 0);
        Execute("care.db", "UPDATE marks SET Link = 0");
        await using var hub = await StartedAsync();
        _ = hub.Get<KeyStore>().List();
        var alerts = hub.Get<HubAlerts>();
        await Eventually.HoldsAsync(() => alerts.All.Any(alert => alert.Kind == AlertKind.RowUnreadable && alert.Subject == store));
        await ServeAsync(hub.Hall, FeedbackLevel.Satisfied);
        Assert.DoesNotContain(alerts.All, alert => alert.Kind == AlertKind.WorkerFailed);
    }

    [Fact]
    public async Task Audit_EventThatCannotBeRead_IsSetAsideAndCopiedOnceItIsMended()
    {
        await using var hub =
            await HubFixture.StartedAsync(builder =>
                builder.Services.Remove(builder.Services.Single(service => service.ImplementationType == typeof(AuditFollower))));
        T Get<T>() where T : notnull => hub.App.Services.GetRequiredService<T>();
        await DoAsync(hub.Hall, new CloseHall("水管爆裂", WaitingAtClosing.KeepForNextDay));
        await DoAsync(hub.Hall, new ReopenHall());
        var file = Path.Combine(hub.Folder, "hall.db");
        var last = long.Parse(Texts(file, "SELECT CAST(MAX(Sequence) AS TEXT) FROM journal").Single(), CultureInfo.InvariantCulture);
        await Eventually.HoldsAsync(() => hub.Hall.Snapshot.Version >= last);
        var whole = Texts(file, "SELECT Payload FROM journal WHERE Type = 'hall-closed'").Single();
        Execute(file, "UPDATE journal SET Payload = '{' WHERE Type = 'hall-closed'");
        using var follower = new AuditFollower(Get<IHallDirectory>(), Get<IDbContextFactory<HallDbContext>>(), Get<PeopleStore>(),
            Get<KeyStore>(), Get<AuditHeads>(), TimeProvider.System, _ => { }, NullLogger<AuditFollower>.Instance);
        await follower.LookAsync(Cancel);
        Assert.Equal(["opened again"], await ClosingsAsync());
        Assert.Contains(Get<HubAlerts>().All, alert => alert.Subject == AuditFollower.Events);
        Execute(file, $"UPDATE journal SET Payload = '{whole}' WHERE Type = 'hall-closed'");
        await follower.LookAsync(Cancel);
        Assert.Equal(2, (await ClosingsAsync()).Count);
        Assert.DoesNotContain(Get<HubAlerts>().All, alert => alert.Subject == AuditFollower.Events);

        Task<List<string>> ClosingsAsync() =>
            Get<PeopleStore>()
                .ReadAsync(context =>
                    context.Audit.Where(row => row.Kind == AuditKind.EmergencyClosing).Select(row => row.Detail).ToListAsync());
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Task<PeopleHub> StartedAsync() => PeopleHub.StartAsync(bare: true, options => options with { DataFolder = _folder });

    // A hall with a case under a real name, a complaint, an answer that is kept, a message that waits, and a key.
    private async Task FilledAsync()
    {
        await using var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = _folder });
        var (hall, desk) = (hub.Hall, hub.Get<CaseService>());
        await DoAsync(hall, new OpenCounter(One, new(Role.Teller)));
        var ticket = await ServeAsync(hall, FeedbackLevel.Dissatisfied);
        await hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None), new("key /tickets", "once", "hash"), Cancel);
        Assert.NotNull((await desk.RegisterAsync(hall, "态度", "态度生硬", ComplaintChannel.Phone, null, null, null)).After);
        await Eventually.HoldsAsync(async () => await desk.FindCaseAsync(hall.Id, ticket, 1) is not null);
        Assert.True(await desk.LeaveContactAsync(hall, ticket, 1, new("王", "13800001111")));
        await hub.Get<ExchangeOutbox>().FillAsync(hall, new());
        hub.Get<KeyStore>().Create("window", KeyRole.Board);
    }

    private static async Task<TicketId> ServeAsync(IHall hall, FeedbackLevel level)
    {
        await hall.ExecuteAsync(new OpenCounter(One, new(Role.Teller)), null, Cancel);
        await DoAsync(hall, new IssueTicket([new ServiceCode("A01")], PriorityCode.None));
        var ticket = (await hall.ExecuteAsync(new CallNext(One), null, Cancel)).Ticket!.Ticket.Id;
        await DoAsync(hall, new StartService(One));
        await DoAsync(hall, new CompleteService(One));
        await DoAsync(hall, new PressPad(One, level, [], $"press-{Guid.NewGuid()}"));
        return ticket;
    }

    private static async Task DoAsync(IHall hall, HallCommand command) =>
        Assert.Null((await hall.ExecuteAsync(command, null, Cancel)).Rejection);

    private string Number(string table) => Texts("care.db", $"SELECT Number FROM {table} ORDER BY Number LIMIT 1").Single();

    private int Execute(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteNonQuery();
    }

    private List<string> Texts(string file, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_folder, file)};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var texts = new List<string>();
        while (reader.Read())
        {
            texts.Add(reader.GetString(0));
        }

        return texts;
    }
}
