using System.Net;
using Hall.Hub.Accounts;
using Hall.Web.Tests.People;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using static Hall.Web.Tests.Security.AddressTable;

namespace Hall.Web.Tests.Security;

/// <summary>Who may ask for what beside the API, whose own table is in <see cref="Keys.EndpointRoleTests"/>.</summary>
public sealed class EndpointTableTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public void Endpoints_EveryOneBesideTheApi_IsGuardedAsTheTableSays()
    {
        var found = hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint =>
                endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is null
                    && !PathOf(endpoint).StartsWith("/api/v1", StringComparison.Ordinal))
            .GroupBy(PathOf)
            .ToDictionary(group => group.Key, group => string.Join(' ', group.Select(GuardOf).Distinct().Order(StringComparer.Ordinal)));

        var unlike = found.Keys.Union(Expected.Keys).Where(path => found.GetValueOrDefault(path) != Expected.GetValueOrDefault(path))
            .Select(path =>
                $"{path}: {found.GetValueOrDefault(path) ?? "no such address"}, in the table "
                    + $"{Expected.GetValueOrDefault(path) ?? "missing"}").ToList();
        Assert.True(unlike.Count == 0, string.Join('\n', unlike));
        Assert.NotNull(hub.App.Services.GetRequiredService<IOptions<AuthorizationOptions>>().Value.FallbackPolicy);
    }

    // A hall's name stands where an asset's would: every asset of the first level doubles the whole table of a hall's addresses. A hundred
    // of them had made 77,000 states, and 13,500 are left.
    [Fact]
    public void Assets_ByTheirFirstFolder_AreFewBesideAHallsAddresses()
    {
        var first = hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null)
            .Select(endpoint => PathOf(endpoint).TrimStart('/').Split('/')[0]).Distinct().ToList();
        Assert.Contains("assets", first);
        Assert.True(first.Count < 10, $"A file of wwwroot belongs into its folder assets: {string.Join(' ', first)}");
    }

    [Fact]
    public async Task Get_WhatIsNotForAnybody_Is401WithoutSigningIn()
    {
        using var client = hub.Anonymous();
        foreach (var path in Expected.Where(pair => !pair.Value.Contains(Anybody, StringComparison.Ordinal)).Select(pair => At(pair.Key)))
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{path} answered {answer.StatusCode} to nobody.");
        }
    }

    [Fact]
    public async Task Get_EveryPageAsEveryRole_OpensExactlyWhereTheRoleMay()
    {
        await using var people = await PeopleHub.StartAsync();
        foreach (var role in Role.All)
        {
            using var visitor = await people.SignedInAsync(role);
            foreach (var (pattern, guard) in Expected.Where(pair => pair.Value == Screen || Permission.All.Contains(pair.Value)))
            {
                var may = Role.PermissionsOf(role).Contains(guard == Screen ? Permission.SurfaceShow : guard);
                using var asked = new HttpRequestMessage(MethodOf(pattern), At(pattern));
                using var answer = await visitor.Client.SendAsync(
                    asked, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
                var letIn = answer.StatusCode is not (HttpStatusCode.Found or HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden);
                Assert.True(may == letIn, $"{role} at {pattern}: {answer.StatusCode}");
            }
        }
    }

    // What only takes something is asked to take nothing.
    private HttpMethod MethodOf(string pattern)
    {
        var methods = hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => PathOf(endpoint) == pattern)
            .SelectMany(endpoint => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [HttpMethod.Get.Method]).ToList();
        return methods.Contains(HttpMethod.Get.Method) ? HttpMethod.Get : new(methods[0]);
    }
}
