using System.Net;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Web.Tests.Support;
using Hall.Web.Voice;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Voice;

public sealed class VoiceEndpointTests
{
    [Fact]
    public async Task Get_AnnouncementThatSounds_IsAWaveAndGoneWhenItWasPlayed()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true, HallFiles = [] });
        var (queue, path) = await CalledAsync(hub);
        using var board = hub.Anonymous();

        using var sound = await board.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (sound.StatusCode, sound.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty(WaveFile.Samples(await sound.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("no-store", sound.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        queue.Finished(long.Parse(Path.GetFileNameWithoutExtension(path), System.Globalization.CultureInfo.InvariantCulture));
        using var gone = await board.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Get_HubWithoutEspeak_Is204SoThatTheBrowserSpeaks()
    {
        await using var hub = await HubFixture.StartedAsync(
            builder => builder.Services.AddSingleton(provider => new EspeakOptions(
                Path.Combine(provider.GetRequiredService<Web.Hub.HubOptions>().DataFolder, "voice"), "no-such-espeak")),
            given => given with { Demo = true, HallFiles = [] });
        var (_, path) = await CalledAsync(hub);
        using var board = hub.Anonymous();

        using var nothing = await board.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NoContent, nothing.StatusCode);
    }

    [Theory]
    [InlineData("/tongling/voice/main/999.wav")]
    [InlineData("/tongling/voice/attic/1.wav")]
    [InlineData("/nowhere/voice/main/1.wav")]
    [InlineData("/tongling/voice/main/..%2F..%2Fkeys.db")]
    public async Task Get_WhatIsNotAnnounced_Is404(string path)
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true, HallFiles = [] });
        using var board = hub.Anonymous();

        using var answer = await board.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    private static async Task<(LoudspeakerQueue Queue, string Path)> CalledAsync(HubFixture hub)
    {
        var hall = HallId.Of("tongling");
        var loudspeakers = hub.App.Services.GetRequiredService<LoudspeakerDirectory>();
        var engine = hub.App.Services.GetRequiredService<IHallDirectory>().Find(hall)!;
        SpokenAnnouncement? spoken = null;
        Assert.Null((await engine.ExecuteAsync(new OpenCounter(new("1"), new("1001")))).Rejection);
        await engine.ExecuteAsync(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        await engine.ExecuteAsync(new CallNext(new("1")));

        // The announcer begins with what happens after it has subscribed, so the call is repeated until it was heard.
        await Eventually.HoldsAsync(
            () => loudspeakers.Find(hall, "main")?.TryNext(engine.Now, out spoken) == true,
            () => engine.ExecuteAsync(new RecallTicket(new("1"))));
        return (loudspeakers.Find(hall, "main")!, $"/tongling/voice/main/{spoken!.Announcement.Sequence}.wav");
    }
}
