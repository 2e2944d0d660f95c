using System.Net;
using System.Net.Http.Headers;
using Hall.Core.Identifiers;
using Hall.Hub.Cases;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Storage.Alerts;
using Hall.Storage.Audit;
using Hall.Storage.Cases;
using Hall.Storage.People;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.CommandLine;

/// <summary>
/// The morning after the upgrade from 0.1.0: everybody gets in by what they had, and nothing that the hall relied on breaks.
/// </summary>
public sealed class UpgradeDayTests(UpgradedFolder upgraded) : IClassFixture<UpgradedFolder>
{
    private const string Window = "/demo-small/counter/1";
    private static readonly HallId Hall = new("demo-small");

    [Theory]
    [InlineData("1001", "/demo-small/manager/configuration")]
    [InlineData("2001", Window)]
    [InlineData("2005", "/demo-small/manager")]
    [InlineData("3001", "/demo-small/issue")]
    [InlineData("3002", "/demo-small/manager/cases")]
    [InlineData("4001", "/demo-small/manager/audit")]
    [InlineData("4002", "/demo-small/manager/audit")]
    public async Task SignIn_PasswordOfBefore_OpensWhatTheRoleMay(string staff, string page)
    {
        var visitor = upgraded.Hub.Visit();

        using var answer = await visitor.SignInAsync(staff, UpgradedFolder.Password);

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        using var opened = await visitor.GetAsync(page);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Fact]
    public async Task SignIn_WhoWasDisabledOrHasAFirstPassword_IsAsBefore()
    {
        using var gone = await upgraded.Hub.Visit().SignInAsync("2006", UpgradedFolder.Password);
        using var fresh = await upgraded.Hub.Visit().SignInAsync("2010", upgraded.Known("first password of 2010"));

        Assert.Equal(HttpStatusCode.Unauthorized, gone.StatusCode);
        Assert.StartsWith("/password", fresh.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("CARD2001", "4826", "518207")]
    [InlineData("abc123", "4827", "518208")]
    [InlineData("ABC123", "5938", "518209")]
    public async Task SignIn_CardAndAPinOfFourDigits_OpensTheWindowAfterItWasReplaced(string card, string pin, string fresh)
    {
        var visitor = AtTheWindow();

        using var answer = await visitor.SignInAsync(card, pin);
        Assert.StartsWith("/pin", answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var before = await visitor.GetAsync(Window);
        Assert.StartsWith("/pin", before.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var replaced = await visitor.FillInAsync("/pin", "/pin", ("old", pin), ("fresh", fresh), ("again", fresh),
            ("returnUrl", Window));

        Assert.Equal((HttpStatusCode.SeeOther, Window), (replaced.StatusCode, replaced.Headers.Location?.OriginalString));
        using var opened = await visitor.GetAsync(Window);
        using var old = await AtTheWindow().SignInAsync(card, pin);
        using var again = await AtTheWindow().SignInAsync(card, fresh);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (opened.StatusCode, old.StatusCode));
        Assert.Equal("/home", again.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_CardAndAPinOfSixDigits_OpensTheWindowAtOnce()
    {
        var visitor = AtTheWindow();

        using var answer = await visitor.SignInAsync("card2002", "482653");

        Assert.Equal((HttpStatusCode.SeeOther, "/home"), (answer.StatusCode, answer.Headers.Location?.OriginalString));
        using var opened = await visitor.GetAsync(Window);
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
    }

    [Theory]
    [InlineData("/demo-small/kiosk/1")]
    [InlineData("/demo-small/board/all")]
    [InlineData("/demo-small/window/1")]
    [InlineData("/demo-small/pad/1")]
    public async Task Get_AScreenOfBefore_ShowsItsPlace(string place)
    {
        var screen = upgraded.Hub.Visit();
        screen.Steal(ScreenSession.SchemeName, upgraded.Known($"screen {place}"));

        using var shown = await screen.GetAsync(place);

        Assert.Equal(HttpStatusCode.OK, shown.StatusCode);
    }

    [Fact]
    public async Task Call_KeysOfBefore_WorkAndTheOneThatWasTakenBackDoesNot()
    {
        Assert.Equal(HttpStatusCode.OK, await CallAsync("key integration", "/api/v1/halls/demo-small"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("key board", "/api/v1/halls/demo-small"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("key kiosk", "/api/v1/halls/demo-small/services"));
        Assert.Equal(HttpStatusCode.OK, await CallAsync("key counter", "/api/v1/halls/demo-small/counters/1/queue"));
        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync("key revoked", "/api/v1/halls"));
    }

    [Fact]
    public async Task Get_LinksThatCitizensHaveOnPaper_StillOpen()
    {
        var phone = upgraded.Hub.Visit();
        var complaint = upgraded.Known("complaint");
        Assert.Contains(complaint.Split('/')[3], await phone.ReadAsync(complaint), StringComparison.Ordinal);
        foreach (var number in Enumerable.Range(0, 10))
        {
            using var page = await phone.GetAsync($"/t/{upgraded.Known($"token {number}")}");
            Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        }
    }

    [Fact]
    public async Task Care_CasesComplaintAndContactsOfBefore_AreThere()
    {
        var desk = upgraded.Hub.Get<CaseService>();
        var number = upgraded.Known("complaint").Split('/')[3];

        var complaint = await desk.FindComplaintAsync(Hall, number);
        Assert.Equal("上午等了一个小时。", complaint?.Content);
        Assert.Equal("13900000001", (await desk.ContactAsync(Hall, number))?.Telephone);
        Assert.True((await upgraded.Hub.Get<CaseStore>().ReadAsync(care => care.Cases.CountAsync())) >= 2);
        var next = await desk.RegisterAsync(upgraded.Hub.Hall, "again", "after the upgrade",
            global::Hall.Core.Cases.ComplaintChannel.Kiosk, null, null, null);
        Assert.NotEqual(number, next.After?.Number);
    }

    [Fact]
    public async Task Start_HoldersOfPostsThatExclude_KeepThemAndAreNamedOnceInTheAudit()
    {
        var named = await upgraded.Hub.Get<PeopleStore>()
            .ReadAsync(context => context.Audit.Where(row => row.Kind == AuditKind.PostsTogether).ToListAsync());

        Assert.Equal(("hub", "1001, 4002"), Assert.Single(named) is var row ? (row.Actor, row.Detail) : default);
        Assert.Equal(6, upgraded.Hub.Get<PeopleRegister>().FindStaff("4002")!.Roles.Length);
    }

    [Fact]
    public async Task Start_ExchangeByPlainHttp_WaitsWithAnAlertAndModesAreMended()
    {
        await Eventually.HoldsAsync(() => upgraded.Hub.Get<HubAlerts>().All.Any(alert => alert.Kind == AlertKind.ExchangeUnencrypted));
        Assert.Equal(0, await upgraded.Hub.Get<CaseStore>().ReadAsync(care => care.Outbox.CountAsync(row => row.SentAt != null)));
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in new[] { "hall.db", "people.db", "care.db", "keys.db" }.Select(name => Path.Combine(upgraded.Folder, name)))
            {
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
            }
        }
    }

    [Fact]
    public async Task Upgrade_AccountsAndCardsOfBefore_HaveThirtyDays()
    {
        var people = await upgraded.Hub.Get<PeopleStore>().ReadAsync(context => context.Users.ToListAsync());

        var inThirtyDays = TimeProvider.System.GetUtcNow() + OpenIdBindings.Window;
        Assert.All(people, person => Assert.InRange((person.MayBindUntil!.Value - inThirtyDays).Duration(), TimeSpan.Zero,
            TimeSpan.FromHours(1)));
        Assert.All(people, person => Assert.Equal(person.Card is not null, person.OldCardUntil is not null));
    }

    [Fact]
    public async Task Verify_AfterADayOfToday_IsClean()
    {
        var folder = UpgradedFolder.CopyOf(Path.Combine(AppContext.BaseDirectory, "data", "0.1.0", "folder"));
        await using (var hub = await UpgradedFolder.StartAsync(folder))
        {
            using var answer = await hub.Visit().SignInAsync("2005", UpgradedFolder.Password);
            Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        }

        SqliteConnection.ClearAllPools();
        var (code, output, errors) = await HallProgram.RunAsync("verify", "--data", folder);

        Assert.True(code == 0, $"{output}\n{errors}");
        Directory.Delete(folder, recursive: true);
    }

    // The machine at window 1, whose screen was enrolled before.
    private Visitor AtTheWindow()
    {
        var visitor = upgraded.Hub.Visit();
        visitor.Steal(ScreenSession.SchemeName, upgraded.Known("screen /demo-small/window/1"));
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.61");
        return visitor;
    }

    private async Task<HttpStatusCode> CallAsync(string key, string path)
    {
        using var program = new HttpClient { BaseAddress = upgraded.Hub.Address };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", upgraded.Known(key));
        using var answer = await program.GetAsync(path, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }
}
