using System.Net;
using System.Net.Http.Headers;
using Hall.Hub.Keys;
using Hall.Storage.Keys;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using static Hall.Web.Tests.Keys.ApiTable;

namespace Hall.Web.Tests.Keys;

public sealed class EndpointRoleTests(HubFixture hub) : IClassFixture<HubFixture>
{
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
            Assert.True(status is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden),
                $"{role} may call {name}, and got {status}");
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
        using var request = new HttpRequestMessage(new HttpMethod(name.Split(' ')[0]), At(name));
        using var response =
            await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
