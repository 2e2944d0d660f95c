using Hall.Core.Cases;
using Hall.Core.Commands;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Hosting;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Cases;

/// <summary>Complaints from without end: what is added, what is refused, what never is; and numbers where rows are missing.</summary>
public sealed class ComplaintLimitTests : IAsyncDisposable
{
    private static readonly StaffNumber Reviewer = new("9005");
    private static readonly StaffNumber Duty = new("9002");
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly CaseStore _store;
    private readonly CaseService _desk;
    private readonly CaseMonitor _watch;

    public ComplaintLimitTests()
    {
        var options = new HubOptions { DataFolder = _hall.Folder };
        _store = new CaseStore(options, new StoreFaults(_hall.Alerts));
        _store.Prepare();
        var (settings, pace) = (new CaseSettingsFile(options), new ComplaintPace(_hall.Alerts));
        _desk = new CaseService(_store, new ContactCipher(options), new WorkCalendarFile(options), settings, _hall.Halls, pace);
        _watch = new CaseMonitor(
            _store, _desk, new FactPlaces(_store, new Databases(_hall)), settings, new Databases(_hall), _hall.Halls, _hall.Alerts, pace,
            _hall.Clock, _ => { }, NullLogger<CaseMonitor>.Instance);
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _hall.DisposeAsync();
    }

    [Fact]
    public async Task Register_RowsWereTakenOutOfTheMiddleAndTheEnd_GoesOnBehindTheHighestNumberEverGiven()
    {
        for (var ticket = 1; ticket <= 4; ticket++)
        {
            await TakenAsync(ticket, "等候太久");
        }

        Execute(
            "DELETE FROM complaints WHERE Number IN ('TS2026-00002', 'TS2026-00004'); DELETE FROM care_facts WHERE Number = "
                + "'TS2026-00004'");
        Assert.Equal("TS2026-00005", (await TakenAsync(5, "等候太久")).Number);
    }

    [Fact]
    public async Task Register_NumbersOfAnOlderProgram_AreCountedFromTheHighest()
    {
        await TakenAsync(1, "等候太久");
        await TakenAsync(2, "等候太久");
        Execute(
            "UPDATE complaints SET Number = 'TS2026-100000' WHERE Number = 'TS2026-00002'; UPDATE care_facts SET Number = "
                + "'TS2026-100000' WHERE Number = 'TS2026-00002'; DELETE FROM numbers");
        Assert.Equal("TS2026-100001", (await TakenAsync(3, "等候太久")).Number);
    }

    [Fact]
    public async Task OpenCases_RowsWereTakenOutOfTheMiddleAndTheEnd_OpensNewCasesAllTheSame()
    {
        for (var bad = 0; bad < 4; bad++)
        {
            await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        }

        await _watch.OpenCasesAsync(_hall.Hall);
        Execute(
            "DELETE FROM cases WHERE Number IN ('CP2026-00002', 'CP2026-00004'); DELETE FROM care_facts WHERE Number IN "
                + "('CP2026-00002', 'CP2026-00004')");
        await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        Assert.Equal(["CP2026-00001", "CP2026-00003", "CP2026-00005"],
            (await _desk.CasesAsync(_hall.Hall.Id, DateTimeOffset.MinValue)).Select(one => one.Number).Order());
    }

    [Fact]
    public async Task Register_SecondOfATicket_AddsToTheFirstWhileItIsOpenAndIsItsOwnAfterwards()
    {
        var first = await TakenAsync(7, "等候太久");
        var more = await TakenAsync(7, "还是没人来");
        Assert.Equal((first.Number, "还是没人来"), (more.Number, Assert.Single(more.Added).Content));
        var (hall, days) = (_hall.Hall, _desk.DaysOf(_hall.Hall.Snapshot.Plan));
        foreach (var step in new Func<Complaint, CaseAnswer<Complaint>>[]
        {
            one => one.Assign(Duty, Reviewer, hall.Now), one => one.Reply(Reviewer, "已整改", hall.Now),
            one => one.Confirm(null, true, "", hall.Now, _desk.Rules, days),
        })
        {
            Assert.Null(await _desk.StepAsync(hall.Id, first.Number, step));
        }

        Assert.Equal("TS2026-00002", (await TakenAsync(7, "又发生了")).Number);
    }

