using System.Net;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Hub.Screens;
using Hall.Hub.Setup;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Ratings;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.People;

public sealed class SetupTests : IAsyncLifetime
{
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync(bare: true);

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Link_UsedTwice_MakesOneAdministrator()
    {
        var link = await _hub.SetupLinkAsync();
        using var first = await FillInAsync(_hub.Visit(), link, "1000");
        Assert.Equal(("/setup", HttpStatusCode.SeeOther), (first.Headers.Location?.OriginalString, first.StatusCode));
        using var again = await _hub.Visit().GetAsync(link);
        Assert.Equal(HttpStatusCode.Gone, again.StatusCode);
        Assert.Single(_hub.Get<PeopleRegister>().All);
    }

    [Fact]
    public async Task Link_Late_MakesNobody()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 23, 1, 0, 0, TimeSpan.Zero));
        var links = new SetupLinks(_hub.Get<PeopleStore>(), _hub.Get<PeopleRegister>(), _hub.Office, time);
        var secret = await links.MakeAsync();
        Assert.Equal(SetupLinkState.Good, await links.StateOfAsync(secret));
        time.Advance(SetupLinks.Lasts);
        Assert.Equal(SetupLinkState.Late,
            (await links.UseAsync(secret, new AccountDraft { Staff = "1", Name = "One" }, PeopleHub.Password)).Link);
        Assert.Empty(_hub.Get<PeopleRegister>().All);
    }

    [Theory]
    [InlineData("zh", "这个链接已过期。请重新启动系统")]
    [InlineData("en", "This link is too old. Start the hub again")]
    public async Task Link_OpenedOrSentLate_SaysSoAndWhatToDo(string language, string expected)
    {
        var link = await _hub.SetupLinkAsync();
        var visitor = _hub.Visit();
        await visitor.ReadAsync($"{link}?lang={language}");
        await _hub.Get<PeopleStore>().ChangeAsync(change => change.Context.SetupLinks.ExecuteUpdateAsync(
            links => links.SetProperty(row => row.ExpiresAt, DateTimeOffset.UnixEpoch)));

        using var opened = await visitor.GetAsync(link);
        using var sent =
            await visitor.FillInAsync("/sign-in", link, ("staff", "1000"), ("name", "管理员"), ("fresh", PeopleHub.Password),
                ("again", PeopleHub.Password));

        foreach (var answer in new[] { opened, sent })
        {
            Assert.Equal(HttpStatusCode.Gone, answer.StatusCode);
            Assert.Contains(expected, WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
                StringComparison.Ordinal);
        }

        Assert.Empty(_hub.Get<PeopleRegister>().All);
    }

    [Fact]
    public async Task Link_RefusedForm_CanBeFilledInAgain()
    {
        var link = await _hub.SetupLinkAsync();
        var visitor = _hub.Visit();
        using var bad =
            await visitor.FillInAsync(link, link, ("staff", "1000"), ("name", "Admin"), ("fresh", "1234567890"), ("again", "1234567890"));
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        using var good = await FillInAsync(visitor, link, "1000");
        Assert.Equal(HttpStatusCode.SeeOther, good.StatusCode);
    }

    [Fact]
    public async Task EmptyHall_LeftAndTakenUpAgain_IsFoundedWithWhatWasAnswered()
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var first = await _hub.SignedInAsync("1000");
        await AnswerAsync(first, "Hall", ("kind", "empty"), ("hall", "xining"), ("chinese", "西宁大厅"), ("timeZone", "Asia/Shanghai"),
            ("language", "zh-CN"));
        await AnswerAsync(first, "Zones", ("lines", "A 综合 / General\nB 医保"));

        var later = await _hub.SignedInAsync("1000");
        Assert.Contains("name=\"step\" value=\"Services\"", await later.ReadAsync("/setup"), StringComparison.Ordinal);
        await AnswerAsync(later, "Services", ("lines", "A 证明打印 / Certificate 3\nB 报销 12"));
        await AnswerAsync(later, "Counters", ("counters-A", "2"), ("counters-B", "1"));
        await AnswerAsync(later, "Kiosks", ("kiosks", "1"));
        await AnswerAsync(later, "Hours", ("day-Monday", "on"), ("day-Sunday", "on"), ("from", "09:00"), ("to", "16:00"),
            ("breakFrom", "12:00"), ("breakTo", "13:00"));

        var plan = _hub.Get<IHallDirectory>().Find(new HallId("xining"))!.Snapshot.Plan;
        Assert.Equal(["A01", "B01"], plan.Services.Keys.Select(code => code.Value).Order());
        Assert.Equal(3, plan.Counters.Count);
        Assert.Equal([DayOfWeek.Sunday, DayOfWeek.Monday], plan.Configuration.Hours.Weekly.Keys.Order());
        Assert.Equal([new(new(9, 0), new(12, 0)), new(new(13, 0), new(16, 0))], plan.Configuration.Hours.Weekly[DayOfWeek.Sunday]);
        Assert.Contains("class=\"steps\"", await later.ReadAsync("/setup"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_UnknownTimeZone_IsRefusedAndNothingIsLost()
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var visitor = await _hub.SignedInAsync("1000");
        using var answer =
            await visitor.FillInAsync("/setup", "/setup", ("step", "Hall"), ("kind", "demo-small"), ("timeZone", "Moon/Tranquillity"),
                ("language", "en"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Moon/Tranquillity", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Empty(_hub.Get<IHallDirectory>().All);
    }

    [Theory]
    [InlineData("zh", "第 2 行：缺少中文。")]
    [InlineData("en", "Line 2: The Chinese text is missing.")]
    public async Task Answer_ZoneWithoutAName_IsSaidInTheReadersLanguageAtItsLine(string language, string expected)
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var visitor = await _hub.SignedInAsync("1000");
        await AnswerAsync(visitor, "Hall", ("kind", "empty"), ("hall", "xining"), ("chinese", "西宁大厅"), ("timeZone", "Asia/Shanghai"),
            ("language", "zh-CN"));
        await visitor.ReadAsync($"/setup?lang={language}");

        using var answer = await visitor.FillInAsync("/setup", "/setup", ("step", "Zones"), ("lines", "A 综合\nB"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Contains("A 综合\nB</textarea>", page.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("zh", "第 3 行：这一行应以分区的字母开头（A）")]
    [InlineData("en", "Line 3: The line begins with the letter of a zone (A)")]
    public async Task Answer_ServiceWithoutALetter_HasOneFaultAtTheLineThatWasTyped(string language, string expected)
    {
        var visitor = await AtServicesAsync();
        await visitor.ReadAsync($"/setup?lang={language}");

        using var answer = await visitor.FillInAsync("/setup", "/setup", ("step", "Services"), ("lines", "A 报销 12\n\n结婚证明 5"));

        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(expected, page, StringComparison.Ordinal);
        Assert.Equal(2, page.Split("role=\"alert\"").Length);
    }

    [Fact]
    public async Task Sample_AskedForItsHours_OffersThoseOfItsFile()
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var visitor = await _hub.SignedInAsync("1000");
        await AnswerAsync(visitor, "Hall", ("kind", "tongling"), ("hall", "tongling"), ("chinese", "大厅"), ("timeZone", "Asia/Shanghai"),
            ("language", "zh-CN"));
        var page = await visitor.ReadAsync("/setup");
        Assert.All(new[] { "08:30", "11:45", "13:30", "17:00" }, time =>
            Assert.Contains($"value=\"{time}\"", page, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Answer_HoursThatEndBeforeTheyBegin_AreAskedAgain()
    {
        var visitor = await AtServicesAsync();
        await AnswerAsync(visitor, "Services", ("lines", "A 报销 12"));
        await AnswerAsync(visitor, "Counters", ("counters-A", "1"));
        await AnswerAsync(visitor, "Kiosks", ("kiosks", "1"));
        using var answer = await visitor.FillInAsync("/setup?lang=en", "/setup", ("step", "Hours"), ("day-Monday", "on"), ("from", "17:00"),
            ("to", "08:00"));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The end must come after the beginning",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Empty(_hub.Get<IHallDirectory>().All);
    }

    [Fact]
    public async Task Sheet_Pasted_FoundsTheHallAndHandsOverPasswords()
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var visitor = await _hub.SignedInAsync("1000");
        await AnswerAsync(visitor, "Hall", ("kind", "empty"), ("hall", "xining"), ("chinese", "西宁大厅"), ("timeZone", "Asia/Shanghai"),
            ("language", "zh-CN"));
        var token = TokenIn(await visitor.ReadAsync("/setup/sheet"));
        using var form = new MultipartFormDataContent
        {
            { new StringContent(token), "__RequestVerificationToken" },
            { new ByteArrayContent(SheetTemplate.Xlsx(null)), "file", "hall.xlsx" },
        };
        using var taken = await visitor.Client.PostAsync("/setup/sheet", form, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.SeeOther, taken.StatusCode);
        await AnswerAsync(visitor, "Kiosks", ("kiosks", "1"));
        using var last = await visitor.FillInAsync("/setup", "/setup", ("step", "Hours"), ("always", "on"));

        var plan = _hub.Get<IHallDirectory>().Find(new HallId("xining"))!.Snapshot.Plan;
        Assert.Equal((2, 2, true), (plan.Services.Count, plan.Counters.Count, plan.Configuration.Hours.Always));
        Assert.Matches("<td[^>]*>1001</td><td[^>]*>王秀兰</td>", WebUtility.HtmlDecode(
            await last.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.Equal([Role.Teller], _hub.Get<PeopleRegister>().FindStaff("1001")!.Roles);
    }

    [Fact]
    public async Task Root_OfNobodysMachine_ShowsTheCodeBesideTheSignInAndNoCodeOnceSomebodySignedInThere()
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var machine = _hub.Visit();
        var page = await machine.ReadAsync("/sign-in?returnUrl=%2Fxining%2Fkiosk%2F1");
        Assert.Contains("data-screen-code", page, StringComparison.Ordinal);
        Assert.Contains("name=\"secret\"", page, StringComparison.Ordinal);
        Assert.Empty(_hub.Get<ScreenCodes>().Waiting);
        await machine.ReadAsync("/screen?to=%2Fxining%2Fkiosk%2F1");
        Assert.Equal("/xining/kiosk/1", Assert.Single(_hub.Get<ScreenCodes>().Waiting).Wanted);

        (await machine.SignInAsync("1000", PeopleHub.Password)).Dispose();
        Assert.Empty(_hub.Get<ScreenCodes>().Waiting);
        using var person = _hub.Visit();
        person.Steal(MachineCookie.Name, machine.Cookie(MachineCookie.Name)!);
        Assert.DoesNotContain("data-screen-code", await person.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en-GB,en;q=0.9,zh;q=0.2", "lang=\"en\"")]
    [InlineData("fr,zh-TW;q=0.8,en;q=0.5", "lang=\"zh-CN\"")]
    [InlineData("fr", "lang=\"zh-CN\"")]
    public async Task Door_OfABrowser_SpeaksItsLanguageUntilSomebodyChooses(string browser, string expected)
    {
        var visitor = _hub.Visit();
        visitor.Client.DefaultRequestHeaders.Remove("Accept-Language");
        visitor.Client.DefaultRequestHeaders.Add("Accept-Language", browser);
        Assert.Contains($"<html {expected}", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
        await visitor.ReadAsync("/sign-in?lang=en");
        Assert.Contains("<html lang=\"en\"", await visitor.ReadAsync("/sign-in"), StringComparison.Ordinal);
    }

    private async Task<Visitor> AtServicesAsync()
    {
        var link = await _hub.SetupLinkAsync();
        (await FillInAsync(_hub.Visit(), link, "1000")).Dispose();
        var visitor = await _hub.SignedInAsync("1000");
        await AnswerAsync(visitor, "Hall", ("kind", "empty"), ("hall", "xining"), ("chinese", "西宁大厅"), ("timeZone", "Asia/Shanghai"),
            ("language", "zh-CN"));
        await AnswerAsync(visitor, "Zones", ("lines", "A 综合"));
        return visitor;
    }

    private static string TokenIn(string page) =>
        page.Split("name=\"__RequestVerificationToken\" value=\"")[1].Split('"')[0];

    private static async Task AnswerAsync(Visitor visitor, string step, params (string, string)[] fields)
    {
        using var answer = await visitor.FillInAsync("/setup", "/setup", [("step", step), .. fields]);
        Assert.Equal((step, HttpStatusCode.SeeOther), (step, answer.StatusCode));
    }

    private static Task<HttpResponseMessage> FillInAsync(Visitor visitor, string link, string staff) => visitor.FillInAsync(
        link, link, ("staff", staff), ("name", "管理员"), ("fresh", PeopleHub.Password), ("again", PeopleHub.Password));
}
