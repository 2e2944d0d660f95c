using System.Net;
using Hall.Storage.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Hall.Web.Tests.Security;

public sealed class ForwardedHeaderTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task Issue_ThroughAProxyWithHttps_LinksToWhatTheVisitorAskedFor()
    {
        using var client = hub.As(KeyRole.Integration);
        client.DefaultRequestHeaders.Host = "hall.example";
        client.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        client.DefaultRequestHeaders.Add("X-Forwarded-For", "203.0.113.9");

        using var issued = await client.SendAsync("/tickets", new { service = "A01" });

        Assert.StartsWith("https://hall.example/t/", (await issued.JsonAsync()).GetProperty("followUrl").GetString(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Issue_ForwardedHost_IsNotBelieved()
    {
        using var client = hub.As(KeyRole.Integration);
        client.DefaultRequestHeaders.Add("X-Forwarded-Host", "evil.example");

        using var issued = await client.SendAsync("/tickets", new { service = "A01" });

        Assert.StartsWith(hub.Address.ToString(), (await issued.JsonAsync()).GetProperty("followUrl").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/metrics")]
    [InlineData("/openapi/v1.json")]
    public async Task Get_WhatLoopbackMayRead_IsRefusedToOneForWhomAProxyAsks(string path)
    {
        using var client = hub.Anonymous();

        using var near = await client.GetAsync(path, TestContext.Current.CancellationToken);
        using var far = await client.FromAfarAsync(path);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.Unauthorized), (near.StatusCode, far.StatusCode));
    }

    [Fact]
    public async Task Get_VisitorWhoNamesLoopbackThroughTheProxy_StaysWhoTheyAre()
    {
        using var client = hub.Anonymous();

        // A proxy that appends gives both; the last one is what the proxy itself saw.
        using var answer = await client.FromAfarAsync("/metrics", "127.0.0.1, 203.0.113.9");

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public void Options_ByDefault_BelieveProxiesOfThisMachineOnly()
    {
        var options = hub.App.Services.GetRequiredService<IOptions<ForwardedHeadersOptions>>().Value;

        Assert.All(options.KnownProxies, proxy => Assert.True(IPAddress.IsLoopback(proxy)));
        Assert.All(options.KnownIPNetworks, network => Assert.True(IPAddress.IsLoopback(network.BaseAddress)));
        Assert.NotEmpty(options.KnownProxies);
        Assert.Equal(1, options.ForwardLimit);
    }
}
