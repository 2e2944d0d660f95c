using System.Net;
using Hall.Hub.Accounts;

namespace Hall.Web.Tests.People;

/// <summary>One role, one home page; and a page that is not for somebody says which post has it.</summary>
public sealed class HomeTests : IAsyncLifetime
{
    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Theory]
    [InlineData(Role.Teller, "/demo-small/counters")]
    [InlineData(Role.Clerk, "/demo-small/issue")]
    [InlineData(Role.Reviewer, "/demo-small/manager/cases")]
    [InlineData(Role.DutyManager, "/demo-small/manager")]
    [InlineData(Role.Administrator, "/demo-small/manager")]
    [InlineData(Role.Auditor, "/demo-small/manager/audit")]
    public async Task SignIn_WithoutAPageAskedFor_LeadsToTheRolesOwn(string role, string expected)
    {
        var visitor = _hub.Visit();
        using var signedIn = await visitor.SignInAsync(role, PeopleHub.Password);
        Assert.Equal("/home", signedIn.Headers.Location?.OriginalString);
        using var home = await visitor.GetAsync("/home");
        Assert.Equal(expected, home.Headers.Location?.OriginalString);

        using var page = await visitor.GetAsync(expected);
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public async Task Refused_NamesThePostsThatHaveThePageAndThePlaceAndNobody()
    {
        var visitor = _hub.Visit();
        using var signedIn = await visitor.SignInAsync(Role.Teller, PeopleHub.Password);
        using var refused = await visitor.GetAsync("/demo-small/manager/audit");
        var way = refused.Headers.Location!.OriginalString;
        Assert.StartsWith("/refused?from=", way, StringComparison.Ordinal);

        using var page = await visitor.GetAsync($"{way}&lang=zh");
        var text = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains("审计员", text, StringComparison.Ordinal);
        Assert.Contains("值班主任", text, StringComparison.Ordinal);
        Assert.Contains("href=\"/home\"", text, StringComparison.Ordinal);
    }
}
