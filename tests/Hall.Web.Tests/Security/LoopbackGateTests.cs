using System.Net;

namespace Hall.Web.Tests.Security;

public sealed class LoopbackGateTests(HubFixture hub) : IClassFixture<HubFixture>
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
    public async Task Get_SurfaceFromAnotherMachine_IsRefused(string path)
    {
        using var client = hub.Anonymous();

        using var answer = await client.FromAfarAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("surface-local-only", await answer.CodeAsync());
    }

    [Theory]
    [InlineData("/hall.css", HttpStatusCode.OK)]
    [InlineData("/phone.css", HttpStatusCode.OK)]
    [InlineData("/phone.js", HttpStatusCode.OK)]
    [InlineData("/hall.svg", HttpStatusCode.OK)]
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
    [InlineData("hall.example", HttpStatusCode.Forbidden)]
    [InlineData("localhost.evil.example", HttpStatusCode.Forbidden)]
    [InlineData("192.0.2.7:5080", HttpStatusCode.Forbidden)]
    public async Task Get_SurfaceUnderAName_OpensOnlyForTheMachineItself(string host, HttpStatusCode expected)
    {
        using var client = hub.Anonymous();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/demo-small/board/all");
        request.Headers.Host = host;

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(expected, answer.StatusCode);
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
