using System.Net;
using Hall.Hub.Accounts;
using Hall.Hub.Identity;
using Hall.Storage.Keys;
using Hall.Web.Identity;
using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Hall.Web.Tests.People;

/// <summary>
/// Tries every address of the hub, as the tables of <see cref="Security.EndpointTableTests"/> list them, by every role, by nobody, with
/// stale and forged cookies, with a key, and from another origin.
/// </summary>
public sealed class AddressTests : IAsyncLifetime
{
    private const string Everybody = "everybody";
    private const string Somebody = "somebody";
    private const string Screens = ScreenRequirement.Policy;

    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public async Task Request_EveryAddressByEveryRole_IsAnsweredOnlyWhereTheTableSaysSo()
    {
        foreach (var role in Role.All)
        {
            var visitor = await _hub.SignedInAsync(role);
            foreach (var (name, guard) in Expected.Where(pair => pair.Value != Everybody))
            {
                var may = guard is Somebody or PersonRequirement.Policy
                    || Role.PermissionsOf(role).Contains(guard == Screens ? Permission.SurfaceShow : guard);
                Assert.True(may == await IsLetInAsync(visitor, name), $"{role} {(may ? "may" : "may not")} use {name}");
            }
        }
    }

    [Fact]
    public async Task Request_EveryAddressByNobodyAndWithAStaleCookie_IsForEverybodyOnly()
    {
        var stale = await _hub.SignedInAsync(Role.DutyManager);
        await _hub.Office.DisableAsync("test", Role.DutyManager);
        var forged = _hub.Visit();
        forged.Steal("hall-screen", "forged");
        forged.Steal(StaffSession.Scheme, "forged");
        foreach (var visitor in new[] { _hub.Visit(), stale, forged })
        {
            foreach (var (name, guard) in Expected)
            {
                Assert.True((guard == Everybody) == await IsLetInAsync(visitor, name),
                    $"Nobody {(guard == Everybody ? "may" : "may not")} use {name}");
            }
        }
    }

    [Fact]
    public async Task Request_EveryAddressFromAnotherOrigin_IsRefusedWhereCookiesCount()
    {
        var visitor = await _hub.SignedInAsync(Role.Administrator);
        visitor.Client.DefaultRequestHeaders.Add("Origin", "https://evil.example");
        foreach (var name in Expected.Keys.Where(name => !name.Contains("/api/", StringComparison.Ordinal)))
        {
            using var answer = await SendAsync(visitor, name);
            Assert.True(answer.StatusCode == HttpStatusCode.Forbidden, $"A foreign page got {answer.StatusCode} from {name}");
        }
    }

    // A page of another origin can make a browser send its cookies, never a key; so a cookie must open nothing that keys open.
    [Theory]
    [InlineData(Role.Administrator, false, null)]
    [InlineData(Role.Administrator, false, "https://evil.example")]
    [InlineData(Role.Teller, false, "null")]
    [InlineData(Role.Clerk, false, "https://evil.example")]
    [InlineData(Role.DutyManager, true, null)]
    [InlineData(Role.DutyManager, true, "https://evil.example")]
    public async Task Request_EveryAddressOfKeysWithACookieSession_IsRefusedAndShowsNothingToAnotherOrigin(string role, bool stale,
        string? origin)
    {
        var visitor = await _hub.SignedInAsync(role);
        if (stale)
        {
            await _hub.Office.DisableAsync("test", role);
        }

        visitor.Client.DefaultRequestHeaders.Add("Origin", origin is null ? [] : [origin]);
        foreach (var name in Endpoints().Where(IsOfKeys).Select(NameOf).Distinct())
        {
            using var answer = await SendAsync(visitor, name);
            var refused = answer.StatusCode == HttpStatusCode.Unauthorized
                || (origin is not null && answer.StatusCode == HttpStatusCode.Forbidden);
            Assert.True(refused, $"A cookie got {answer.StatusCode} from {name}");
            Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"), $"{name} lets another origin read it");
        }
    }

