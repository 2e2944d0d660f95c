using System.Net;
using Hall.Core.Commands;
using Hall.Core.Configuration;
using Hall.Core.Engine;
using Hall.Core.Events;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Lines;
using Hall.Hub.Accounts;
using Hall.Hub.Audit;
using Hall.Hub.Configurations;
using Hall.Hub.DeviceLinks;
using Hall.Hub.Engine;
using Hall.Storage.Audit;
using Hall.Storage.Data;
using Hall.Storage.Journal;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Audit;
using Hall.Web.Surfaces.Balance;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.People;

public sealed class AuditTests : IAsyncLifetime
{
    private static readonly CounterId One = new("1");
    private PeopleHub _hub = null!;

    private PeopleStore Store => _hub.Get<PeopleStore>();

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Journal_ChosenNumberUndoAndPriority_AreCopiedOnceWithWhoDidThem()
    {
        var ticket = (await DoAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None))).Ticket!.Ticket;
        await DoAsync(new ChangePriority(ticket.Id, new PriorityCode("elderly"), "81 years old", "2001"));
        await DoAsync(new OpenCounter(One, new StaffNumber(Role.Teller)));
        await DoAsync(new CallTicket(One, ticket.Number, "asked for by name"));
        await DoAsync(new UndoLastAction(One));
        await DoAsync(new SetFeedbackAside(ticket.Id, 1, FeedbackLevel.Dissatisfied, new(2026, 11, 23), "CP2026-00001", "9302"));
        await Eventually.HoldsAsync(async () =>
            await Store.ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.RatingSetAside)));
        await Eventually.HoldsAsync(async () =>
            await Store.ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.ActionUndone)));

        var rows = await Store.ReadAsync(context => context.Audit.ToListAsync());
        Assert.Equal((Role.Teller, $"{ticket.Id}: asked for by name"), OnlyOf(rows, AuditKind.NumberChosen));
        Assert.Equal(Role.Teller, OnlyOf(rows, AuditKind.ActionUndone).Actor);
        Assert.Equal(("2001", "elderly: 81 years old"), OnlyOf(rows, AuditKind.PriorityChanged));
        Assert.Equal(("9302", "CP2026-00001"), OnlyOf(rows, AuditKind.RatingSetAside));
    }

    [Fact]
    public async Task Journal_CardAndTelephoneInTheReasonOfACall_ReachNeitherTheJournalNorTheAudit()
    {
        var ticket = (await DoAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None))).Ticket!.Ticket;
        await DoAsync(new OpenCounter(One, new StaffNumber(Role.Teller)));
        await DoAsync(new CallTicket(One, ticket.Number, "11010519491231002X, 13800138000"));
        await DoAsync(new TakeNote(One, "11010519491231002X"));
        await Eventually.HoldsAsync(async () =>
            await Store.ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.NumberChosen)));

        var detail = OnlyOf(await Store.ReadAsync(context => context.Audit.ToListAsync()), AuditKind.NumberChosen).Detail;
        Assert.Equal($"{ticket.Id}: ****************2X, *******8000", detail);
        await using var journal = await _hub.Get<IDbContextFactory<HallDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await journal.Journal.Where(row => row.Payload.Contains("1949") || row.Payload.Contains("138001"))
            .ToListAsync(TestContext.Current.CancellationToken));
        Assert.Empty(await journal.IdempotencyStore.Where(row => row.Outcome.Contains("1949"))
            .ToListAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Journal_HubEndedBeforeTheAuditCopied_StillNamesWhoGavePriorityAndClosedTheHall()
    {
        await using var disk = HallOnDisk.Started();
        var ticket =
            (await disk.Hall.ExecuteAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None), null,
                TestContext.Current.CancellationToken)).Ticket!.Ticket.Id;
        foreach (var command in new HallCommand[]
        {
            new ChangePriority(ticket, new PriorityCode("elderly"), "81 years old", "2001"),
            new CloseHall("Water in the hall", WaitingAtClosing.ServeOn, "2002"), new ReopenHall("2003"),
        })
        {
            Assert.Null((await disk.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken)).Rejection);
        }

        await disk.StopAsync();
        await using var hub = await PeopleHub.StartAsync(with: options => options with { DataFolder = disk.Folder, HallFiles = [] });
        var store = hub.Get<PeopleStore>();
        await Eventually.HoldsAsync(() => store.ReadAsync(context => context.Audit.AnyAsync(row => row.Detail == "opened again")));

        var rows =
            await store.ReadAsync(context =>
                context.Audit.Where(row => row.Kind == AuditKind.PriorityChanged || row.Kind == AuditKind.EmergencyClosing)
            .OrderBy(row => row.Sequence).ToListAsync());
        Assert.Equal(["2001", "2002", "2003"], rows.Select(row => row.Actor));
    }

    [Fact]
    public async Task Journal_PutBackFromABackup_WhatIsDoneUnderTheSameNumbersIsWrittenToo()
    {
        await using var disk = HallOnDisk.Started();
        await disk.StopAsync();
        var copy = Path.Combine(disk.Folder, "copy.db");
        Assert.Equal(0, (await HallProgram.RunAsync("backup", copy, "--data", disk.Folder)).Code);

        async Task CloseAsync(string by)
        {
            await using var hub =
                await PeopleHub.StartAsync(with: options => options with { DataFolder = disk.Folder, HallFiles = [] }, bare: true);
            Assert.Null(
                (await hub.Hall.ExecuteAsync(new CloseHall("Water in the hall", WaitingAtClosing.ServeOn, by), null,
                    TestContext.Current.CancellationToken)).Rejection);
            await Eventually.HoldsAsync(() =>
                hub.Get<PeopleStore>()
                    .ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.EmergencyClosing && row.Actor == by)));

            // A hub that has its process for itself lets go of its files when it ends.
            using var pooled = new SqliteConnection(hub.Get<JournalDatabase>().ConnectionString);
            SqliteConnection.ClearPool(pooled);
        }

        await CloseAsync("2001");
        var restored = await HallProgram.RunAsync("restore", copy, "--data", disk.Folder);
        Assert.True(restored.Code == 0, restored.Errors);
        await CloseAsync("2002");
        Assert.Equal(0, (await HallProgram.RunAsync("verify", "--data", disk.Folder)).Code);
    }

    [Fact]
    public async Task Publication_OrderedForATimeAndTakenBack_StandsInTheAuditWithBoth()
    {
        var live = HallConfigurationReader.Write(_hub.Hall.Snapshot.Plan.Configuration);
        var schedule = _hub.Get<ConfigurationSchedule>();
        await schedule.OrderAsync(_hub.Hall.Id,
            new(_hub.Hall.Now.AddDays(1), "2001", "winter hours", live, live, new Dictionary<string, string?> { ["A01"] = null }));
        await schedule.CancelAsync(_hub.Hall.Id, "2002");
        await schedule.CancelAsync(_hub.Hall.Id, "2003");

        var rows =
            await Store.ReadAsync(context =>
                context.Audit.Where(row => row.Kind.StartsWith("publication-")).OrderBy(row => row.Sequence).ToListAsync());
        Assert.Equal([("2001", AuditKind.PublicationOrdered, "demo-small"), ("2002", AuditKind.PublicationCancelled, "demo-small")],
            rows.Select(row => (row.Actor, row.Kind, row.Subject)));
        Assert.All(rows, row => Assert.EndsWith("winter hours; A01 ends", row.Detail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Journal_IdentityNotLookedAt_SaysWhichTellerWentOnAndWhy()
    {
        var plan = (await _hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Plan.Configuration;
        var checking = plan with { Rules = plan.Rules with { Holders = new HolderRules(CheckAtCall: true) } };
        Assert.True(
            (await ConfigurationPublisher.PublishAsync(_hub.Hall, new(plan, checking), TestContext.Current.CancellationToken)).Succeeded);
        var ticket = (await DoAsync(new IssueTicket([new ServiceCode("A01")], PriorityCode.None, HolderHash: "hash"))).Ticket!.Ticket;
        await DoAsync(new OpenCounter(One, new StaffNumber(Role.Teller)));
        await DoAsync(new CallNext(One));
        await DoAsync(new CheckHolder(One, null, "card lost"));
        await Eventually.HoldsAsync(async () =>
            await Store.ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.HolderWaived)));

        var rows = await Store.ReadAsync(context => context.Audit.ToListAsync());
        Assert.Equal((Role.Teller, $"{ticket.Id}: card lost"), OnlyOf(rows, AuditKind.HolderWaived));
    }

    [Fact]
    public async Task Journal_ActsOnAMatter_SayWhoAndNothingThatWasWritten()
    {
        await DoAsync(new DeclareAbsence(new("1001"), Day(8), Day(9), new("2001")));
        await DoAsync(new SetRoster([new(Day(8), new("2001"))], new("2001")));
        await Eventually.HoldsAsync(async () =>
            await Store.ReadAsync(context => context.Audit.CountAsync(row => row.Kind == AuditKind.MatterAct && row.Actor == "2001")) == 2);
        var rows = await Store.ReadAsync(context => context.Audit.Where(row => row.Kind == AuditKind.MatterAct && row.Actor == "2001")
            .OrderBy(row => row.Sequence).Select(row => new { row.Subject, row.Detail }).ToListAsync());
        Assert.Equal([("demo-small/1001", "absence-declared"), ("demo-small", "roster-set")],
            rows.Select(row => (row.Subject, row.Detail)));

        DateOnly Day(int from) => _hub.Hall.Snapshot.BusinessDay.AddDays(from);
    }

    [Fact]
    public async Task Steering_ACounterOpenedAndOneClosed_SaysWhichManagerWantedIt()
    {
        await SteeringNote.KeepAsync(Store, new("demo-small"), new OpenCounter(One, new StaffNumber("1001")), "2001");
        await SteeringNote.KeepAsync(Store, new("demo-small"), new CloseCounter(new("2")), "2002");
        await SteeringNote.KeepAsync(Store, new("demo-small"), new CallNext(One), "2002");

        var rows =
            await Store.ReadAsync(context =>
                context.Audit.Where(row => row.Kind == AuditKind.CounterSteered).OrderBy(row => row.Sequence).ToListAsync());
        Assert.Equal([("2001", "demo-small/1", "opened for 1001"), ("2002", "demo-small/2", "closed")],
            rows.Select(row => (row.Actor, row.Subject, row.Detail)));
    }

    [Fact]
    public async Task Key_MadeAndRevokedBesideTheHub_StandsInTheAudit()
    {
        var keys = _hub.Get<KeyStore>();
        keys.Create("board-1", KeyRole.Board);
        keys.Revoke("board-1");
        await Eventually.HoldsAsync(() =>
            Store.ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.KeyRevoked && row.Subject == "board-1")));
        Assert.True(
            await Store.ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.KeyCreated && row.Subject == "board-1")));
    }

    [Fact]
    public async Task Row_ChangedOrRemoved_IsRefusedByTheDatabaseAndFoundByTheChain()
    {
        await _hub.Office.DisableAsync("test", Role.Teller);
        Execute("UPDATE audit SET Actor = 'nobody' WHERE Sequence = 2", refused: true);
        Execute("DELETE FROM audit WHERE Sequence = 2", refused: true);
        Assert.Null(await FaultAsync());

        Execute("DROP TRIGGER audit_never_changes; UPDATE audit SET Actor = 'nobody' WHERE Sequence = 2", refused: false);
        Assert.Equal(2, await FaultAsync());
    }

    [Fact]
    public async Task Export_ByTheAuditor_HasEveryRowAndNoFormula()
    {
        var auditor = await _hub.SignedInAsync(Role.Auditor);
        using var answer = await auditor.GetAsync("/demo-small/manager/audit/export");
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(("text/csv", HttpStatusCode.OK), (answer.Content.Headers.ContentType?.MediaType, answer.StatusCode));
        Assert.Contains("\"account-created\"", text, StringComparison.Ordinal);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.True(
            await Store.ReadAsync(context =>
                context.Audit.AnyAsync(row =>
                    row.Kind == AuditKind.FileExported && row.Actor == Role.Auditor && row.Subject == "/demo-small/manager/audit/export")));
        Assert.All(text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Skip(1),
            line => Assert.EndsWith("+08:00", line.Split(',')[1], StringComparison.Ordinal));
        Assert.Equal("\"'=1+1\"", AuditExport.Field("=1+1"));
        Assert.Equal("\"'＝1+1\"", AuditExport.Field("＝1+1"));
        Assert.Equal("\"a \"\"b\"\"\"", AuditExport.Field("a \"b\""));
    }

    [Fact]
    public async Task Trial_OfADevice_LeavesWhoWhichAndWhat()
    {
        var line = new DeviceLineDefinition { Name = "east", Port = "/dev/pads", Agent = "window-3",
            Counters = new Dictionary<string, CounterId> { ["1"] = One } };

        await _hub.Get<DeviceTrials>()
            .CarryOutAsync(_hub.Hall, line, "2001", DeviceTest.Text, "1", "A012", TestContext.Current.CancellationToken);

        var row =
            Assert.Single(await Store.ReadAsync(context => context.Audit.Where(row => row.Kind == AuditKind.DeviceTried).ToListAsync()));
        Assert.Equal(("2001", "demo-small/east, counter 1", "Text A012"), (row.Actor, row.Subject, row.Detail));
    }

    // As the page and the export show it.
    private (string Actor, string Detail) OnlyOf(List<AuditEntry> rows, string kind)
    {
        var row = Assert.Single(rows, row => row.Kind == kind);
        return (row.Actor, Store.Texts.Open(row.Detail));
    }

    private async Task<HallOutcome> DoAsync(HallCommand command)
    {
        var outcome = await _hub.Hall.ExecuteAsync(command, null, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
        return outcome;
    }

    private Task<long?> FaultAsync() => Store.ReadAsync(context => _hub.Get<AuditTrail>().FirstFaultAsync(context));

    private void Execute(string sql, bool refused)
    {
        using var connection = new SqliteConnection($"Data Source={Store.File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.Equal(refused, Record.Exception(() => command.ExecuteNonQuery()) is SqliteException);
    }
}
