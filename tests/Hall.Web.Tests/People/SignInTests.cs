using System.Net;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.Audit;
using Hall.Storage.People;
using Hall.Web.Identity;
using Microsoft.EntityFrameworkCore;

namespace Hall.Web.Tests.People;

public sealed class SignInTests : IAsyncLifetime
{
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Surface_NobodySignedIn_LeadsToTheSignInAndBack()
    {
        var visitor = _hub.Visit();
        using var refused = await visitor.GetAsync("/demo-small/manager");
        Assert.Equal("/sign-in?returnUrl=%2Fdemo-small%2Fmanager", refused.Headers.Location?.OriginalString);

        using var answer = await visitor.FillInAsync(refused.Headers.Location!.OriginalString, "/sign-in",
            ("who", Role.DutyManager), ("secret", PeopleHub.Password), ("returnUrl", "/demo-small/manager"));
        Assert.Equal("/demo-small/manager", answer.Headers.Location?.OriginalString);
        using var page = await visitor.GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    public async Task SignIn_ReturnAddressElsewhere_LeadsToTheHubsOwnPage(string elsewhere)
    {
        var visitor = _hub.Visit();
        using var answer =
            await visitor.FillInAsync("/sign-in", "/sign-in", ("who", Role.Teller), ("secret", PeopleHub.Password),
                ("returnUrl", elsewhere));
        Assert.Equal("/home", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task SignIn_WrongPasswordAndUnknownNumber_SoundTheSame()
    {
        var visitor = _hub.Visit();
        using var wrong = await visitor.SignInAsync(Role.Teller, "not the password");
        using var unknown = await visitor.SignInAsync("nobody-here", "not the password");
        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (wrong.StatusCode, unknown.StatusCode));
        Assert.Contains("The number or the password is wrong", await wrong.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Contains("The number or the password is wrong",
            await unknown.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_WrongPasswordsOfAStranger_MakeTheNextWaitButNotThePersonsOwnMachine()
    {
        var own = await _hub.SignedInAsync(Role.Clerk);
        var stranger = _hub.Visit();
        foreach (var _ in Enumerable.Range(0, SignInGuard.FreeOfAnAccount))
        {
            (await stranger.SignInAsync(Role.Clerk, "not the password")).Dispose();
        }

        using var waits = await stranger.SignInAsync(Role.Clerk, PeopleHub.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, waits.StatusCode);
        using var another = await stranger.SignInAsync("nobody-here", "not the password");
        Assert.Equal(SaidIn(await another.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            SaidIn(await waits.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)));
        Assert.True(await _hub.Get<PeopleStore>()
            .ReadAsync(context => context.Audit.AnyAsync(row => row.Kind == AuditKind.LockedOut && row.Subject == Role.Clerk)));

        (await own.FillInAsync("/sign-in", "/sign-out")).Dispose();
        using var ownAgain = await own.SignInAsync(Role.Clerk, PeopleHub.Password);
        Assert.Equal(HttpStatusCode.SeeOther, ownAgain.StatusCode);

        await _hub.Office.UnlockAsync("test", Role.Clerk);
        using var open = await stranger.SignInAsync(Role.Clerk, PeopleHub.Password);
        Assert.Equal(HttpStatusCode.SeeOther, open.StatusCode);
    }

    [Fact]
    public async Task SignIn_FortyAtOnce_OnlyTheFirstFewAreCompared()
    {
        var visitors = Enumerable.Range(0, 40).Select(_ => _hub.Visit()).ToList();
        var answers = await Task.WhenAll(visitors.Select((visitor, i) => visitor.SignInAsync(Role.Auditor, $"guess number {i}")));
        Array.ForEach(answers, answer => answer.Dispose());

        using var right = await _hub.Visit().SignInAsync(Role.Auditor, PeopleHub.Password);

        Assert.Equal(HttpStatusCode.Unauthorized, right.StatusCode);
        var refused = await _hub.Get<PeopleStore>()
            .ReadAsync(context =>
                context.Audit.Where(row => row.Subject == Role.Auditor && row.Actor == "hub").OrderBy(row => row.Sequence)
                    .Select(row => row.Detail).ToListAsync());
        Assert.DoesNotContain(refused, detail => detail.StartsWith("wrong attempts: 8", StringComparison.Ordinal));
    }

    [Fact]
    public async Task SignIn_EmptyFormsByTheHundred_CostTheOthersOfTheAddressNothing()
    {
        var idle = _hub.Visit();
        foreach (var _ in Enumerable.Range(0, 120))
        {
            (await idle.PostAsync("/sign-in")).Dispose();
        }

        await _hub.SignedInAsync(Role.Teller);
    }

    [Fact]
    public async Task Hire_PostsThatCheckEachOther_AreNotGivenToOnePerson()
    {
        var both = new AccountDraft { Staff = "3001", Name = "Both", Roles = [Role.Teller, Role.Auditor] };
        Assert.Equal(["postsExclude"], (await _hub.Office.HireAsync("test", both)).Faults);
        Assert.Equal(["postsExclude"], (await _hub.Office.ChangeAsync("test", both with { Staff = Role.Auditor })).Faults);
        Assert.Empty(
            (await _hub.Office.ChangeAsync("test",
                both with { Staff = Role.Teller, Roles = [Role.Teller, Role.Clerk, Role.DutyManager] })).Faults);
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("Console")]
    [InlineData("k-manager")]
    public async Task Hire_NumberOfTheHubItselfOrOfAKey_IsRefused(string staff)
    {
        _hub.Get<Hall.Storage.Keys.KeyStore>().Create("k-manager", "manager");
        Assert.Equal(["staffReserved"],
            (await _hub.Office.HireAsync("test", new AccountDraft { Staff = staff, Name = "N", Roles = [Role.Teller] })).Faults);
    }

    [Theory]
    [InlineData("Hub")]
    [InlineData("AUDITOR")]
    public void Key_NamedLikeTheHubItselfOrAStaffNumber_IsRefused(string name) =>
        Assert.Throws<Hall.Storage.Keys.KeyRefusedException>(() => _hub.Get<Hall.Storage.Keys.KeyStore>().Create(name, "manager"));

    [Fact]
    public async Task Account_ResetFromTheConsole_AsksTheRunningHubAndStandsInTheAudit()
    {
        var manager = await _hub.SignedInAsync(Role.DutyManager);

        Assert.Equal(0, await Hall.Web.CommandLine.HallCommandLine.RunAsync(["account", "reset", Role.DutyManager, "--data", _hub.Folder]));
        Assert.Equal(1, await Hall.Web.CommandLine.HallCommandLine.RunAsync(["account", "unlock", "nobody", "--data", _hub.Folder]));

        using var page = await manager.GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.True(await _hub.Get<PeopleStore>()
            .ReadAsync(context => context.Audit.AnyAsync(row => row.Actor == "console" && row.Subject == Role.DutyManager)));
        using var stranger = await _hub.Visit().PostAsync($"/console/account/reset", ("staff", Role.Administrator));
        Assert.Equal(HttpStatusCode.NotFound, stranger.StatusCode);
    }

    [Fact]
    public async Task Sessions_OfOnesOwn_AreListedAndEndedFromAnother()
    {
        var (here, there) = (await _hub.SignedInAsync(Role.Reviewer), await _hub.SignedInAsync(Role.Reviewer));
        Assert.Contains("End all others", await here.ReadAsync("/sessions?lang=en"), StringComparison.Ordinal);

        (await here.FillInAsync("/sessions", "/sessions", ("session", "others"))).Dispose();

        using var ended = await there.GetAsync("/sessions");
        Assert.StartsWith("/sign-in", ended.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("End all others", await here.ReadAsync("/sessions?lang=en"), StringComparison.Ordinal);
    }

    private static string SaidIn(string page) =>
        string.Join('|',
            System.Text.RegularExpressions.Regex.Matches(page, "<p class=\"fault\"[^>]*>(.*?)</p>").Select(match => match.Groups[1].Value));

    [Fact]
    public async Task SignIn_WithoutTheFormsToken_IsRefused()
    {
        using var answer = await _hub.Visit().PostAsync("/sign-in", ("who", Role.Teller), ("secret", PeopleHub.Password));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task Session_AccountDisabled_IsOverAtTheNextRequest()
    {
        var manager = await _hub.SignedInAsync(Role.DutyManager);
        await _hub.Office.DisableAsync("test", Role.DutyManager);
        using var page = await manager.GetAsync("/demo-small/manager");
        Assert.StartsWith("/sign-in", page.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var again = await manager.SignInAsync(Role.DutyManager, PeopleHub.Password);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    [Fact]
    public async Task Session_RoleChangedWhileItsOwnerWorks_IsOverAndTheNextOneHasTheRole()
    {
        var clerk = await _hub.SignedInAsync(Role.Clerk);
        using var before = await clerk.GetAsync("/demo-small/manager");
        Assert.StartsWith("/refused", before.Headers.Location?.OriginalString, StringComparison.Ordinal);
        await _hub.Office.ChangeAsync("test",
            new AccountDraft { Staff = Role.Clerk, Name = "Clerk", Roles = [Role.Clerk, Role.DutyManager] });
        using var over = await clerk.GetAsync("/demo-small/manager");
        Assert.StartsWith("/sign-in", over.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var after = await (await _hub.SignedInAsync(Role.Clerk)).GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.OK, after.StatusCode);
    }

    [Theory]
    [InlineData("zh", "您的账号或角色已变更")]
    [InlineData("en", "your account or its roles were changed")]
    public async Task SignIn_AfterTheRolesWereChanged_SaysSoToWhoHoldsTheEndedCookieOnly(string language, string said)
    {
        var clerk = await _hub.SignedInAsync(Role.Clerk);
        async Task<bool> IsToldAsync(Visitor visitor)
        {
            using var page = await visitor.GetAsync($"/sign-in?lang={language}");
            return System.Net.WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
                .Contains(said, StringComparison.Ordinal);
        }

        Assert.False(await IsToldAsync(clerk));
        await _hub.Office.ChangeAsync("test",
            new AccountDraft { Staff = Role.Clerk, Name = "Clerk", Roles = [Role.Clerk, Role.DutyManager] });
        Assert.True(await IsToldAsync(clerk));
        Assert.False(await IsToldAsync(_hub.Visit()));

        // Signing out is no change that anybody has to be told of.
        var again = await _hub.SignedInAsync(Role.Clerk);
        using var left = await again.FillInAsync("/sign-in", "/sign-out");
        Assert.False(await IsToldAsync(again));
    }

    [Fact]
    public async Task Session_FirstPassword_MustBeChangedBeforeAnythingElse()
    {
        var first =
            (await _hub.Office.HireAsync("test",
                new AccountDraft { Staff = "2001", Name = "New", Roles = [Role.DutyManager] })).FirstPassword!;
        var visitor = _hub.Visit();
        using var signedIn = await visitor.SignInAsync("2001", first);
        Assert.StartsWith("/password", signedIn.Headers.Location?.OriginalString, StringComparison.Ordinal);
        using var page = await visitor.GetAsync("/demo-small/manager");
        Assert.StartsWith("/password", page.Headers.Location?.OriginalString, StringComparison.Ordinal);

        using var changed =
            await visitor.FillInAsync("/password", "/password", ("old", first), ("fresh", "a word of my own"),
                ("again", "a word of my own"), ("returnUrl", "/"));
        Assert.Equal(HttpStatusCode.SeeOther, changed.StatusCode);
        using var open = await visitor.GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.OK, open.StatusCode);
    }

    [Theory]
    [InlineData("card-77ab")]
    [InlineData("ＣＡＲＤ７７ＡＢ")]
    [InlineData(" card 77ab ")]
    public async Task SignIn_CardInWhateverSpelling_IsThatCard(string typed)
    {
        Assert.True(
            (await _hub.Office.HireAsync("9000",
                new AccountDraft { Staff = "2077", Name = "Card", Roles = [Role.Teller], Card = "Card77ab", Pin = "482915" })).Succeeded);
        var found = await _hub.Get<StaffSignIn>().TryAsync(typed, "482915", PeopleHub.Here);
        Assert.Equal(("2077", SignInWay.Card), (found.Person?.Staff, found.How));
        var other = new AccountDraft { Staff = "2078", Name = "Other", Roles = [Role.Teller], Card = typed, Pin = "482915" };
        Assert.Equal(["cardTaken"], (await _hub.Office.HireAsync("9000", other)).Faults);
        Assert.True((await _hub.Office.HireAsync("9000", other with { Card = "９９９９" })).Succeeded);
    }

    [Fact]
    public async Task SignIn_CardAndPin_OpensACounterAndNothingElse()
    {
        var draft = new AccountDraft { Staff = "2002", Name = "Both", Roles = [Role.Teller, Role.DutyManager], Card = "0004711",
            Pin = "258013" };
        await _hub.Office.HireAsync("test", draft, PeopleHub.Password);
        var visitor = _hub.Visit();
        using var signedIn = await visitor.SignInAsync("0004711", "258013");
        Assert.Equal(HttpStatusCode.SeeOther, signedIn.StatusCode);
        using var counter = await visitor.GetAsync("/demo-small/counter/1");
        Assert.Equal(HttpStatusCode.OK, counter.StatusCode);
        using var manager = await visitor.GetAsync("/demo-small/manager");
        Assert.StartsWith("/refused", manager.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }
}
