using System.Net;
using Hall.Web.Keys;
using Hall.Web.People;
using Hall.Web.Screens;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;

namespace Hall.Web.Tests.People;

/// <summary>
/// Every address of the hub and who may use it. An address that is missing here, or guarded otherwise, fails the test; each is
/// then tried by everybody. The API's addresses, which keys open, have their own table beside the keys.
/// </summary>
public sealed class AddressTests : IAsyncLifetime
{
    private const string Everybody = "everybody";
    private const string Somebody = "somebody";
    private const string Screens = ScreenRequirement.Policy;

    private static readonly Dictionary<string, string> Expected = new()
    {
        ["GET /"] = Somebody,
        ["GET /health/live"] = Everybody,
        ["GET /health/ready"] = Everybody,
        ["GET /metrics"] = Everybody,
        ["GET /openapi/{documentName}.json"] = Everybody,
        ["ANY /api/{**rest}"] = Everybody,
        ["GET /t/{token}"] = Everybody,
        ["GET /t/{token}/events"] = Everybody,
        ["POST /t/{token}/{action}"] = Everybody,
        ["GET /sign-in"] = Everybody,
        ["GET /sign-in/openid"] = Everybody,
        ["POST /sign-in"] = Everybody,
        ["POST /sign-out"] = Everybody,
        ["GET /hand-over"] = Everybody,
        ["GET /password"] = Somebody,
        ["POST /password"] = Somebody,
        ["GET /refused"] = Everybody,
        ["GET /photo/{staff}"] = Somebody,
        ["GET /setup"] = Everybody,
        ["POST /setup"] = Permission.ConfigurationPublish,
        ["GET /setup/{secret}"] = Everybody,
        ["POST /setup/{secret}"] = Everybody,
        ["GET /screen"] = Everybody,
        ["GET /{hall}/board/{board}/plain"] = Screens,
        ["GET /{hall}/board/{board}/picture"] = Screens,
        ["GET /{hall}/board/{board}/stream"] = Screens,
        ["GET /{hall}/voice/{loudspeaker}/{sequence:long}.wav"] = Somebody,
        ["GET /{hall}/kiosk/{id}"] = Screens,
        ["GET /{hall}/board/{board}"] = Screens,
        ["GET /{hall}/window/{counter}"] = Screens,
        ["GET /{hall}/pad/{counter}"] = Screens,
        ["GET /{hall}/counter/{counter}"] = Permission.CounterServe,
        ["GET /{hall}/issue"] = Permission.TicketIssue,
        ["GET /{hall}/manager"] = Permission.HallWatch,
        ["GET /{hall}/manager/balance"] = Permission.HallWatch,
        ["GET /{hall}/manager/tickets"] = Permission.HallWatch,
        ["GET /{hall}/manager/screens"] = Permission.ScreensRead,
        ["GET /{hall}/manager/people"] = Permission.PeopleRead,
        ["GET /{hall}/manager/audit"] = Permission.AuditRead,
        ["GET /{hall}/manager/audit/export"] = Permission.AuditRead,
        ["ANY /_blazor"] = Somebody,
        ["ANY /_blazor/disconnect"] = Somebody,
        ["ANY /_blazor/initializers"] = Somebody,
        ["ANY /_blazor/negotiate"] = Somebody,
        ["ANY /{**path:file}"] = Somebody,
        ["GET /_framework/opaque-redirect"] = Somebody,
    };

    private PeopleHub _hub = null!;

    public async ValueTask InitializeAsync() => _hub = await PeopleHub.StartAsync();

    public ValueTask DisposeAsync() => _hub.DisposeAsync();

    [Fact]
    public void Addresses_EveryOneOfTheHub_StandsInTheTableAsItIsGuarded()
    {
        var found = Endpoints().Where(endpoint => !IsOfKeys(endpoint)).Select(endpoint => (NameOf(endpoint), GuardOf(endpoint))).Distinct().ToDictionary();

        Assert.Equal(Expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), found.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Request_EveryAddressByEveryRole_IsAnsweredOnlyWhereTheTableSaysSo()
    {
        foreach (var role in Role.All)
        {
            var visitor = await _hub.SignedInAsync(role);
            foreach (var (name, guard) in Expected.Where(pair => pair.Value != Everybody))
            {
                var may = guard == Somebody || Role.PermissionsOf(role).Contains(guard == Screens ? Permission.SurfaceShow : guard);
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
                Assert.True((guard == Everybody) == await IsLetInAsync(visitor, name), $"Nobody {(guard == Everybody ? "may" : "may not")} use {name}");
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

        // Refusals are 401 and 403, or for a browser 302 to where it can sign in; 303 is a page's own way on.
        return answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Found)
            && (answer.StatusCode != HttpStatusCode.Forbidden || name is "GET /refused" || name.StartsWith("POST /t/", StringComparison.Ordinal))
            || (name is "GET /metrics" or "GET /openapi/{documentName}.json");
    }

    private static async Task<HttpResponseMessage> SendAsync(Visitor visitor, string name)
    {
        var parts = name.Split(' ');
        var path = parts[1].Replace("{hall}", "demo-small", StringComparison.Ordinal).Replace("{board}", "all", StringComparison.Ordinal)
            .Replace("{sequence:long}", "1", StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal)
            .Replace("{**rest}", "rest", StringComparison.Ordinal).Replace("{**path:file}", "absent.txt", StringComparison.Ordinal).Replace("{id}", "1", StringComparison.Ordinal)
            .Replace("{counter}", "1", StringComparison.Ordinal).Replace("{staff}", "1", StringComparison.Ordinal)
            .Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(parts[0] == "ANY" ? "GET" : parts[0]), path);
        if (parts[0] == "POST")
        {
            request.Content = new FormUrlEncodedContent([]);
        }

        return await visitor.Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
    }

    private IEnumerable<RouteEndpoint> Endpoints() => _hub.Get<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null);

    // What a key opens, and nothing else does.
    private static bool IsOfKeys(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>().Any(policy => policy.AuthenticationSchemes.Contains(KeyAuthentication.SchemeName));

    private static string NameOf(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? [];
        var path = $"/{endpoint.RoutePattern.RawText!.Trim('/')}";
        return $"{(methods is [var only] ? only : methods.Contains("GET") && endpoint.Metadata.OfType<Microsoft.AspNetCore.Components.Endpoints.ComponentTypeMetadata>().Any() ? "GET" : "ANY")} {path}";
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
