using System.Text;
using Hall.Core.Cases;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Hosting;
using Hall.Hub.Tokens;
using Hall.Storage.Alerts;
using Hall.Storage.Cases;
using Hall.Storage.Hosting;
using Hall.Web.Tests.Ratings;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging.Abstractions;

namespace Hall.Web.Tests.Cases;

/// <summary>Bad reviews and complaints over real databases.</summary>
public sealed class CaseTests : IAsyncDisposable
{
    private static readonly StaffNumber Reviewer = new("9005");
    private static readonly StaffNumber Duty = new("9002");
    private readonly HallOnDisk _hall = HallOnDisk.Started();
    private readonly HubOptions _options;
    private readonly CaseStore _store;
    private readonly CaseSettingsFile _settings;
    private readonly CaseService _desk;
    private readonly CaseMonitor _watch;
    private readonly ContactErasure _erasure;

    public CaseTests()
    {
        _options = new HubOptions { DataFolder = _hall.Folder };
        _store = new CaseStore(_options, new StoreFaults(_hall.Alerts));
        _store.Prepare();
        _settings = new CaseSettingsFile(_options);
        _desk = new CaseService(_store, new ContactCipher(_options), new WorkCalendarFile(_options), _settings, _hall.Halls,
            new ComplaintPace(_hall.Alerts));
        _watch = new CaseMonitor(_store, _desk, new FactPlaces(_store, new Databases(_hall)), _settings, new Databases(_hall), _hall.Halls,
            _hall.Alerts, new ComplaintPace(_hall.Alerts), _hall.Clock, _ => { }, NullLogger<CaseMonitor>.Instance);
        _erasure = new ContactErasure(_store, _desk, _hall.Clock, _ => { }, NullLogger<ContactErasure>.Instance);
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
        var subject = CaseService.SubjectOf(ticket.Value, 1);
        Assert.Equal(new("王小明", "13800001111"), await _desk.ContactAsync(_hall.Hall.Id, subject));
        Assert.False(await IsInAFileAsync(Encoding.UTF8.GetBytes("13800001111")));
        Assert.False(await IsInAFileAsync(Encoding.UTF8.GetBytes("王小明")));
        var sealedContact = (await _store.ReadAsync(care => care.Contacts.SingleAsync())).Sealed;
        Assert.True(await IsInAFileAsync(sealedContact));

        Assert.Equal(0, await _erasure.EraseAsync(_hall.Hall.Now.AddDays(1_000)));
        await _store.ChangeAsync(async care => (await care.Cases.FirstAsync()).EndedAt = _hall.Hall.Now);
        var over = _hall.Hall.Now.AddDays(90);
        Assert.Equal(0, await _erasure.EraseAsync(over));
        Assert.Equal(1, await _erasure.EraseAsync(over.AddMilliseconds(1)));
        Assert.Null(await _desk.ContactAsync(_hall.Hall.Id, subject));
        Assert.False(await IsInAFileAsync(sealedContact));

        // What is left stands: the case, and a chain in which nothing is missing.
        Assert.Equal("CP2026-00001", Assert.Single(await CasesAsync()).Number);
        await _hall.StopAsync();
        Assert.Empty(Hall.Web.CommandLine.VerifyVerb.Faults(_hall.Folder));
    }

    [Fact]
    public async Task LeaveContact_AfterTheEndOfTheCase_IsNotKept()
    {
        var ticket = await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        await _store.ChangeAsync(async care =>
        {
            var row = await care.Cases.FirstAsync();
            row.Body = System.Text.Json.JsonSerializer.Serialize(StoredCases.CaseOf(row) with { Stage = ReviewStage.Closed },
                CaseJson.Default.ReviewCase);
            return true;
        });
        Assert.False(await _desk.LeaveContactAsync(_hall.Hall, ticket, 1, new("王", "13800001111")));
        Assert.False(await _desk.IsReachableAsync(_hall.Hall.Id, CaseService.SubjectOf(ticket.Value, 1)));
    }

