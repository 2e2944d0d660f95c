using System.Net;
using Hall.Core.Commands;
using Hall.Core.Engine;
using Hall.Core.Identifiers;
using Hall.Hub.Voice;
using Hall.Web.Tests.Support;
using Hall.Web.Voice;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.Voice;

public sealed class VoiceEndpointTests
{
    [Fact]
    public async Task Get_AnnouncementThatSounds_IsAWaveForItsLeaseAloneAndGoneWhenItWasPlayed()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true, HallFiles = [] });
        var page = await CalledAsync(hub);
        using var board = hub.Anonymous();

        using var sound = await board.GetAsync(page.Order.Url, TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.OK, "audio/wav"), (sound.StatusCode, sound.Content.Headers.ContentType?.MediaType));
        Assert.NotEmpty(WaveFile.Samples(await sound.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)));
        Assert.Contains("no-store", sound.Headers.CacheControl!.ToString(), StringComparison.Ordinal);

        var path = page.Order.Url.Split('?')[0];
        foreach (var other in new[] { path, $"{path}?lease={page.Order.Lease + 1}", $"{path}?lease={page.Order.Lease - 1}" })
        {
            using var refused = await board.GetAsync(other, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        }

        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(board, $"{page.Address}?lease={page.Order.Lease}"));
        var played = $"{page.Address}/sound?answer=played&lease={page.Order.Lease}&sequence={page.Order.Sequence}";
        Assert.Equal(HttpStatusCode.NoContent, await PostAsync(board, played));
        using var gone = await board.GetAsync(page.Order.Url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Get_PageThatHasLeft_Is409AndItsConfirmationsAre404()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true, HallFiles = [] });
        var page = await CalledAsync(hub);
        using var board = hub.Anonymous();

        hub.App.Services.GetRequiredService<LoudspeakerDirectory>().Leave(page.Player);

        using var refused = await board.GetAsync(page.Order.Url, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.Conflict, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(board, page.Address));
        Assert.Equal(HttpStatusCode.NotFound, await PostAsync(board, $"{page.Address}/sound?answer=played"));
    }

    [Fact]
    public async Task Post_AnswerThatIsNone_Is400()
    {
        await using var hub = await HubFixture.StartedAsync(options: given => given with { Demo = true, HallFiles = [] });
        var page = await CalledAsync(hub);
        using var board = hub.Anonymous();

        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync(board, $"{page.Address}/sound?answer=loud"));
        Assert.Equal(HttpStatusCode.Conflict, await PostAsync(board, $"{page.Address}?lease={page.Order.Lease + 1}"));
    }

    [Fact]
    public async Task Get_HubWithoutEspeak_Is204SoThatTheBrowserSpeaks()
    {
        await using var hub = await HubFixture.StartedAsync(
            builder => builder.Services.AddSingleton(provider => new EspeakOptions(
                Path.Combine(provider.GetRequiredService<Hall.Hub.Hosting.HubOptions>().DataFolder, "voice"), "no-such-espeak")),
            given => given with { Demo = true, HallFiles = [] });
        var page = await CalledAsync(hub);
        using var board = hub.Anonymous();

        using var nothing = await board.GetAsync(page.Order.Url, TestContext.Current.CancellationToken);

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

    private static async Task<HttpStatusCode> PostAsync(HttpClient board, string path)
    {
        using var answer = await board.PostAsync(new Uri(path, UriKind.Relative), null, TestContext.Current.CancellationToken);
        return answer.StatusCode;
    }

    // A board that is there for good, as far as the loudspeaker can tell.
    private static async Task<(VoicePlayer Player, string Address, SoundOrder Order)> CalledAsync(HubFixture hub)
    {
        var hall = hub.App.Services.GetRequiredService<IHallDirectory>().Find(HallId.Of("tongling"))!;
        var loudspeakers = hub.App.Services.GetRequiredService<LoudspeakerDirectory>();
        var given = new TaskCompletionSource<SoundOrder>(TaskCreationOptions.RunContinuationsAsynchronously);
        var page = new VoicePlayer("tongling/all", isOwn: true, confirms: false, order => given.TrySetResult(order));
        loudspeakers.Join(loudspeakers.At(hall, "all")!, page);
        Assert.Null((await hall.ExecuteAsync(new OpenCounter(new("1"), new("1001")))).Rejection);
        await hall.ExecuteAsync(new IssueTicket([new ServiceCode("A06")], PriorityCode.None));
        await hall.ExecuteAsync(new CallNext(new("1")));

        // The announcer begins with what happens after it has subscribed, so the call is repeated until it was heard.
        await Eventually.HoldsAsync(() => given.Task.IsCompleted, () => hall.ExecuteAsync(new RecallTicket(new("1"))));
        return (page, VoiceEndpoints.AddressOf(hall.Id, page), await given.Task);
    }
}
