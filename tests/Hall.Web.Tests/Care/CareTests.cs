using System.Text;
using Hall.Core.Cases;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Web.Care;
using Hall.Web.Data;
using Hall.Web.Engine;
using Hall.Web.Hub;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Hall.Web.Tokens;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Care;

/// <summary>Bad reviews and complaints over real databases.</summary>
public sealed class CareTests : IAsyncDisposable
{
    private static readonly StaffNumber Reviewer = new("9005");
    private static readonly StaffNumber Duty = new("9002");
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly HubOptions _options;
    private readonly CareStore _store;
    private readonly CareDesk _desk;
    private readonly CareWatch _watch;

    public CareTests()
    {
        _options = new HubOptions { DataFolder = _hall.Folder };
        _store = new CareStore(_options);
        _store.Prepare();
        _desk = new CareDesk(_store, new ContactCipher(_options), new WorkCalendarFile(_options), _hall.Halls);
        _watch = new CareWatch(_store, _desk, new Databases(_hall), _hall.Halls, _hall.Alerts, _hall.Clock, NullLogger<CareWatch>.Instance);
    }

    [Fact]
    public async Task OpenCases_BadReviews_OpenOneEachByThemselves()
    {
        await _hall.ServeAsync(FeedbackLevel.Satisfied);
        await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        await _watch.OpenCasesAsync(_hall.Hall);
        var cases = await CasesAsync();
        Assert.Equal(["CP2026-00001", "CP2026-00002"], cases.Select(one => one.Number));
        Assert.Equal(("A002", "1001", false), (cases[0].About.Number, cases[0].About.Teller.Value, cases[0].Named));
        Assert.NotNull(cases[0].Due!.At);
    }

    [Fact]
    public async Task Steps_SettingAsideWithASecondPerson_LeavesTheFigures()
    {
        await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        var now = _hall.Hall.Now;
        var days = _desk.DaysOf(_hall.Hall.Snapshot.Plan);
        await TakenAsync(one => one.Assign(Duty, Reviewer, now));
        await TakenAsync(one => one.Hear(Reviewer, "按错键", now, _desk.Rules, days));
        await TakenAsync(one => one.ProposeAside(Reviewer, "按错键，本人确认", now));
        Assert.Equal(CaseRule.SamePerson, (await StepAsync(one => one.DecideAside(Reviewer, true, "x", now)))!.Code);
        Assert.Equal(1, _hall.Count("SELECT Valid3 FROM tallies WHERE Scope = 0"));
        await TakenAsync(one => one.DecideAside(Duty, true, "同意", now));
        Assert.Equal(1, _hall.Count("SELECT Aside3 - Valid3 FROM tallies WHERE Scope = 0"));
        Assert.Equal(0, _hall.Hall.Snapshot.Today.Ratings.Sum());
        Assert.Equal("unknown-request", (await _desk.StepAsync(_hall.Hall.Id, "CP2026-99999", (ReviewCase one) => one))!.Code);
    }

    [Fact]
    public async Task Contact_LeftWithARating_IsEncryptedAndErasedAfterItsTime()
    {
        var ticket = await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        await _desk.LeaveContactAsync(_hall.Hall, ticket, 1, new("王小明", "13800001111"));
        Assert.True(Assert.Single(await CasesAsync()).Named);
        var subject = CareDesk.SubjectOf(ticket.Value, 1);
        Assert.Equal(new("王小明", "13800001111"), await _desk.ContactAsync(_hall.Hall.Id, subject));
        SqliteConnection.ClearAllPools();
        foreach (var file in Directory.GetFiles(_hall.Folder, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Xunit.TestContext.Current.CancellationToken);
            Assert.False(bytes.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes("13800001111")) >= 0, file);
        }