    [Fact]
    public async Task OpenCases_ReasonThatCameByPhone_StandsInTheCase()
    {
        var ticket = await _hall.ServeAsync(FeedbackLevel.VeryDissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        await _hall.DoAsync(new Core.Commands.ExplainFeedback(ticket, 1, ["115"], "态度差"));
        await _watch.OpenCasesAsync(_hall.Hall);
        var one = Assert.Single(await CasesAsync());
        Assert.Equal(("115", "态度差", "explained"), (Assert.Single(one.Reasons), one.Comment, one.Steps[^1].Kind));
        Assert.Equal(1, _hall.Count("SELECT SUM(Valid4) FROM tallies WHERE Scope = 0"));
    }

    [Fact]
    public async Task Confirm_WithARatingOfNow_IsARecordOfItsOwnOnce()
    {
        await _hall.ServeAsync(FeedbackLevel.Dissatisfied);
        await _watch.OpenCasesAsync(_hall.Hall);
        await _store.ChangeAsync(async care =>
        {
            var row = await care.Cases.FirstAsync();
            row.Body =
                System.Text.Json.JsonSerializer.Serialize(StoredCases.CaseOf(row) with { Stage = ReviewStage.CalledBack, Named = true },
                    CaseJson.Default.ReviewCase);
            return true;
        });
        var (now, days) = (_hall.Hall.Now, _desk.DaysOf(_hall.Hall.Snapshot.Plan));
        Assert.Null(
            await _desk.StepAsync(_hall.Hall.Id, "CP2026-00001",
                (ReviewCase one) => one.Confirm(null, true, "好了", now, _desk.Rules, days),
                FeedbackLevel.Satisfied));
        await _hall.DoAsync(new Core.Commands.FollowUpFeedback(new(1), 1, FeedbackLevel.Satisfied, "好了", "CP2026-00001"));
        Assert.Equal(1,
            _hall.Count(
                "SELECT COUNT(*) FROM feedback WHERE Occasion = 2 AND Level = 'Satisfied' AND Comment LIKE "
                    + "'[sealed:1:demo-small:ticket/1/%'"));
        Assert.Equal(1, _hall.Count("SELECT SUM(Valid0 + Valid1 + Valid2 + Valid3 + Valid4) FROM tallies WHERE Scope = 0"));
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""{"mend":{"workingDays":0}}""")]
    [InlineData("""{"contactRetentionDays":0}""")]
    [InlineData("""{"defaultAfterDays":61}""")]
    [InlineData("""{"retention":90}""")]
    public void Rules_FaultyFile_KeepsWhatWasInForceAndSaysWhatIsWrong(string text)
    {
        var file = Path.Combine(_hall.Folder, CaseSettingsFile.Name);
        File.WriteAllText(file, """{"mend":{"workingDays":5},"contactRetentionDays":30}""");
        Assert.Equal((5, 30, 15), (_desk.Rules.Mend.WorkingDays, _desk.Rules.ContactRetentionDays, _desk.Rules.Ledger.WorkingDays));
        File.WriteAllText(file, text);
        File.SetLastWriteTimeUtc(file, new DateTime(2030, 1, 1));
        Assert.Equal(5, _desk.Rules.Mend.WorkingDays);
        Assert.Contains(CaseSettingsFile.Name, _settings.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_FaultySettings_IsRefusedWithASentence()
    {
        await File.WriteAllTextAsync(Path.Combine(_hall.Folder, CaseSettingsFile.Name), "{", Xunit.TestContext.Current.CancellationToken);
        var fault = await Assert.ThrowsAsync<HubStartException>(() => _watch.StartAsync(Xunit.TestContext.Current.CancellationToken));
        Assert.Contains(CaseSettingsFile.Name, fault.Message, StringComparison.Ordinal);
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
    public void Read_Contacts_AreTakenOrRefused(string name, string telephone, bool sound) =>
        Assert.Equal(sound, Contact.Read(name, telephone).Sound);

    [Theory]
    [InlineData("１３８００００１１１１", "13800001111")]
    [InlineData("138.0000.1111", "138-0000-1111")]
    [InlineData("（0562）2831234", "05622831234")]
    [InlineData("\u200b+86　138 0000 1111", "+86 138 0000 1111")]
    public void Read_TelephoneInWhateverSpelling_IsKeptInPlainSigns(string typed, string kept) =>
        Assert.Equal(new Contact("", kept), Contact.Read("", typed).Left);

    [Fact]
    public async Task Complaint_FromRegistrationToTheCitizensWord_IsFollowedByNumberAndProof()
    {
        var hall = _hall.Hall;
        Assert.NotNull((await _desk.RegisterAsync(hall, "", "x", ComplaintChannel.Phone, null, null, null)).Rejection);
        var first =
            (await _desk.RegisterAsync(hall, "态度", "态度生硬", ComplaintChannel.Phone, null, new("王", "13800001111"), null)).After!;
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
        Assert.DoesNotContain(_hall.Alerts.All, alert => alert.Kind == AlertKind.CaseDue);
        await _store.ChangeAsync(async care =>
        {
            var row = await care.Cases.FirstAsync();
            var missed = StoredCases.CaseOf(row) with { Due = new(_hall.Hall.Now.AddDays(-2), _hall.Hall.Now.AddDays(-1)) };
            row.Body = System.Text.Json.JsonSerializer.Serialize(missed, CaseJson.Default.ReviewCase);
            return true;
        });
        await File.WriteAllTextAsync(Path.Combine(_hall.Folder, "calendar.json"), "[]", Xunit.TestContext.Current.CancellationToken);
        await _watch.WatchDeadlinesAsync(_hall.Hall);
        Assert.Equal(["1", "0"], _hall.Alerts.All.Single(alert => alert.Kind == AlertKind.CaseDue).Arguments);
        Assert.Equal(["2026"], _hall.Alerts.All.Single(alert => alert.Kind == AlertKind.CalendarMissing).Arguments);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("""[{"year":2026,"source":"x","holidays":["2026-13-01"],"makeUpDays":[]}]""")]
    [InlineData("""[{"year":2026,"source":"x","holidays":["2026-10-01"],"makeUpDays":["2026-10-01"]}]""")]
    public void Current_FaultyCalendar_IsAClearFault(string text)
    {
        File.WriteAllText(Path.Combine(_hall.Folder, "calendar.json"), text);
        Assert.Contains("calendar.json", Assert.Throws<InvalidDataException>(() => new WorkCalendarFile(_options).Current).Message,
            StringComparison.Ordinal);
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
        _erasure.Dispose();
        await _hall.DisposeAsync();
    }

    private async Task<bool> IsInAFileAsync(byte[] wanted)
    {
        foreach (var file in Directory.GetFiles(_hall.Folder, "*.db*"))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var bytes = new MemoryStream();
            await stream.CopyToAsync(bytes, Xunit.TestContext.Current.CancellationToken);
            if (bytes.ToArray().AsSpan().IndexOf(wanted) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private Task<IReadOnlyList<ReviewCase>> CasesAsync() => _desk.CasesAsync(_hall.Hall.Id, _hall.Hall.Now);

    private Task<Core.Commands.Rejection?> StepAsync(Func<ReviewCase, CaseAnswer<ReviewCase>> step) =>
        _desk.StepAsync(_hall.Hall.Id, "CP2026-00001", step);

    private async Task TakenAsync(Func<ReviewCase, CaseAnswer<ReviewCase>> step) => Assert.Null(await StepAsync(step));
}
