using System.Text.RegularExpressions;
using Hall.Storage.Keys;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Security;

public sealed partial class HeaderTests
{
    // Other answers than pages carry the headers too.
    private static readonly string[] NoPages =
        ["/t/nonsense", "/demo-small/board/all/plain", "/sign-in", "/setup", "/refused", "/health/live", "/api/v1/halls",
            "/assets/hall.css",
            "/nowhere/at/all/here", "/metrics"];

    [Fact]
    public async Task Get_EveryPageAndMore_CarriesThePolicyAndRunsNoScriptWithoutItsNonce()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true });
        using var client = hub.Anonymous();
        using var office = hub.As(KeyRole.Manager);
        var token = (await (await office.SendAsync("/tickets", new { service = "A01" })).JsonAsync()).GetProperty("token").GetString();
        var pages = PagesOf(hub);
        Assert.Contains("/demo-small/manager", pages);

        foreach (var path in pages.Concat(NoPages).Append($"/t/{token}"))
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            AssertStrict(path, policy);
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
            Assert.Contains("camera=()", Assert.Single(answer.Headers.GetValues("Permissions-Policy")), StringComparison.Ordinal);
            if (answer.Content.Headers.ContentType?.MediaType == "text/html")
            {
                AssertOnlyNonceScripts(path, policy, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
            }
        }
    }

    [Fact]
    public async Task Get_EveryPage_AllowsInlineStylesAndLoadsTheLibraryOnStaffPagesOnly()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true });
        using var client = hub.Anonymous();
        var (staff, screens) = (0, 0);
        foreach (var path in PagesOf(hub).Concat(NoPages))
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            var isStaff = path == "/" || path.StartsWith("/demo-small/", StringComparison.Ordinal) && !Screen().IsMatch(path);
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.True(policy.Contains("style-src 'self' 'unsafe-inline'", StringComparison.Ordinal) == isStaff, $"{path}: {policy}");
            if (!isStaff)
            {
                Assert.DoesNotContain("MudBlazor", page, StringComparison.OrdinalIgnoreCase);
                Assert.False(InlineStyle().IsMatch(page), $"{path} has an inline style, which the policy forbids.");
            }

            (staff, screens) = (staff + (isStaff ? 1 : 0), screens + (Screen().IsMatch(path) ? 1 : 0));
        }

        Assert.True(staff >= 10 && screens >= 5, $"{staff} pages of staff, {screens} screens");
    }

    [Fact]
    public async Task Get_SamePageTwice_HasAnotherNonce()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.Anonymous();

        using var first = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);
        using var second = await client.GetAsync("/sign-in", TestContext.Current.CancellationToken);

        Assert.NotEqual(first.Headers.GetValues("Content-Security-Policy").Single(),
            second.Headers.GetValues("Content-Security-Policy").Single());
    }

    private static void AssertStrict(string path, string policy)
    {
        var scripts = policy.Split(';', StringSplitOptions.TrimEntries)
            .Single(part => part.StartsWith("script-src ", StringComparison.Ordinal));
        Assert.True(Regex.IsMatch(scripts, "^script-src 'self' 'nonce-[A-Za-z0-9+/=]+'$"), $"{path}: {scripts}");
        Assert.Contains("object-src 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.Contains("base-uri 'self'", policy, StringComparison.Ordinal);
        Assert.Contains("form-action 'self'", policy, StringComparison.Ordinal);
    }

    private static void AssertOnlyNonceScripts(string path, string policy, string page)
    {
        var nonce = Nonce().Match(policy).Groups[1].Value;
        foreach (var script in Script().Matches(page).Select(match => System.Net.WebUtility.HtmlDecode(match.Value)))
        {
            Assert.True(script.Contains($"nonce=\"{nonce}\"", StringComparison.Ordinal), $"{path} has {script}, which the policy forbids.");
        }

        Assert.False(InlineHandler().IsMatch(page), $"{path} has a handler in an attribute, which the policy forbids.");
    }

    // Every page with an address of its own; places in addresses get something that exists in the small hall.
    private static List<string> PagesOf(HubFixture hub) =>
    [
        .. hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is not null)
            .Select(endpoint => Place().Replace($"/{endpoint.RoutePattern.RawText!.TrimStart('/')}", place => place.Groups[1].Value switch
            {
                "hall" => "demo-small",
                "board" => "all",
                _ => "1",
            })).Distinct(),
    ];

    [GeneratedRegex("'nonce-([^']+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("<script\\b(?![^>]*type=\"application/json\")[^>]*>")]
    private static partial Regex Script();

    [GeneratedRegex("<[a-z][^>]*\\son[a-z]+=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineHandler();

    [GeneratedRegex("^/demo-small/(kiosk|board|window|pad)/")]
    private static partial Regex Screen();

    [GeneratedRegex("<style|<[a-z][^>]*\\sstyle=", RegexOptions.IgnoreCase)]
    private static partial Regex InlineStyle();

    [GeneratedRegex(@"\{([A-Za-z]+)[^}]*\}")]
    private static partial Regex Place();
}
