using System.Net;
using Hall.Storage.Keys;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Api;

public sealed class OpeningHoursApiTests
{
    [Theory]
    [InlineData("2026-03-02T07:30+08:00", "service-not-offered")]
    [InlineData("2026-03-02T12:30+08:00", "service-not-offered")]
    [InlineData("2026-03-02T17:00+08:00", "closed-for-today")]
    [InlineData("2026-03-01T10:00+08:00", "closed-for-today")]
    public async Task Issue_OutsideOpeningHours_Is409AndTheCatalogueSaysSo(string now, string code)
    {
        await using var hub = await StartedAsync(now);
        using var client = hub.As(KeyRole.Integration);

        using var refused =
            await client.PostAsync("/api/v1/halls/tongling/tickets", Json("""{"service":"A06"}"""), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(code, await refused.CodeAsync());
        using var services = await client.GetAsync("/api/v1/halls/tongling/services", TestContext.Current.CancellationToken);
        Assert.DoesNotContain((await services.JsonAsync()).EnumerateArray(), service => service.GetProperty("offeredNow").GetBoolean());
        using var halls = await client.GetAsync("/api/v1/halls", TestContext.Current.CancellationToken);
        Assert.False((await halls.JsonAsync())[0].GetProperty("open").GetBoolean());
    }

    [Fact]
    public async Task CallNext_AfterClosing_StillCallsThoseWhoWait()
    {
        await using var hub = await StartedAsync("2026-03-02T16:59:59+08:00");
        using var client = hub.As(KeyRole.Integration);
        using var issued =
            await client.PostAsync("/api/v1/halls/tongling/tickets", Json("""{"service":"A06"}"""), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Created, issued.StatusCode);
        using var opened =
            await client.PostAsync("/api/v1/halls/tongling/counters/1/open", Json("""{"teller":"1001"}"""),
                TestContext.Current.CancellationToken);

        ((FakeTimeProvider)hub.App.Services.GetRequiredService<TimeProvider>()).Advance(TimeSpan.FromMinutes(2));
        using var called =
            await client.PostAsync("/api/v1/halls/tongling/counters/1/call-next", null, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, called.StatusCode);
    }

    private static StringContent Json(string body) => new(body, System.Text.Encoding.UTF8, "application/json");

    private static Task<HubFixture> StartedAsync(string now) => HubFixture.StartedAsync(
        builder => builder.Services.AddSingleton<TimeProvider>(
            new FakeTimeProvider(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture).ToUniversalTime())),
        options => options with { HallFiles = [Path.Combine(AppContext.BaseDirectory, "kiosk-config", "halls", "tongling.json")] });
}
