using System.Net;
using Hall.Core.Engine;
using Hall.Hub.Engine;
using Hall.Storage.Alerts;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Api;

public sealed class JournalUnavailableApiTests
{
    [Fact]
    public async Task Issue_DiskFull_Is503ChangesNothingAndGoesOnWhenThereIsRoom()
    {
        await using var hub = await HubFixture.StartedAsync();
        using var client = hub.As(KeyRole.Integration);
        using var first = await client.SendAsync("/tickets", new { service = "A01" });
        var page = $"/t/{(await first.JsonAsync()).GetProperty("token").GetString()}";
        var before = (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version;
        var writer = hub.App.Services.GetRequiredService<HallDirectory>().Writer!;
        writer.BeforeCommit = _ => throw new SqliteException("database or disk is full", 13);

        using var refused = await client.SendAsync("/tickets", new { service = "A01" });
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.Equal("journal-unavailable", await refused.CodeAsync());
        Assert.DoesNotContain(hub.Folder, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        using var unready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, unready.StatusCode);
        await Eventually.HoldsAsync(async () => (await client.GetAsync(page, TestContext.Current.CancellationToken)).IsSuccessStatusCode);
        using var form = await client.PostAsync($"{page}/leave", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, form.StatusCode);
        Assert.Contains("没能保存，什么都没有改变。",
            WebUtility.HtmlDecode(await form.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)),
            StringComparison.Ordinal);

        writer.BeforeCommit = null;
        await Eventually.HoldsAsync(() =>
            hub.App.Services.GetRequiredService<HubAlerts>().All.All(alert => alert.Kind != AlertKind.JournalUnavailable));
        using var ready = await client.GetAsync("/health/ready", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        Assert.Equal(before, (await hub.Hall.AskAsync(new FreshSnapshot(), TestContext.Current.CancellationToken)).Version);
        using var next = await client.SendAsync("/tickets", new { service = "A01" });
        Assert.Equal("A002", (await next.JsonAsync()).GetProperty("number").GetString());
    }
}
