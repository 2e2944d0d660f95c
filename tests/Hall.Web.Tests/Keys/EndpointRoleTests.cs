using System.Net;
using System.Net.Http.Headers;
using Hall.Web.Keys;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Keys;

public sealed class EndpointRoleTests(HubFixture hub) : IClassFixture<HubFixture>
{
    private const string H = "/api/v1/halls/{hall}";
    private const string Staff = "counter integration manager";
    private const string Office = "integration manager";
    private const string Desk = "integration kiosk manager";
    private const string Screen = "board integration manager";

    // Who may call what: an endpoint that is missing here, or guarded otherwise, fails the test.
    private static readonly Dictionary<string, string> Expected = new()
    {
        ["GET /api/v1/halls"] = "board counter integration kiosk manager",
        [$"GET {H}"] = Screen,
        [$"GET {H}/events"] = Screen,
        [$"GET {H}/services"] = Desk,
        [$"GET {H}/tickets"] = Desk,
        [$"GET {H}/tickets/{{ticketId}}"] = Desk,
        [$"GET {H}/tickets/{{ticketId}}/calls"] = Office,
        [$"GET {H}/dispatch"] = Office,
        [$"GET {H}/forecasts/quality"] = Office,
        [$"POST {H}/dispatch"] = "manager",
        [$"POST {H}/tickets"] = Desk,
        [$"POST {H}/tickets/{{ticketId}}/abandon"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/postpone"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/add-service"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/priority"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/rejoin"] = Office,
        [$"POST {H}/tickets/{{ticketId}}/reprint"] = Office,
        [$"POST {H}/visits/{{ticketId}}/feedback"] = Office,
        [$"GET {H}/counters/{{counter}}/queue"] = Staff,
        [$"POST {H}/counters/{{counter}}/open"] = Staff,
        [$"POST {H}/counters/{{counter}}/pause"] = Staff,
        [$"POST {H}/counters/{{counter}}/resume"] = Staff,
        [$"POST {H}/counters/{{counter}}/close"] = Staff,
        [$"POST {H}/counters/{{counter}}/call-next"] = Staff,
        [$"POST {H}/counters/{{counter}}/call"] = Staff,
        [$"POST {H}/counters/{{counter}}/recall"] = Staff,
        [$"POST {H}/counters/{{counter}}/start"] = Staff,
        [$"POST {H}/counters/{{counter}}/complete"] = Staff,
        [$"POST {H}/counters/{{counter}}/check-holder"] = Staff,
        [$"POST {H}/counters/{{counter}}/no-show"] = Staff,
        [$"POST {H}/counters/{{counter}}/hold"] = Staff,
        [$"POST {H}/counters/{{counter}}/undo"] = Staff,
        [$"POST {H}/counters/{{counter}}/note"] = Staff,
        [$"POST {H}/counters/{{counter}}/return"] = Staff,
        [$"POST {H}/counters/{{counter}}/transfer"] = Staff,
    };

    [Fact]
    public void Endpoints_EveryOneOfTheApi_HasTheRolesOfTheTable()
    {
        var found = hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal))
            .ToDictionary(NameOf, RolesOf);

        Assert.Equal(Expected.OrderBy(pair => pair.Key, StringComparer.Ordinal), found.OrderBy(pair => pair.Key, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Request_EveryEndpointWithoutAKey_Is401()
    {
        using var client = hub.Anonymous();
        foreach (var name in Expected.Keys)
        {
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(client, name));
        }
    }

    [Theory]
    [InlineData(KeyRole.Kiosk)]
    [InlineData(KeyRole.Counter)]
    [InlineData(KeyRole.Board)]
    [InlineData(KeyRole.Agent)]
    public async Task Request_RoleThatIsNotInTheTable_Is403(string role)
    {
        using var client = hub.As(role);
        foreach (var (name, roles) in Expected.Where(pair => !pair.Value.Split(' ').Contains(role)))
        {
            Assert.True(await StatusOfAsync(client, name) == HttpStatusCode.Forbidden, $"{role} may call {name}, which is for {roles}");
        }
    }

    [Theory]
    [InlineData(KeyRole.Kiosk)]
    [InlineData(KeyRole.Counter)]
    [InlineData(KeyRole.Board)]
    [InlineData(KeyRole.Integration)]
    [InlineData(KeyRole.Manager)]
    public async Task Request_RoleThatIsInTheTable_IsLetIn(string role)
    {
        using var client = hub.As(role);
        foreach (var (name, _) in Expected.Where(pair => pair.Value.Split(' ').Contains(role)))
        {
            var status = await StatusOfAsync(client, name);
            Assert.True(status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden), $"{role} may call {name}, and got {status}");
        }
    }

    [Fact]
    public async Task Request_CounterKeyAtAnotherCounter_Is403()
    {
        using var client = hub.As(KeyRole.Counter, counter: "1");

        Assert.Equal("wrong-role", await (await client.SendAsync("/counters/2/call-next")).CodeAsync());
        Assert.Equal("counter-closed", await (await client.SendAsync("/counters/1/call-next")).CodeAsync());
    }

    [Fact]
    public async Task Request_RevokedKey_Is401()
    {
        using var client = hub.Anonymous();
        var store = hub.App.Services.GetRequiredService<KeyStore>();
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", store.Create("short-lived", KeyRole.Manager));
        hub.App.Services.GetRequiredService<KeyRing>().Forget();
        Assert.Equal(HttpStatusCode.OK, await StatusOfAsync(client, $"GET {H}"));

        store.Revoke("short-lived");
        hub.App.Services.GetRequiredService<KeyRing>().Forget();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusOfAsync(client, $"GET {H}"));
    }

    private static async Task<HttpStatusCode> StatusOfAsync(HttpClient client, string name)
    {
        var parts = name.Split(' ');
        var path = parts[1].Replace("{hall}", "demo-small", StringComparison.Ordinal).Replace("{ticketId}", "1", StringComparison.Ordinal)
            .Replace("{counter}", "1", StringComparison.Ordinal);
        using var request = new HttpRequestMessage(new HttpMethod(parts[0]), path);
        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    private static string NameOf(RouteEndpoint endpoint) =>
        $"{endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods[0]} {endpoint.RoutePattern.RawText!.TrimEnd('/')}";

    private static string RolesOf(RouteEndpoint endpoint) => string.Join(' ', endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>()
        .SelectMany(policy => policy.Requirements.OfType<RolesAuthorizationRequirement>()).SelectMany(roles => roles.AllowedRoles).Order(StringComparer.Ordinal));
}
