using System.Text.Json;
using Hall.Web.Tests.Keys;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Api;

/// <summary>What a programmer reads at <c>/openapi/v1.json</c> is the whole API.</summary>
public sealed class DescriptionTests(HubFixture hub) : IClassFixture<HubFixture>
{
    [Fact]
    public async Task OpenApi_EveryAddressOfTheApi_IsDescribedWithItsAnswersAndBody()
    {
        var paths = (await DocumentAsync()).GetProperty("paths");
        var endpoints = hub.App.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1", StringComparison.Ordinal)).ToList();

        Assert.True(endpoints.Count > 30, $"{endpoints.Count}");
        Assert.All(endpoints, endpoint =>
        {
            var verb = endpoint.Metadata.GetRequiredMetadata<HttpMethodMetadata>().HttpMethods[0].ToLowerInvariant();
            var operation = paths.GetProperty(endpoint.RoutePattern.RawText!.TrimEnd('/')).GetProperty(verb);
            Assert.False(string.IsNullOrEmpty(operation.GetProperty("summary").GetString()));
            Assert.Contains(operation.GetProperty("responses").EnumerateObject(), answer => answer.Name.StartsWith('2'));
            Assert.True(operation.GetProperty("responses").TryGetProperty("default", out _));
            Assert.Equal(endpoint.RoutePattern.Parameters.Select(place => place.Name), Parameters(operation, "path"));
        });
        Assert.Contains("A06", paths.GetProperty("/api/v1/halls/{hall}/tickets").GetProperty("post").GetProperty("requestBody").ToString(),
            StringComparison.Ordinal);
        Assert.Contains("Idempotency-Key",
            paths.GetProperty("/api/v1/halls/{hall}/tickets").GetProperty("post").GetProperty("parameters").ToString(),
            StringComparison.Ordinal);
        Assert.All(paths.EnumerateObject(), path => Assert.StartsWith("/api/v1", path.Name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task OpenApi_EveryCode_StandsInTheProblemWithItsSentence()
    {
        var code = (await DocumentAsync()).GetProperty("components").GetProperty("schemas").GetProperty("Problem").GetProperty("properties")
            .GetProperty("code");

        Assert.Contains("already-holding", code.GetProperty("enum").EnumerateArray().Select(value => value.GetString()));
        Assert.Contains("This person holds a living number already.", code.GetProperty("description").GetString(),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/api/v1/halls/{hall}/tickets", "query", "number")]
    [InlineData("/api/v1/halls/{hall}/events", "header", "Last-Event-ID")]
    public async Task OpenApi_WhatIsReadBesideTheAddress_IsNamed(string path, string from, string name) =>
        Assert.Equal([name], Parameters((await DocumentAsync()).GetProperty("paths").GetProperty(path).GetProperty("get"), from));

    private static IEnumerable<string?> Parameters(JsonElement operation, string from) =>
        operation.TryGetProperty("parameters", out var all)
            ? all.EnumerateArray().Where(one => one.GetProperty("in").GetString() == from)
                .Select(one => one.GetProperty("name").GetString())
            : [];

    private async Task<JsonElement> DocumentAsync()
    {
        using var client = hub.Anonymous();
        return JsonDocument.Parse(await client.GetStringAsync("/openapi/v1.json", TestContext.Current.CancellationToken)).RootElement;
    }
}