    [Fact]
    public async Task Register_FourthOfATicketOnADay_IsRefusedUntilTheNextDay()
    {
        for (var text = 0; text < CaseService.MostADay; text++)
        {
            await TakenAsync(7, $"第{text + 1}次");
        }

        Assert.Equal(CaseRule.TooManyToday, (await RegisterAsync(7, "第4次")).Rejection!.Code);
        _hall.Time.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, (await TakenAsync(7, "第4次")).Added.Length);
    }

    [Fact]
    public async Task Register_FloodOfTheHall_RefusesOnlyTicketsThatHaveOneAlreadyAndTellsTheManager()
    {
        for (var ticket = 1; ticket <= ComplaintPace.MostAMinute; ticket++)
        {
            Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.ComplaintFlood);
            await TakenAsync(ticket, "刷屏");
        }

        Assert.Contains(_hall.Alerts.All, alert => alert.Kind == AlertKind.ComplaintFlood);
        Assert.Equal(CaseRule.TooManyNow, (await RegisterAsync(1, "再刷")).Rejection!.Code);

        // Nobody is kept from their first complaint, and none that came by letter or at a kiosk is turned away.
        await TakenAsync(99, "真的投诉");
        await TakenAsync(null, "意见箱");

        _hall.Time.Advance(TimeSpan.FromMinutes(2));
        await TakenAsync(1, "再说一句");
        await _watch.LookAsync(Xunit.TestContext.Current.CancellationToken);
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.ComplaintFlood);
    }

    [Fact]
    public async Task Aside_AgreedByASecondPost_IsShownApartInFiguresFilesAndMessages()
    {
        var (hall, now) = (_hall.Hall, _hall.Hall.Now);
        var kept = await TakenAsync(1, "等候太久");
        var abuse = await TakenAsync(2, "刷屏");
        Assert.Null(
            await _desk.StepAsync(hall.Id, abuse.Number,
                (Complaint one) => one.ProposeAside(Reviewer, ["reviewer"], "反复提交无意义内容", now)));
        Assert.Null(
            await _desk.StepAsync(hall.Id, abuse.Number, (Complaint one) => one.DecideAside(Duty, ["duty-manager"], true, "属实", now)));

        var facts =
            await new Hall.Hub.Ratings.CaseReports(_store).ReadAsync(hall.Id, hall.Snapshot.Plan,
                new(hall.Snapshot.Plan.DayOf(now), hall.Snapshot.Plan.DayOf(now)));
        var counts = facts.Aggregate(RatingCounts.None, (sum, fact) => sum + fact.CountsAt(now.AddYears(1)));
        Assert.Equal((2, 1, 1), (counts.Complaints, counts.ComplaintsAside, counts.Overdue));
        var row = Hall.Hub.Ratings.FigureColumns.All.ToDictionary(column => column.Name, column => column.Of(new("", "", counts)));
        Assert.Equal([1L, 1L], new[] { row["ComplaintsSetAside"], row["OverdueComplaints"] });

        IReadOnlyDictionary<string, string> Fields(Complaint one, bool file) =>
            Hall.Core.Exchange.ExchangeComplaint.ToStandard(one, "大厅", "340700", _desk.DaysOf(hall.Snapshot.Plan), now, file);
        var (keptNow, abuseNow) = ((await _desk.FindComplaintAsync(hall.Id, kept.Number))!,
            (await _desk.FindComplaintAsync(hall.Id, abuse.Number))!);
        Assert.Equal(("0", "1"), (Fields(keptNow, true)["是否滥用"], Fields(abuseNow, true)["是否滥用"]));
        Assert.Equal("1", Fields(abuseNow, false)["是否滥用"]);

        // A receiver that knows Table 10 only gets an ordinary complaint as ever.
        Assert.Equal(18, Fields(keptNow, false).Count);
        Assert.Equal(ComplaintStage.SetAside, (await _desk.ComplaintsAsync(hall.Id, now)).Single(one => one.Number == abuse.Number).Stage);
    }

    private async Task<Complaint> TakenAsync(int? ticket, string content)
    {
        var answer = await RegisterAsync(ticket, content);
        Assert.Null(answer.Rejection);
        return answer.After!;
    }

    private Task<CaseAnswer<Complaint>> RegisterAsync(int? ticket, string content) =>
        _desk.RegisterAsync(_hall.Hall, "投诉", content, ComplaintChannel.Phone, null, null, null,
            ticket is { } id ? new TicketId(id) : null);

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path.Combine(_hall.Folder, CaseStore.FileName)}");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
