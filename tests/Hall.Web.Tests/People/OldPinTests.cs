using System.Net;
using Hall.Hub.Accounts;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.People;

/// <summary>
/// Cards and PINs of before the upgrade: they open a counter in the morning after, and are replaced by what is asked now.
/// </summary>
public sealed class OldPinTests : IAsyncLifetime
{
    private const string Window = "/demo-small/counter/1";
    private const string Card = "CARD77";
    private const string OldPin = "4826";
    private const string House = "192.168.7.7";
    private readonly MovedClock _clock = new();
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        _hub = await PeopleHub.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        var draft = new AccountDraft { Staff = Role.Teller, Name = "Teller", Roles = [Role.Teller], Card = Card, Pin = "482653" };
        Assert.Empty((await _hub.Office.ChangeAsync("test", draft)).Faults);
        await _hub.Get<PeopleStore>().ChangeAsync(async change =>
        {
            var person = await change.Context.Users.SingleAsync(row => row.UserName == Role.Teller);
            person.PinHash = _hub.Get<IPasswordHasher<Person>>().HashPassword(person, OldPin);
            return true;
        });
    }

    public async ValueTask DisposeAsync() => await _hub.DisposeAsync();

    [Fact]
    public async Task SignIn_PinOfFourDigits_OpensOnlyThePageWhereItIsReplaced()
    {
        var visitor = _hub.Visit();

        using var answer = await visitor.SignInAsync(Card, OldPin);

        Assert.Equal("/pin?returnUrl=%2Fhome", answer.Headers.Location?.OriginalString);
        foreach (var page in new[] { Window, "/demo-small/my-figures", "/demo-small/manager" })
        {
            using var refused = await visitor.GetAsync(page);
            Assert.StartsWith("/pin?returnUrl=", refused.Headers.Location?.OriginalString, StringComparison.Ordinal);
        }

        Assert.Contains("fewer than six digits", await visitor.ReadAsync("/pin?lang=en"), StringComparison.Ordinal);
        Assert.Contains("不足六位", WebUtility.HtmlDecode(await visitor.ReadAsync("/pin?lang=zh-CN")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("4826", "739", "739", "6 to 8 digits")]
    [InlineData("4826", "123456", "123456", "6 to 8 digits")]
    [InlineData("4826", "739154", "739155", "differ")]
    [InlineData("4827", "739154", "739154", "present PIN is wrong")]
    public async Task Replace_ByWhatIsNoneOrWithAWrongOne_SaysWhyAndChangesNothing(string old, string fresh, string again, string why)
    {
        var visitor = _hub.Visit();
        (await visitor.SignInAsync(Card, OldPin)).Dispose();

        using var answer = await visitor.FillInAsync("/pin?lang=en", "/pin?lang=en", ("old", old), ("fresh", fresh), ("again", again));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var still = await _hub.Visit().SignInAsync(Card, OldPin);
        Assert.StartsWith("/pin", still.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replace_BySixDigits_OpensTheWindowAndEndsWhatTheOldOneOpened()
    {
        var (visitor, other) = (_hub.Visit(), _hub.Visit());
        (await visitor.SignInAsync(Card, OldPin)).Dispose();
        (await other.SignInAsync(Card, OldPin)).Dispose();

        using var answer = await visitor.FillInAsync("/pin", "/pin", ("old", OldPin), ("fresh", "739154"), ("again", "739154"),
            ("returnUrl", Window));

        Assert.Equal(Window, answer.Headers.Location?.OriginalString);
        using var opened = await visitor.GetAsync(Window);
        using var ended = await other.GetAsync("/pin");
        using var old = await _hub.Visit().SignInAsync(Card, OldPin);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (opened.StatusCode, old.StatusCode));
        Assert.StartsWith("/sign-in", ended.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal("with a new PIN", await _hub.Get<PeopleStore>().ReadAsync(context => context.Audit
            .Where(row => row.Actor == Role.Teller && row.Kind == "account-changed").Select(row => row.Detail).SingleAsync()));
    }

    [Fact]
    public async Task SignIn_CardOfBeforeAtAMachineOfTheHouse_WorksForThirtyDaysAndMakesItKnown()
    {
        await GraceAsync(TimeSpan.FromDays(30));
        var machine = From(House);

        using var first = await machine.SignInAsync(Card, OldPin);
        using var afar = await From("203.0.113.9").SignInAsync(Card, OldPin);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized), (first.StatusCode, afar.StatusCode));
        Assert.NotNull(machine.Cookie(MachineCookie.Name));

        _clock.Advance(TimeSpan.FromDays(31));

        using var known = await machine.SignInAsync(Card, OldPin);
        using var unknown = await From(House).SignInAsync(Card, OldPin);
        Assert.Equal((HttpStatusCode.SeeOther, HttpStatusCode.Unauthorized), (known.StatusCode, unknown.StatusCode));
    }

    [Fact]
    public async Task SignIn_CardThatIsNew_WorksAtKnownMachinesOnly()
    {
        using var answer = await From(House).SignInAsync(Card, OldPin);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private Visitor From(string address)
    {
        var visitor = _hub.Visit();
        visitor.Client.DefaultRequestHeaders.Add("X-Forwarded-For", address);
        return visitor;
    }

    private Task<int> GraceAsync(TimeSpan span) => _hub.Get<PeopleStore>().ChangeAsync(change =>
    {
        var until = _clock.GetUtcNow() + span;
        return change.Context.Users.Where(row => row.UserName == Role.Teller)
            .ExecuteUpdateAsync(row => row.SetProperty(person => person.OldCardUntil, until));
    });
}
