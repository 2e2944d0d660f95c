using System.Net;
using Hall.Core.Feedback;
using Hall.Core.Identifiers;
using Hall.Devices.Agents;
using Hall.Devices.Displays;
using Hall.Devices.IdCards;
using Hall.Devices.Presses;
using Hall.Devices.Settings;
using Hall.Hub.Agents;
using Hall.Hub.Devices;
using Hall.Hub.Tokens;
using Hall.Storage.Hosting;
using Hall.Storage.Keys;
using Hall.Web.Tests.Support;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Hall.Web.Tests.DeviceHub;

public sealed class AgentHubTests(AgentBench bench) : IClassFixture<AgentBench>
{
    // Longer than the hub waits for a sign of life, so that a client that gives none is found out.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(4);
    private static readonly Lock OneKey = new();
    private static string? _window;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connect_WithoutAKey_Is401()
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => bench.Client(null).StartAsync(Token));
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
    }

    [Theory]
    [InlineData(KeyRole.Kiosk)]
    [InlineData(KeyRole.Counter)]
    [InlineData(KeyRole.Board)]
    [InlineData(KeyRole.Manager)]
    [InlineData(KeyRole.Integration)]
    public async Task Connect_OtherRole_Is403(string role)
    {
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => bench.Client(bench.Key(role)).StartAsync(Token));
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task Connect_KeyInTheAddress_Is401()
    {
        using var client = bench.Hub.Anonymous();
        using var answer =
            await client.PostAsync($"{AgentContract.Path}/negotiate?negotiateVersion=1&access_token={WindowKey()}", null, Token);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task Connection_KeyIsRevoked_EndsAndCannotBeMadeAgain()
    {
        var key = bench.Key(KeyRole.Agent, "short-lived-agent");
        var agent = await bench.GreetedAsync(key);
        var closed = new TaskCompletionSource();
        agent.Closed += _ =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };

        bench.Keys.Revoke("short-lived-agent");

        await closed.Task.WaitAsync(Eventually.Longest, Token);
        await Assert.ThrowsAsync<HttpRequestException>(() => bench.Client(key).StartAsync(Token));
    }

    [Fact]
    public async Task Hello_UnknownVersion_IsRefusedWithASentenceAndNothingElseIsHeard()
    {
        var agent = bench.Client(WindowKey());
        await agent.StartAsync(Token);

        var refused = await Assert.ThrowsAsync<HubException>(() => agent.InvokeAsync<HelloAnswer>(AgentContract.Hello, 99, "test", Token));
        Assert.Contains("version 1 of the agents' contract, not 99", refused.Message, StringComparison.Ordinal);
        var unheard =
            await Assert.ThrowsAsync<HubException>(() =>
                agent.InvokeAsync<PressAnswer>(AgentContract.Press, AgentBench.Rating(PadLevel.Satisfied), Token));
        Assert.Contains("no-hello", unheard.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Devices_OfAnAgent_AreItsLinesOnly()
    {
        var agent = await bench.GreetedAsync(WindowKey());

        var line = Assert.Single(await agent.InvokeAsync<DeviceLineSettings[]>(AgentContract.Devices, Token));

        Assert.Equal(("demo-small", "window", "/dev/pads-of-window-1"), (line.Hall, line.Name, line.Port));
        Assert.Equal("1", line.Counters["1"]);
    }

    [Fact]
    public async Task Press_AfterTheService_IsTheLegsRatingAndTheSameEventAgainIsNoSecond()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        var ticket = await bench.ServeAsync();
        var press = AgentBench.Rating(PadLevel.Dissatisfied);
        var before = bench.Hub.Hall.Snapshot.Today.Ratings.Sum();

        var first = await ReportAsync(agent, press);
        var again = await ReportAsync(agent, press with { AgeMilliseconds = 5_000 });

        Assert.Equal([ReportOutcome.Recorded, ReportOutcome.Recorded], [first.Outcome, again.Outcome]);
        Assert.Equal(FeedbackLevel.Dissatisfied, await bench.RatingOfAsync(ticket));
        await Eventually.HoldsAsync(() => bench.Hub.Hall.Snapshot.Today.Ratings.Sum() == before + 1);
        Assert.Equal("stray", (await ReportAsync(agent, AgentBench.Rating(PadLevel.Satisfied))).Code);
    }

    [Fact]
    public async Task Press_KeptWhileTheNextVisitEnded_RatesTheVisitThatItWasFor()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        var (first, second, answer, late) = (default(TicketId), default(TicketId), default(PressAnswer), true);
        while (late)
        {
            first = await bench.ServeAsync();
            var pressedAt = TimeProvider.System.GetTimestamp();
            await Eventually.HoldsAsync(() => TimeProvider.System.GetElapsedTime(pressedAt) > Apart);
            second = await bench.ServeAsync();

            // The hub counts the age back from when it hears of the press: on a machine so busy that this takes longer than the visits
            // lay apart, the press would be of the second visit, and nothing is learned.
            var sentAt = TimeProvider.System.GetTimestamp();
            var age = (long)TimeProvider.System.GetElapsedTime(pressedAt).TotalMilliseconds - 100;
            answer = await ReportAsync(agent, AgentBench.Rating(PadLevel.VerySatisfied, ageMilliseconds: age));
            late = TimeProvider.System.GetElapsedTime(sentAt) > Apart / 2;
        }

        Assert.Equal(ReportOutcome.Recorded, answer!.Outcome);
        Assert.Equal(FeedbackLevel.VerySatisfied, await bench.RatingOfAsync(first));
        Assert.Null(await bench.RatingOfAsync(second));
    }

    [Fact]
    public async Task Press_CounterOfAnotherAgent_IsRefused()
    {
        var agent = await bench.GreetedAsync(WindowKey());

        var answer = await ReportAsync(agent, AgentBench.Rating(PadLevel.Satisfied, counter: "2"));

        Assert.Equal((ReportOutcome.Refused, "other-counter"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task Press_KeyOfLongAgo_IsNotCarriedOut()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        var call = new PressReport(Guid.CreateVersion7(), "demo-small", "1", 1, 60_000, null, PadKey.Call, "");

        Assert.Equal("too-late", (await ReportAsync(agent, call)).Code);
    }

    [Fact]
    public async Task Press_NotWellFormed_IsRefusedForGood()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        var press = AgentBench.Rating(PadLevel.Satisfied);

        Assert.Equal("malformed", (await ReportAsync(agent, press with { EventId = Guid.Empty })).Code);
        Assert.Equal("malformed", (await ReportAsync(agent, press with { Level = null })).Code);
        Assert.Equal("malformed", (await ReportAsync(agent, press with { AgeMilliseconds = -1 })).Code);
        Assert.Equal("unknown-hall", (await ReportAsync(agent, press with { Hall = "nowhere" })).Code);
    }

    [Fact]
    public async Task Hello_KeyThatIsInUse_IsRefusedWithASentenceAndTheFirstIsHeardOn()
    {
        var key = bench.Key(KeyRole.Agent, "cloned");
        var first = await bench.GreetedAsync(key);
        var second = bench.Client(key);
        await second.StartAsync(Token);

        var refused =
            await Assert.ThrowsAsync<HubException>(() =>
                second.InvokeAsync<HelloAnswer>(AgentContract.Hello, AgentContract.Version, "clone", Token));
        Assert.Contains("key-in-use: Another agent is connected with the key 'cloned'", refused.Message, StringComparison.Ordinal);
        var unheard = await Assert.ThrowsAsync<HubException>(() => second.InvokeAsync<DeviceLineSettings[]>(AgentContract.Devices, Token));
        Assert.Contains("no-hello", unheard.Message, StringComparison.Ordinal);
        Assert.Empty(await first.InvokeAsync<DeviceLineSettings[]>(AgentContract.Devices, Token));

        // The first goes; the second, which goes on trying, has its place.
        await first.StopAsync(Token);
        await Eventually.HoldsAsync(async () =>
        {
            try
            {
                return (await second.InvokeAsync<HelloAnswer>(AgentContract.Hello, AgentContract.Version, "clone", Token)).Agent
                    == "cloned";
            }
            catch (HubException)
            {
                return false;
            }
        });
    }

    [Fact]
    public async Task State_OfAnAgent_IsKnownAndNotWellFormedIsRefused()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        var at = bench.Hub.App.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        var report = new AgentReport(at, 3, 1, [new(AgentWork.Outbox, at, "failed")]);

        await agent.InvokeAsync(AgentContract.State, report, Token);

        Assert.Equal(3, bench.Hub.App.Services.GetRequiredService<AgentRegister>().Of("window-1").Report!.KeptPresses);
        await Assert.ThrowsAsync<HubException>(() =>
            agent.InvokeAsync(AgentContract.State, report with { Standing = [new("coffee", at, "")] }, Token));
    }

    [Fact]
    public async Task Press_TenDigits_IsRefusedForGoodAndTheNextIsRecorded()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        await bench.ServeAsync();
        var call = new PressReport(Guid.CreateVersion7(), "demo-small", "1", 1, 0, null, PadKey.Call, "9999999999");

        Assert.Equal((ReportOutcome.Refused, "nothing-to-do"),
            await ReportAsync(agent, call) is var answer ? (answer.Outcome, answer.Code) : default);
        Assert.Equal(ReportOutcome.Recorded, (await ReportAsync(agent, AgentBench.Rating(PadLevel.Satisfied))).Outcome);
    }

    [Fact]
    public async Task Show_TicketIsCalledAndServed_ReachesTheAgent()
    {
        var agent = bench.Client(WindowKey());
        var shown = new System.Collections.Concurrent.ConcurrentQueue<PadShow>();
        agent.On<PadShow>(AgentContract.Show, shown.Enqueue);
        await bench.GreetAsync(WindowKey(), agent);

        await bench.ServeAsync();

        // What was so only between two looks at the hall is not shown; that the pad is to ask stays so for a minute.
        await Eventually.HoldsAsync(() => shown.Any(show => show is { Evaluate: true, Counter: "1" }));
    }

    [Fact]
    public async Task LineState_OfItsLine_IsKnownAndOfAnotherRefused()
    {
        var agent = await bench.GreetedAsync(WindowKey());
        var register = bench.Hub.App.Services.GetRequiredService<AgentRegister>();
        var report = new LineReport("demo-small", "window",
            new(Hall.Devices.Connections.LinkState.Failed, DateTimeOffset.UnixEpoch, "gone", 1, 1), null, [], new(), 0);

        await agent.InvokeAsync(AgentContract.LineState, report, Token);

        Assert.Equal("gone", register.Of("window-1").Lines[("demo-small", "window")].Link.Reason);
        await Assert.ThrowsAsync<HubException>(() => agent.InvokeAsync(AgentContract.LineState, report with { Name = "other" }, Token));
    }

    [Fact]
    public async Task Card_OfItsReader_ReachesThePageAndOfAnotherOrBrokenIsRefusedWithoutRepeatingIt()
    {
        var agent = await bench.GreetedAsync(bench.Key(KeyRole.Agent, "agent-of-the-kiosk"));
        var readers = bench.Hub.App.Services.GetRequiredService<CardReaders>();
        var seen = new System.Collections.Concurrent.ConcurrentQueue<CardSeen>();
        readers.Seen += seen.Enqueue;
        var mark = new string('A', 64);

        Assert.Equal(readers.KeyOf(bench.Hub.Hall.Id),
            Assert.Single(await agent.InvokeAsync<DeviceLineSettings[]>(AgentContract.Devices, Token)).CardKey);
        await agent.InvokeAsync(AgentContract.Card, new CardReport("demo-small", "reader", CardSign.Reading, ""), Token);
        await agent.InvokeAsync(AgentContract.Card, new CardReport("demo-small", "reader", CardSign.Read, mark), Token);
        foreach (var bad in new[] { new CardReport("demo-small", "reader", CardSign.Read, "11010519491231002X"),
            new CardReport("demo-small", "window", CardSign.Read, mark), new CardReport("nowhere", "reader", CardSign.Read, mark) })
        {
            var refused = await Assert.ThrowsAsync<HubException>(() => agent.InvokeAsync(AgentContract.Card, bad, Token));
            Assert.DoesNotContain(bad.Mark, refused.Message, StringComparison.Ordinal);
        }

        Assert.Equal([CardSign.Reading, CardSign.Read], seen.Select(card => card.Sign));
        Assert.All(seen, card => Assert.Equal("1", card.Place));
        Assert.Equal(HolderHash.OfCard(bench.Hub.App.Services.GetRequiredService<HubSecret>(), bench.Hub.Hall.Id, mark),
            seen.Last().Holder);
    }

    private static Task<PressAnswer> ReportAsync(HubConnection agent, PressReport press) =>
        agent.InvokeAsync<PressAnswer>(AgentContract.Press, press, Token);

    // A name is used once for a key, and the tests of this class share the hub.
    private string WindowKey()
    {
        lock (OneKey)
        {
            return _window ??= bench.Key(KeyRole.Agent, "window-1");
        }
    }
}
