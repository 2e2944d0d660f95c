using System.Net;
using Hall.Web.Hub;
using Hall.Web.People;

namespace Hall.Web.Tests.People;

public sealed class OpenIdTests : IAsyncLifetime
{
    private readonly StubProvider _provider = new();
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync()
    {
        await _provider.StartAsync();
        _hub = await PeopleHub.StartAsync(with: options => options with { OpenId = new OpenIdOptions(_provider.Authority, "hall", "shared") });
    }

    public async ValueTask DisposeAsync()
    {
        await _hub.DisposeAsync();
        await _provider.DisposeAsync();
    }

    [Fact]
    public async Task SignIn_KnownStaffNumber_OpensWhatTheRolesHereAllow()
    {
        _provider.Staff = Role.DutyManager;
        var visitor = _hub.Visit();
        using var back = await ThroughTheProviderAsync(visitor);
        Assert.Equal("/demo-small/manager", back.Headers.Location?.OriginalString);
        using var page = await visitor.GetAsync("/demo-small/manager");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);

        await _hub.Office.DisableAsync("test", Role.DutyManager);
        using var over = await visitor.GetAsync("/demo-small/manager");
        Assert.StartsWith("/sign-in", over.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SignIn_NumberWithoutAccountHere_IsRefused()
    {
        _provider.Staff = "4711";
        var visitor = _hub.Visit();
        using var back = await ThroughTheProviderAsync(visitor);
        Assert.Equal("/sign-in?failed=openid", back.Headers.Location?.OriginalString);
        Assert.Contains("staff number", await visitor.ReadAsync("/sign-in?failed=openid&lang=en"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Back_WithoutHavingAsked_IsRefused()
    {
        using var back = await _hub.Visit().GetAsync("/sign-in/openid/back?code=stolen&state=invented");
        Assert.Equal("/sign-in?failed=openid", back.Headers.Location?.OriginalString);
    }

    private static async Task<HttpResponseMessage> ThroughTheProviderAsync(Visitor visitor)
    {
        using var asked = await visitor.GetAsync("/sign-in/openid?returnUrl=%2Fdemo-small%2Fmanager");
        using var answered = await visitor.GetAsync(asked.Headers.Location!.OriginalString);
        return await visitor.GetAsync(answered.Headers.Location!.OriginalString);
    }
}
