using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Core.Tickets;
using Hall.Hub.Accounts;
using Hall.Hub.Backups;
using Hall.Hub.Cases;
using Hall.Hub.Screens;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.Data;
using Hall.Storage.Keys;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Verification;

/// <summary>
/// The data folder of a hub that two days of everything have passed through, and each of its databases as it was at noon of the first day.
/// Made once; who tampers works on a copy.
/// </summary>
public sealed class LivedHall : IAsyncLifetime
{
    private static readonly CounterId One = new("1");
    private static readonly CounterId Two = new("2");
    private readonly FakeTimeProvider _clock = new(HallOnDisk.Morning);
    private PeopleHub _hub = null!;

    /// <summary>The folder; nobody changes it.</summary>
    public string Folder { get; } = Directory.CreateTempSubdirectory("hall-lived").FullName;

    /// <summary>Its databases as they were at noon, with <c>whole</c> for all files of then.</summary>
    public string Noon => Path.Combine(Folder, "noon");

    /// <inheritdoc />
    public async ValueTask InitializeAsync()
    {
        _hub = await PeopleHub.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        await MorningAsync();
        await CopiedAsync();
        BackupSet.Make(_hub.Folder, Noon, keys: false, _clock.GetUtcNow());
        _clock.Advance(TimeSpan.FromHours(2));
        await AfternoonAsync();
        await CopiedAsync();
        _clock.Advance(TimeSpan.FromHours(1));
        await ServeAsync(One);
        await NextDayAsync();
        await CopiedAsync();
        await _hub.App.StopAsync(TestContext.Current.CancellationToken);
        SqliteConnection.ClearAllPools();
        Copy(_hub.Folder, Folder);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>A copy to tamper with.</summary>
    public string Copied()
    {
        var copy = Directory.CreateTempSubdirectory("hall-tampered").FullName;
        Copy(Folder, copy);
        return copy;
    }

    private async Task MorningAsync()
    {
        foreach (var teller in new[] { "1001", "1002" })
        {
            Assert.Empty((await _hub.Office.HireAsync("test", new() { Staff = teller, Name = teller, Roles = [Role.Teller] },
                PeopleHub.Password)).Faults);
        }

        await HappensAsync(() => Task.FromResult(_hub.Hall.Snapshot.Plan.Tellers.ContainsKey(new("1002"))));
        await DoAsync(new OpenCounter(One, new("1001")));
        await DoAsync(new OpenCounter(Two, new("1002")));
        await ServeAsync(One, () => DoAsync(new PressPad(One, FeedbackLevel.Satisfied, [], "press-1")));
        var bad = await ServeAsync(One);
        await DoAsync(new GiveFeedback(bad, null, FeedbackLevel.VeryDissatisfied, ["109"], "等候太久", FeedbackChannel.QrCode));
        await ServeAsync(Two);
        await DoAsync(new PressPad(One, FeedbackLevel.Satisfied, [], "press-2"));
        await IssueAsync();
        await DoAsync(new CallNext(One));
        await DoAsync(new UndoLastAction(One));
        await DoAsync(new CallNext(One));
        await DoAsync(new MarkNoShow(One));
        await DoAsync(new AbandonTicket(await IssueAsync()));
        await DoAsync(new PauseCounter(One, "lunch"));
        await DoAsync(new ResumeCounter(One));
        await DoAsync(new CloseHall("三楼漏水", WaitingAtClosing.ServeOn, Role.DutyManager));
        await DoAsync(new ReopenHall(Role.DutyManager));
        await HappensAsync(async () => await CasesAsync() == 1);
        Assert.Null(await _hub.Get<CaseService>().StepAsync(_hub.Hall.Id, "CP2026-00001",
            (ReviewCase one) => one.Assign(new(Role.DutyManager), new(Role.Reviewer), _hub.Hall.Now)));
        await ComplainAsync(bad, "投诉", "窗口没有人");
        await EnrolAsync(new("demo-small", "kiosk", "1"), "Kiosk");
        await EnrolAsync(new("demo-small", "window", "1"), "Window");
        var screens = _hub.Get<ScreenRegister>();
        await HappensAsync(() => Task.FromResult(screens.All.Count == 2));
        Assert.Null(await _hub.Get<ScreenService>().ShutOutAsync(Role.DutyManager, screens.All.Single(screen => screen.Name == "Window")
            .Id));
        _hub.Get<KeyStore>().Create("exchange", KeyRole.Integration);
        _hub.Get<KeyStore>().Create("window-1", KeyRole.Counter, counter: "1");
        _hub.Get<KeyStore>().Create("old", KeyRole.Manager);
        _hub.Get<KeyStore>().Revoke("old");
        Assert.Empty((await _hub.Office.HireAsync(Role.Administrator, new() { Staff = "2005", Name = "Li", Roles = [Role.Clerk] },
            PeopleHub.Password)).Faults);
        Assert.Empty((await _hub.Office.ChangeAsync(Role.Administrator,
            new() { Staff = "2005", Name = "Li", Roles = [Role.Teller], Card = "CARD2005", Pin = "482619" })).Faults);
        Assert.Empty((await _hub.Office.HireAsync(Role.Administrator, new() { Staff = "2006", Name = "Wu", Roles = [Role.Clerk] },
            PeopleHub.Password)).Faults);
        Assert.Empty((await _hub.Office.DisableAsync(Role.Administrator, "2006")).Faults);
    }

    private async Task AfternoonAsync()
    {
        var bad = await ServeAsync(Two);
        await DoAsync(new GiveFeedback(bad, null, FeedbackLevel.Dissatisfied, [], "太慢", FeedbackChannel.QrCode));
        await HappensAsync(async () => await CasesAsync() == 2);
        await ComplainAsync(bad, "又是投诉", "还是太久");
        await ServeAsync(One, () => DoAsync(new PressPad(One, FeedbackLevel.VerySatisfied, [], "press-3")));
        _hub.Get<KeyStore>().Create("later", KeyRole.Board);
        Assert.Empty((await _hub.Office.HireAsync(Role.Administrator, new() { Staff = "2007", Name = "Xu", Roles = [Role.Clerk] },
            PeopleHub.Password)).Faults);
    }

    private async Task NextDayAsync()
    {
        await IssueAsync();
        _clock.Advance(HallOnDisk.Morning.AddDays(1) - _clock.GetUtcNow());
        await DoAsync(new CorrectClock(_clock.GetUtcNow()));
        await HappensAsync(() => Task.FromResult(_hub.Hall.Snapshot.BusinessDay == new DateOnly(2026, 3, 3)));
        var gone = await IssueAsync();
        _clock.Advance(TimeSpan.FromMinutes(3));
        await DoAsync(new AbandonTicket(gone));
        await ServeAsync(One, () => DoAsync(new PressPad(One, FeedbackLevel.Satisfied, [], "press-4")));
    }

    private async Task<TicketId> ServeAsync(CounterId counter, Func<Task>? after = null)
    {
        var ticket = await IssueAsync(counter == One ? "A01" : "A03");
        _clock.Advance(TimeSpan.FromSeconds(90));
        await DoAsync(new CallNext(counter));
        _clock.Advance(TimeSpan.FromSeconds(20));
        await DoAsync(new StartService(counter));
        _clock.Advance(TimeSpan.FromSeconds(120));
        await DoAsync(new CompleteService(counter));
        _clock.Advance(TimeSpan.FromSeconds(5));
        await (after?.Invoke() ?? Task.CompletedTask);
        return ticket;
    }

    private async Task<TicketId> IssueAsync(string service = "A01")
    {
        var outcome = await _hub.Hall.ExecuteAsync(new IssueTicket([new(service)], PriorityCode.None), null,
            TestContext.Current.CancellationToken);
        Assert.Null(outcome.Rejection);
        return outcome.Ticket!.Ticket.Id;
    }

    private async Task DoAsync(HallCommand command) => Assert.Null((await _hub.Hall.ExecuteAsync(command, null,
        TestContext.Current.CancellationToken)).Rejection);

    private async Task ComplainAsync(TicketId ticket, string title, string content) =>
        Assert.Null((await _hub.Get<CaseService>().RegisterAsync(_hub.Hall, title, content, ComplaintChannel.Phone, null,
            new Contact("王五", "13900001111"), null, ticket)).Rejection);

    private async Task EnrolAsync(ScreenPlace place, string name) =>
        Assert.Null(await _hub.Get<ScreenService>().ConfirmAsync(Role.DutyManager, _hub.Get<ScreenCodes>().Ask(null, "/", "10.0.0.1")
            .Code, place, name));

    private Task<int> CasesAsync() => _hub.Get<CaseStore>().ReadAsync(care => care.Cases.CountAsync());

    // Everything that follows the hall and the cases has caught up.
    private Task CopiedAsync() => HappensAsync(async () =>
    {
        var steps = await _hub.Get<CaseStore>().ReadAsync(async care => (await care.Cases.ToListAsync())
            .Sum(row => StoredCases.CaseOf(row).Steps.Length) + (await care.Complaints.ToListAsync())
                .Sum(row => StoredCases.ComplaintOf(row).Steps.Length));
        var keys = _hub.Get<KeyStore>().List().Count;
        await using var journal = await _hub.Get<IDbContextFactory<HallDbContext>>()
            .CreateDbContextAsync(TestContext.Current.CancellationToken);
        var link = await journal.FeedbackHeads.Select(row => row.Link).SingleAsync();
        return await _hub.Get<CaseStore>().ReadAsync(care => care.Marks.AnyAsync(row => row.Link == link)) && await _hub.Get<CaseStore>()
            .ReadAsync(async care => !await care.Facts.AnyAsync(row => row.Zone == null))
            && await _hub.Get<PeopleStore>()
                .ReadAsync(async context => await context.Audit.CountAsync(row => row.Kind == AuditKind.CaseStep) == steps
            && await context.Audit.CountAsync(row => row.Kind == AuditKind.KeyKept) == keys
                && await context.Audit.CountAsync(row => row.Kind == AuditKind.EmergencyClosing) == 2);
    });

    private Task HappensAsync(Func<Task<bool>> holds) => Eventually.HoldsAsync(async () =>
    {
        _clock.Advance(TimeSpan.FromSeconds(1));
        return await holds();
    });

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories)
            .Where(file => Path.GetFileName(file) != "hub.lock"))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
