using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Api;

public sealed class EventStreamLifeTests
{
    [Fact]
    public async Task Events_NothingHappensFor15Seconds_ACommentLineShowsThatTheHubLives()
    {
        var clock = new FakeTimeProvider(HallOnDisk.Morning);
        await using var hub = await HubFixture.StartedAsync(builder => builder.Services.AddSingleton<TimeProvider>(clock));
        using var client = hub.As(KeyRole.Board);
        using var response = await client.GetAsync(
            $"{HubFixture.HallPath}/events", HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { Length: > 0 })
        {
        }

        var line = reader.ReadLineAsync(TestContext.Current.CancellationToken).AsTask();
        var passed = TimeSpan.Zero;
        await Eventually.HoldsAsync(() => line.IsCompleted, () =>
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            passed += TimeSpan.FromSeconds(1);
        });

        Assert.StartsWith(":", await line, StringComparison.Ordinal);
        Assert.True(passed >= TimeSpan.FromSeconds(15), $"After {passed.TotalSeconds} s already.");
    }
}