        Assert.Equal(0, await _watch.EraseAsync(_hall.Hall.Now.AddDays(1_000)));
        await _store.ChangeAsync(async care => (await care.Cases.FirstAsync()).EndedAt = _hall.Hall.Now);
        Assert.Equal(0, await _watch.EraseAsync(_hall.Hall.Now.AddDays(89)));
        Assert.Equal(1, await _watch.EraseAsync(_hall.Hall.Now.AddDays(91)));
        Assert.Null(await _desk.ContactAsync(_hall.Hall.Id, subject));
    }

    [Fact]
    public void Open_ContactOfAnotherSubjectOrChanged_IsNothing()
    {
        var cipher = new ContactCipher(_options);
        var whole = cipher.Seal(new("a", "12345"), "h", "leg/1/1");
        Assert.Null(cipher.Open(whole, "h", "leg/2/1"));
        whole[^1] ^= 1;
        Assert.Null(cipher.Open(whole, "h", "leg/1/1"));
        Assert.Null(cipher.Open([1, 2], "h", "leg/1/1"));
    }

    [Theory]
    [InlineData("", "", true)]
    [InlineData("王", "0562-2831234", true)]
    [InlineData("王", "", false)]
    [InlineData("", "<script>", false)]
    [InlineData("", "123456789012345678901", false)]
    public void Read_Contacts_AreTakenOrRefused(string name, string telephone, bool sound) => Assert.Equal(sound, Contact.Read(name, telephone).Sound);

    [Fact]
    public async Task Complaint_FromRegistrationToTheCitizensWord_IsFollowedByNumberAndProof()
    {
        var hall = _hall.Hall;
        Assert.NotNull((await _desk.RegisterAsync(hall, "", "x", ComplaintChannel.Phone, null, null, null)).Rejection);
        var first = (await _desk.RegisterAsync(hall, "态度", "态度生硬", ComplaintChannel.Phone, null, new("王", "13800001111"), null)).After!;
        var second = (await _desk.RegisterAsync(hall, "等待", "等了很久", ComplaintChannel.Letter, null, null, Duty)).After!;
        Assert.Equal(("TS2026-00001", "TS2026-00002"), (first.Number, second.Number));
        var links = new ComplaintLinks(new HubSecret(_options));
        var proof = links.For(hall.Id, first.Number).Split('/')[^1];
        Assert.True(links.IsProof(hall.Id, first.Number, proof));
        Assert.False(links.IsProof(hall.Id, second.Number, proof));
        Assert.False(links.IsProof(hall.Id, first.Number, ""));
        Assert.Null(await _desk.StepAsync(hall.Id, first.Number, (Complaint one) => one.Assign(Duty, Reviewer, hall.Now)));
        Assert.Null(await _desk.StepAsync(hall.Id, first.Number, (Complaint one) => one.Reply(Reviewer, "已整改", hall.Now)));
        Assert.Equal("已整改", (await _desk.FindComplaintAsync(hall.Id, first.Number))!.Answer);
        Assert.Equal(2, (await _desk.ComplaintsAsync(hall.Id, hall.Now)).Count);
    }

    [Fact]
    public async Task WatchDeadlines_MissedAndWithoutNextYear_AreAlerts()
    {
        await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        await _watch.WatchDeadlinesAsync(_hall.Hall);
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.CareDue);
        await _store.ChangeAsync(async care =>
        {
            var row = await care.Cases.FirstAsync();
            var missed = CareDesk.CaseOf(row) with { Due = new(_hall.Hall.Now.AddDays(-2), _hall.Hall.Now.AddDays(-1)) };
            row.Body = System.Text.Json.JsonSerializer.Serialize(missed, CareJson.Default.ReviewCase);
            return true;
        });
        await File.WriteAllTextAsync(Path.Combine(_hall.Folder, "calendar.json"), "[]", Xunit.TestContext.Current.CancellationToken);
        await _watch.WatchDeadlinesAsync(_hall.Hall);
        Assert.Equal(["1", "0"], _hall.Alerts.All.Single(alert => alert.Kind == AlertKind.CareDue).Arguments);
        Assert.Equal(["2026"], _hall.Alerts.All.Single(alert => alert.Kind == AlertKind.CalendarMissing).Arguments);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""[{"year":2026,"source":"x","holidays":["2026-13-01"],"makeUpDays":[]}]""")]
    [InlineData("""[{"year":2026,"source":"x","holidays":["2026-10-01"],"makeUpDays":["2026-10-01"]}]""")]
    public void Current_FaultyCalendar_IsAClearFault(string text)
    {
        File.WriteAllText(Path.Combine(_hall.Folder, "calendar.json"), text);
        Assert.Contains("calendar.json", Assert.Throws<InvalidDataException>(() => new WorkCalendarFile(_options).Current).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Current_ShippedCalendar_KnowsThisYear()
    {
        var calendar = new WorkCalendarFile(_options).Current;
        Assert.False(calendar.IsWorked(new(2026, 10, 1)));
        Assert.True(calendar.IsWorked(new(2026, 10, 10)));
        Assert.Null(calendar.IsWorked(new(2099, 1, 5)));
    }

    public async ValueTask DisposeAsync()
    {
        _watch.Dispose();
        await _hall.DisposeAsync();
    }

    private Task<IReadOnlyList<ReviewCase>> CasesAsync() => _desk.CasesAsync(_hall.Hall.Id, _hall.Hall.Now);

    private Task<Core.Engine.Rejection?> StepAsync(Func<ReviewCase, CaseAnswer<ReviewCase>> step) => _desk.StepAsync(_hall.Hall.Id, "CP2026-00001", step);

    private async Task TakenAsync(Func<ReviewCase, CaseAnswer<ReviewCase>> step) => Assert.Null(await StepAsync(step));

    private sealed class Databases(HallOnDisk hall) : IDbContextFactory<HallDbContext>
    {
        public HallDbContext CreateDbContext() => new(new DbContextOptionsBuilder<HallDbContext>()
            .UseSqlite($"Data Source={hall.File};Pooling=False").UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking).Options);
    }
}