    [Fact]
    public async Task Preflight_EveryAddressOfKeys_AllowsNoOtherOrigin()
    {
        var visitor = await _hub.SignedInAsync(Role.Administrator);
        foreach (var path in Endpoints().Where(IsOfKeys).Select(endpoint => NameOf(endpoint).Split(' ')[1]).Distinct())
        {
            using var request = new HttpRequestMessage(HttpMethod.Options, PathOf(path));
            request.Headers.Add("Origin", "https://evil.example");
            request.Headers.Add("Access-Control-Request-Method", "POST");
            request.Headers.Add("Access-Control-Request-Headers", "authorization");
            using var answer = await visitor.Client.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.DoesNotContain(answer.Headers, header => header.Key.StartsWith("Access-Control-", StringComparison.OrdinalIgnoreCase));
        }
    }

    [Fact]
    public async Task Request_PagesOfPeopleWithAKey_AreNotOpened()
    {
        var visitor = _hub.Visit();
        var key = _hub.Get<KeyStore>().Create("manager", KeyRole.Manager);
        visitor.Client.DefaultRequestHeaders.Authorization = new("Bearer", key);

        foreach (var (name, _) in Expected.Where(pair => pair.Value is not (Everybody or Somebody)))
        {
            Assert.False(await IsLetInAsync(visitor, name), $"A key opened {name}");
        }
    }

    private static async Task<bool> IsLetInAsync(Visitor visitor, string name)
    {
        using var answer = await SendAsync(visitor, name);

        // Refusals are 401 and 403, or for a browser 302 to where it can sign in; 303 is a page's own way on. What is asked of a session
        // itself answers 401 by itself, because the cookie of one that is locked signs nobody in.
        var isShownHome = answer.StatusCode == HttpStatusCode.Found && answer.Headers.Location?.OriginalString.EndsWith(
            HomePage.Address, StringComparison.Ordinal) == true;
        return (isShownHome || answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Found))
            && (answer.StatusCode != HttpStatusCode.Forbidden || name is "GET /refused"
                || name.StartsWith("POST /t/", StringComparison.Ordinal))
            || (name is "GET /metrics" or "GET /openapi/{documentName}.json" or "POST /sessions/active" or "POST /sessions/resume");
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string name)
    {
        var parts = name.Split(' ');
        using var request = new HttpRequestMessage(new HttpMethod(parts[0] == "ANY" ? "GET" : parts[0]), PathOf(parts[1]));
        if (parts[0] == "POST")
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        return await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private static string PathOf(string pattern) =>
        pattern.Replace("{hall}", "demo-small", StringComparison.Ordinal).Replace("{board}", "all", StringComparison.Ordinal)
            .Replace("{sequence:long}", "1", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{**rest}", "rest", StringComparison.Ordinal).Replace("{**path:file}", "absent.txt", StringComparison.Ordinal)
            .Replace("{id}", "1", StringComparison.Ordinal)
            .Replace("{counter}", "1", StringComparison.Ordinal).Replace("{staff}", "1", StringComparison.Ordinal)
            .Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);

    private IEnumerable<RouteEndpoint> Endpoints() => _hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    private Dictionary<string, string> Expected =>
        Endpoints().Where(endpoint => !IsOfKeys(endpoint)).Select(endpoint => (NameOf(endpoint), GuardOf(endpoint))).Distinct()
            .ToDictionary();

    // What a key opens, and nothing else does.
    private static bool IsOfKeys(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
            .Any(policy => policy.AuthenticationSchemes.Contains(KeyAuthentication.SchemeName));

    private static string NameOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        var path = $"/{endpoint.RoutePattern.RawText!.Trim('/')}";
        var isPage = methods.Contains("GET") && endpoint.Metadata.OfType<ComponentTypeMetadata>().Any();
        return $"{(methods is [var only] ? only : isPage ? "GET" : "ANY")} {path}";
    }

    private static string GuardOf(RouteEndpoint endpoint)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return Everybody;
        }

        var names = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Select(data => data.Policy).OfType<string>().ToList();
        return names.Count == 0 ? Somebody : string.Join(" and ", names);
    }
}
