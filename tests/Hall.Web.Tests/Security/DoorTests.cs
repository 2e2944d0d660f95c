using System.Net;

namespace Hall.Web.Tests.Security;

public sealed class DoorTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Theory]
    [InlineData("/")]
    [InlineData("/demo-small/kiosk/1")]
    [InlineData("/demo-small/board/all")]
    [InlineData("/demo-small/board/all/plain")]
    [InlineData("/demo-small/counter/1")]
    [InlineData("/demo-small/pad/1")]
    [InlineData("/demo-small/manager")]
    [InlineData("/demo-small/voice/hall/1.wav")]
    [InlineData("/_blazor/negotiate")]
    [InlineData("/demo-small/kiosk/1.css")]
    [InlineData("/demo-small/board/all.js")]
    [InlineData("/demo-small/window/1.svg")]
    public async Task Get_SurfaceByNobody_IsRefusedFromAnywhere(string path)
    {
        using var client = hub.Anonymous();

        using var near = await client.GetAsync(path, TestContext.Current.CancellationToken);
        using var far = await client.FromAfarAsync(path);

        Assert.Equal((HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized), (near.StatusCode, far.StatusCode));
        Assert.Equal("not-signed-in", await far.CodeAsync());
    }

    [Theory]
    [InlineData("/assets/hall.css", HttpStatusCode.OK)]
    [InlineData("/hall.styles.css", HttpStatusCode.OK)]
    [InlineData("/assets/phone.js", HttpStatusCode.OK)]
    [InlineData("/phone.styles.css", HttpStatusCode.OK)]
    [InlineData("/assets/hall.svg", HttpStatusCode.OK)]
    [InlineData("/health/live", HttpStatusCode.OK)]
    [InlineData("/t/nonsense", HttpStatusCode.NotFound)]
    [InlineData("/api/v1/halls", HttpStatusCode.Unauthorized)]
    [InlineData("/metrics", HttpStatusCode.Unauthorized)]
    [InlineData("/openapi/v1.json", HttpStatusCode.Unauthorized)]
    public async Task Get_WhatIsForEverybodyFromAnotherMachine_IsAnswered(string path, HttpStatusCode expected)
    {
        using var client = hub.Anonymous();

        using var answer = await client.FromAfarAsync(path);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:5080", HttpStatusCode.OK)]
    [InlineData("hall.example", HttpStatusCode.Unauthorized)]
    [InlineData("localhost.evil.example", HttpStatusCode.Unauthorized)]
    [InlineData("192.0.2.7:5080", HttpStatusCode.Unauthorized)]
    public async Task Get_DemonstrationUnderAName_OpensOnlyForTheMachineItself(string host, HttpStatusCode expected)
    {
        await using var demonstration = await HubFixture.StartedAsync(options: options => options with { Demo = true });
        using var client = demonstration.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/demo-small/board/all");
        request.Headers.Host = host;

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    public async Task Post_CircuitFromAnotherOrigin_IsRefused(string origin)
    {
        await using var demonstration = await HubFixture.StartedAsync(options: options => options with { Demo = true });
        using var client = demonstration.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_blazor/negotiate?negotiateVersion=1");
        request.Headers.Add("Origin", origin);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("other-origin", await answer.CodeAsync());
    }

    [Fact]
    public async Task Get_MetricsUnderAForeignName_NeedsAKey()
    {
        using var client = hub.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
        request.Headers.Host = "rebound.example";

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }
}
