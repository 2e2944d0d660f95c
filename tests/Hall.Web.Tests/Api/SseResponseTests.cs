using System.Globalization;
using Hall.Core.Commands;
using Hall.Core.Identifiers;
using Hall.Hub.Accounts;
using Hall.Hub.Keys;
using Hall.Hub.Tokens;
using Hall.Storage.Keys;
using Hall.Web.Tests.People;
using Hall.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Hall.Web.Tests.Api;

/// <summary>What every event stream of the hub does, whoever reads it: a program, a plain board, a telephone.</summary>
public sealed class SseResponseTests
{
    private readonly FakeTimeProvider _clock = new(HallOnDisk.Morning);

    [Theory]
    [InlineData("program")]
    [InlineData("board")]
    [InlineData("phone")]
    public async Task Streams_OfAQuietHall_SendHeadersAndACommentAtOnceAndACommentEvery15Seconds(string who)
    {
        await using var hub = await PeopleHub.StartAsync(configure: builder => builder.Services.AddSingleton<TimeProvider>(_clock));
        using var answer = await OpenAsync(hub, who);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(TestContext.Current.CancellationToken));

        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType?.MediaType);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal(["no"], answer.Headers.GetValues("X-Accel-Buffering"));
        Assert.Equal(":", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        for (var comment = 0; comment < 2; comment++)
        {
            var next = CommentAsync(reader);
            var passed = 0;
            await Eventually.HoldsAsync(() => next.IsCompleted, () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                passed++;
            });
            await next;
            Assert.True(passed >= 15, $"After {passed} s already.");
        }
    }

    private static async Task CommentAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) != ":")
        {
            // An event, or the line after one.
        }
    }

    private static async Task<HttpResponseMessage> OpenAsync(PeopleHub hub, string who)
    {
        if (who == "board")
        {
            return await GetAsync((await hub.SignedInAsync(Role.DutyManager)).Client, "/demo-small/board/all/stream");
        }

        var client = hub.Visit().Client;
        if (who == "phone")
        {
            var issued = await hub.Hall.ExecuteAsync(
                new IssueTicket([new("A01")], PriorityCode.None), null, TestContext.Current.CancellationToken);
            return await GetAsync(client, $"/t/{hub.Get<TicketTokens>().For(hub.Hall.Id, issued.Ticket!.Ticket.Id)}/events");
        }

        client.DefaultRequestHeaders.Authorization = new("Bearer", hub.Get<KeyStore>().Create("program", KeyRole.Manager));
        client.DefaultRequestHeaders.Add("Last-Event-ID", hub.Hall.Snapshot.Version.ToString(CultureInfo.InvariantCulture));
        hub.Get<KeyRing>().Forget();
        return await GetAsync(client, $"{HubFixture.HallPath}/events");
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string path) =>
        (await client.GetAsync(path, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken))
        .EnsureSuccessStatusCode();
}
