using System.Net;
using Hall.Hub.Accounts;
using Hall.Hub.Hosting;
using Hall.Hub.Identity;
using Hall.Storage.Hosting;
using Hall.Storage.People;
using Hall.Web.Identity;
using Hall.Web.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.People;

public sealed class OpenIdTests : IAsyncLifetime
{
    private readonly StubProvider _provider = new();
    private readonly MovedClock _clock = new();
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        await _provider.StartAsync();
        _hub = await PeopleHub.StartAsync(
            with: options => options with { OpenId = new OpenIdOptions(_provider.Authority, "hall", "shared") },
            configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_AccountThatMayBeBound_OpensWhatTheRolesHereAllow()
    {
        await AllowAsync(Role.DutyManager);
        var visitor = await ComeAsync("a", Role.DutyManager);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor));
        Assert.Equal(["openid-allowed", "openid-bound"], await KindsAsync(Role.DutyManager));

        await _hub.Office.DisableAsync("test", Role.DutyManager);
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(visitor));
    }

    [Theory]
    [InlineData("4711")]
    [InlineData(Role.Teller)]
    public async Task SignIn_NumberWithoutAnAccountThatMayBeBound_IsRefused(string staff)
    {
        (_provider.Subject, _provider.Staff) = ("a", staff);
        var visitor = _hub.Visit();
        using var back = await ThroughTheProviderAsync(visitor);
        Assert.Equal("/sign-in?failed=openid", back.Headers.Location?.OriginalString);
        Assert.Contains(
            "no account here is bound to it", await visitor.ReadAsync("/sign-in?failed=openid&lang=en"), StringComparison.Ordinal);
        Assert.Empty(await KindsAsync(staff));
    }

    [Fact]
    public async Task SignIn_BoundOnce_OnlyTheProvidersOwnNameCountsFromThenOn()
    {
        await AllowAsync(Role.DutyManager);
        await AllowAsync(Role.Administrator);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await ComeAsync("a", Role.DutyManager)));

        // Another who is told to have the number; the same person under another number; under none.
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(await ComeAsync("b", Role.DutyManager)));
        foreach (var told in new[] { Role.Administrator, "4711", "" })
        {
            var visitor = await ComeAsync("a", told);
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor));
            using var configuration = await visitor.GetAsync("/setup");
            Assert.NotEqual(HttpStatusCode.OK, configuration.StatusCode);
        }

        Assert.Equal(["openid-allowed"], await KindsAsync(Role.Administrator));
    }

    [Fact]
    public async Task SignIn_AllowedTooLongAgo_BindsNothing()
    {
        await AllowAsync(Role.DutyManager);
        _clock.Advance(OpenIdBindings.Window);

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(await ComeAsync("a", Role.DutyManager)));
    }

    [Fact]
    public async Task Unbind_ByTheAdministrator_EndsItsSessionsAndStandsInTheAudit()
    {
        await AllowAsync(Role.DutyManager);
        var visitor = await ComeAsync("a", Role.DutyManager);

        await _hub.Get<OpenIdBindings>().UnbindAsync(Role.Administrator, Role.DutyManager);

        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(visitor));
        Assert.Equal(HttpStatusCode.Redirect, await StatusAsync(await ComeAsync("a", Role.DutyManager)));
        Assert.Equal("openid-unbound", (await KindsAsync(Role.DutyManager))[^1]);
        await AllowAsync(Role.DutyManager);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await ComeAsync("b", Role.DutyManager)));
    }

    [Fact]
    public async Task Back_WithoutHavingAsked_IsRefused()
    {
        using var back = await _hub.Visit().GetAsync("/sign-in/openid/back?code=stolen&state=invented");
        Assert.Equal("/sign-in?failed=openid", back.Headers.Location?.OriginalString);
    }

    private Task AllowAsync(string staff) => _hub.Get<OpenIdBindings>().AllowAsync(Role.Administrator, staff);

    private async Task<Visitor> ComeAsync(string subject, string staff)
    {
        (_provider.Subject, _provider.Staff) = (subject, staff);
        var visitor = _hub.Visit();
        (await ThroughTheProviderAsync(visitor)).Dispose();
        return visitor;
    }

    private static async Task<HttpStatusCode> StatusAsync(Visitor visitor)
    {
        using var page = await visitor.GetAsync("/demo-small/manager");
        return page.StatusCode;
    }

    private Task<List<string>> KindsAsync(string staff) => _hub.Get<PeopleStore>().ReadAsync(context => context.Audit
        .Where(row => row.Subject == staff && row.Kind.StartsWith("openid")).OrderBy(row => row.Sequence)
        .Select(row => row.Kind).ToListAsync());

    private static async Task<HttpResponseMessage> ThroughTheProviderAsync(Visitor visitor)
    {
        using var asked = await visitor.GetAsync("/sign-in/openid?returnUrl=%2Fdemo-small%2Fmanager");
        using var answered = await visitor.GetAsync(asked.Headers.Location!.OriginalString);
        return await visitor.GetAsync(answered.Headers.Location!.OriginalString);
    }
}
